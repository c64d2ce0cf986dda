package org.warpath.api.service.upload;

import org.jspecify.annotations.Nullable;

/** Names for files on this disk that are like names which nobody vouches for. */
public final class SafeFileName {
  private static final int LONGEST = 100;

  private SafeFileName() {}

  /**
   * What a file called {@code given} is called here: the last part of a path, of letters, digits,
   * '.', '_' and '-', the first neither a dot nor a dash; its end rather than its beginning, since
   * endings tell formats.
   *
   * @param otherwise the name if nothing of that is left, or none is given
   */
  public static String of(@Nullable String given, String otherwise) {
    if (given == null) {
      return otherwise;
    }
    String last = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
    String plain = last.replaceAll("[^A-Za-z0-9._-]", "_");
    String end = plain.substring(Math.max(0, plain.length() - LONGEST)).replaceFirst("^[.-]+", "");
    return end.isEmpty() ? otherwise : end;
  }
}
