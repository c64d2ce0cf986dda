package org.warpath.api.service.catalog;

import java.util.regex.Pattern;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;

/** Names that callers give to graphs, vectors and keys. */
public final class Names {
  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private Names() {}

  /**
   * {@code name} itself, checked.
   *
   * @param role what the name is of: {@code "graph"}
   * @throws Problem if it is not a letter or digit and then at most 99 letters, digits, '.', '_',
   *     '-'
   */
  public static String require(String role, String name) {
    if (!isValid(name)) {
      throw new Problem(
          ProblemType.INVALID_REQUEST,
          "the name of a %s must be 1 to 100 letters, digits, '.', '_' or '-', the first a letter or digit; was %s"
              .formatted(role, quoted(name)));
    }
    return name;
  }

  /** Whether {@code name} can be a name. */
  public static boolean isValid(String name) {
    return VALID.matcher(name).matches();
  }

  // Short, and without control characters.
  private static String quoted(String name) {
    String printable = name.replaceAll("\\p{Cntrl}", "�");
    return '"' + (printable.length() > 60 ? printable.substring(0, 60) + "…" : printable) + '"';
  }
}
