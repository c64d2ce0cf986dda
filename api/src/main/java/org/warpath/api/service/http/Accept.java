package org.warpath.api.service.http;

import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;
import org.eclipse.jetty.http.QuotedQualityCSV;
import org.eclipse.jetty.http.QuotedQualityCSV.QualityValue;
import org.jspecify.annotations.Nullable;

/** Which of the formats that there are a request would like best (RFC 9110, 12.5.1). */
public final class Accept {
  private static final int NO_MATCH = 0;

  private Accept() {}

  /**
   * The media type that the request's {@code Accept} gives the greatest weight; of several the one
   * it names first, of those in one range the one offered first.
   *
   * @param offered the media types there are, the usual one first
   * @throws Problem NOT_ACCEPTABLE if it takes none of them; INVALID_REQUEST if it is malformed
   */
  public static String choose(Context context, List<String> offered) {
    return choose(of(context), offered);
  }

  /** The request's {@code Accept}, several lines as one; null if there is none. */
  public static @Nullable String of(Context context) {
    List<String> lines = Collections.list(context.req().getHeaders("Accept"));
    return lines.isEmpty() ? null : String.join(", ", lines);
  }

  /** As above, of a header's value; null if there is none. */
  public static String choose(@Nullable String accept, List<String> offered) {
    if (accept == null || accept.isBlank()) {
      return offered.getFirst();
    }
    List<QualityValue> ranges = ranges(accept);
    for (int i = 0; i < ranges.size(); i++) {
      for (String type : offered) {
        if (ranges.get(i).isAcceptable() && closest(type, ranges) == i) {
          return type;
        }
      }
    }
    throw new Problem(
        ProblemType.NOT_ACCEPTABLE,
        "Accept must allow one of " + String.join(", ", offered) + ", was " + accept);
  }

  private static List<QualityValue> ranges(String accept) {
    QuotedQualityCSV header = new QuotedQualityCSV();
    try {
      header.addValue(accept);
    } catch (IllegalArgumentException e) {
      throw new Problem(
          ProblemType.INVALID_REQUEST,
          "Accept must be a list of media ranges: " + e.getMessage(),
          e);
    }
    return header.getQualityValues();
  }

  /** Which range speaks of {@code type} most precisely: it alone decides; −1 if none does. */
  private static int closest(String type, List<QualityValue> ranges) {
    int closest = -1;
    int closeness = NO_MATCH;
    for (int i = 0; i < ranges.size(); i++) {
      int match = match(type, ranges.get(i).getValue());
      if (match > closeness) {
        closest = i;
        closeness = match;
      }
    }
    return closest;
  }

  private static int match(String type, String range) {
    String wanted = range.split(";", 2)[0].strip();
    if (wanted.equalsIgnoreCase(type)) {
      return 3;
    }
    if (wanted.equalsIgnoreCase(type.substring(0, type.indexOf('/')) + "/*")) {
      return 2;
    }
    return wanted.equals("*/*") ? 1 : NO_MATCH;
  }
}
