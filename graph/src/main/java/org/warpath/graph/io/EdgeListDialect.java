package org.warpath.graph.io;

import org.warpath.graph.io.text.LineCursor;

/**
 * How an edge list is written, as its first lines tell.
 *
 * @param separator what separates columns
 * @param integers whether the first edge's ids are integers
 * @param columns columns of the first edge, at most 3 of them counted
 * @param skippedLines lines before the first edge: comments, blank lines, a header
 * @param declaredVertices the vertex count in a comment like SNAP's {@code # Nodes: 7115}, −1
 *     without one
 * @param undirected whether a comment says so, like SNAP's {@code # Undirected graph} and KONECT's
 *     {@code % sym}
 */
record EdgeListDialect(
    byte separator,
    boolean integers,
    int columns,
    int skippedLines,
    long declaredVertices,
    boolean undirected) {

  /** Whether edges have a weight. */
  boolean weighted() {
    return columns > 2;
  }

  /**
   * Whether the cursor, at a line's begin, is at a comment: at {@code #}, or at {@code %} unless
   * that begins an URL-encoded name such as {@code %C3%81}.
   */
  static boolean isComment(LineCursor line) {
    return line.peek(0) == '#'
        || (line.peek(0) == '%' && !(isHexDigit(line.peek(1)) && isHexDigit(line.peek(2))));
  }

  private static boolean isHexDigit(byte b) {
    return Character.digit(b, 16) >= 0;
  }
}
