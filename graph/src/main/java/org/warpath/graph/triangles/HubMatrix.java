package org.warpath.graph.triangles;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import org.warpath.kernels.Parallel;

/**
 * The adjacency among the first vertices, those of highest degree, as bits: row u tells for each w
 * &lt; u whether they are joined. Most triangles have two or three corners there.
 */
final class HubMatrix {
  private static final int GRAIN = 64;

  private final int size;
  private final long[] words;

  HubMatrix(OrientedRows rows, int size, int threads) {
    this.size = size;
    words = new long[rowStart(size)];
    Parallel.forEachRange(
        threads,
        size,
        GRAIN,
        (from, to) -> {
          for (int u = (int) from; u < to; u++) {
            fill(rows, u);
          }
        });
  }

  private void fill(OrientedRows rows, int u) {
    MemorySegment columns = rows.columns();
    int start = rowStart(u);
    long begin = rows.begin(u);
    long end = begin + rows.length(u);
    for (long e = begin; e < end; e++) {
      int w = columns.getAtIndex(JAVA_INT, e);
      words[start + (w >>> 6)] |= 1L << w;
    }
  }

  /** Vertices {@code 0 … size−1} have a row. */
  int size() {
    return size;
  }

  /** All rows' words. */
  long[] words() {
    return words;
  }

  /** Where in {@link #words} row {@code u} starts; it has {@link #rowWords} words. */
  static int rowStart(int u) {
    int blocks = u >>> 6;
    return (blocks + 1) * (32 * blocks + (u & 63));
  }

  static int rowWords(int u) {
    return (u >>> 6) + 1;
  }
}
