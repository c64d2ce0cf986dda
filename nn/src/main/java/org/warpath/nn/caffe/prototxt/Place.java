package org.warpath.nn.caffe.prototxt;

import org.warpath.linalg.io.FormatException;

/**
 * A place in a text.
 *
 * @param source the file's name
 * @param line counted from 1
 * @param column counted from 1
 */
public record Place(String source, int line, int column) {

  /** What to throw for a defect here. */
  public FormatException error(String problem) {
    return new FormatException(source, line, column, problem);
  }

  /** Such as {@code net.prototxt:3:14}. */
  @Override
  public String toString() {
    return source + ":" + line + ":" + column;
  }
}
