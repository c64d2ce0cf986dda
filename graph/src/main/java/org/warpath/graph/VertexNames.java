package org.warpath.graph;

/**
 * The outside names of a graph's vertices: titles, or the integer ids of the input where these are
 * not {@code 0 … n−1} themselves. A name belongs to exactly one vertex. Implementations are
 * immutable and safe for use by many threads.
 */
public interface VertexNames {

  /** How many vertices have a name: all of them. */
  int count();

  /**
   * The name of {@code vertex}.
   *
   * @throws IndexOutOfBoundsException if {@code vertex} is not in [0, {@link #count})
   */
  String name(int vertex);

  /**
   * Copies the name of {@code vertex} to the start of {@code target} as UTF-8, without making a
   * string. If it does not fit, {@code target} holds nothing of use.
   *
   * @return how many bytes the name has, whether it fits or not
   * @throws IndexOutOfBoundsException if {@code vertex} is not in [0, {@link #count})
   */
  int copyUtf8(int vertex, byte[] target);

  /** The vertex called {@code name}, or −1. Expected constant or logarithmic time. */
  int find(String name);

  /**
   * Up to {@code limit} vertices with names close to {@code name}, nearest first: equal but for
   * case, beginning with it, a few typing errors away, containing it. At most linear time in the
   * number of names, on a few threads.
   */
  int[] nearest(String name, int limit);
}
