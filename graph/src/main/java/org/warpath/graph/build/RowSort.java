package org.warpath.graph.build;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Sorts one row by column, stably where weights tell parallel arcs apart. Reuses its buffers from
 * row to row.
 */
final class RowSort {
  private long[] keys = new long[64];
  private float[] sorted = new float[64];

  /** Sorts {@code begin … end−1} of the columns, and the weights with them. */
  void sort(int[] columns, float @Nullable [] weights, int begin, int end) {
    if (weights == null) {
      Arrays.sort(columns, begin, end);
      return;
    }
    int length = end - begin;
    if (length < 2) {
      return;
    }
    if (keys.length < length) {
      keys = new long[Math.max(length, 2 * keys.length)];
      sorted = new float[keys.length];
    }
    for (int i = 0; i < length; i++) {
      keys[i] = ((long) columns[begin + i] << Integer.SIZE) | i;
    }
    Arrays.sort(keys, 0, length);
    for (int i = 0; i < length; i++) {
      columns[begin + i] = (int) (keys[i] >>> Integer.SIZE);
      sorted[i] = weights[begin + (int) keys[i]];
    }
    System.arraycopy(sorted, 0, weights, begin, length);
  }
}
