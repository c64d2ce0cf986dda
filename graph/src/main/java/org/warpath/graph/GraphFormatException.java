package org.warpath.graph;

import org.warpath.linalg.io.FormatException;

/** Input that is no graph as its format says; its message as of every {@link FormatException}. */
public final class GraphFormatException extends FormatException {
  private static final long serialVersionUID = 1L;

  /**
   * A defect of the source as a whole, or of a named part of it: {@code "graph.csr: section weights
   * is damaged …"}.
   */
  public GraphFormatException(String source, String problem) {
    super(source, problem);
  }

  /**
   * A defect at one place of a text.
   *
   * @param line counted from 1
   * @param column counted from 1; 0 when the whole line is meant
   */
  public GraphFormatException(String source, long line, int column, String problem) {
    super(source, line, column, problem);
  }
}
