package org.warpath.graph.io;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.build.EdgeBlock;

/** Edges of one block while they are parsed: arrays that grow. */
final class EdgeColumns {
  /** A good guess for short lines; longer ones leave room unused, shorter ones grow the arrays. */
  private static final int TYPICAL_LINE_BYTES = 12;

  private int[] sources;
  private int[] targets;
  private float @Nullable [] weights;
  private int count;

  /** For about {@code capacity} edges. */
  EdgeColumns(int capacity, boolean weighted) {
    sources = new int[capacity];
    targets = new int[capacity];
    weights = weighted ? new float[capacity] : null;
  }

  /** For the edges in {@code textBytes} bytes of text. */
  static EdgeColumns ofText(int textBytes, boolean weighted) {
    return new EdgeColumns(textBytes / TYPICAL_LINE_BYTES, weighted);
  }

  int count() {
    return count;
  }

  void add(int source, int target, float weight) {
    if (count == sources.length) {
      grow();
    }
    sources[count] = source;
    targets[count] = target;
    if (weights != null) {
      weights[count] = weight;
    }
    count++;
  }

  private void grow() {
    int capacity = Math.addExact(count, count / 2 + 16);
    sources = Arrays.copyOf(sources, capacity);
    targets = Arrays.copyOf(targets, capacity);
    weights = weights == null ? null : Arrays.copyOf(weights, capacity);
  }

  EdgeBlock toBlock() {
    return new EdgeBlock(sources, targets, weights, count);
  }
}
