package org.warpath.graph.names;

import org.warpath.graph.VertexNames;

/**
 * The names of a graph, one at a time, as UTF-8 in one array that grows to the longest: for going
 * through all of them without making strings. For one thread at a time.
 */
public final class NameCursor {
  private static final int INITIAL_BYTES = 256;

  private final VertexNames names;
  private byte[] bytes = new byte[INITIAL_BYTES];
  private int length;

  /** A cursor before the first name. */
  public NameCursor(VertexNames names) {
    this.names = names;
  }

  /**
   * Goes to the name of {@code vertex}.
   *
   * @throws IndexOutOfBoundsException if {@code vertex} is not in [0, {@link VertexNames#count})
   */
  public void moveTo(int vertex) {
    length = names.copyUtf8(vertex, bytes);
    while (length > bytes.length) {
      bytes = new byte[Math.max(length, 2 * bytes.length)];
      length = names.copyUtf8(vertex, bytes);
    }
  }

  /** The name is {@code bytes()[0 … length())}, until the cursor moves on. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many bytes the name has. */
  public int length() {
    return length;
  }
}
