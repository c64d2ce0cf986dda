package org.warpath.linalg.io;

import java.io.IOException;

/**
 * Input that is not what its format says: names the source, the place in it, what was found and
 * what was expected.
 */
public class FormatException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * A defect of the source as a whole, or of a named part of it: {@code "a.npy: has 3 bytes …"}.
   */
  public FormatException(String source, String problem) {
    super(source + ": " + problem);
  }

  /**
   * A defect at one place of a text.
   *
   * @param line counted from 1
   * @param column counted from 1; 0 when the whole line is meant
   */
  public FormatException(String source, long line, int column, String problem) {
    super(source + ":" + line + (column > 0 ? ":" + column : "") + ": " + problem);
  }
}
