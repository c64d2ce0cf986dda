package org.warpath.graph.export;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.Graph;
import org.warpath.graph.VertexOrder;
import org.warpath.linalg.sparse.Csr;

/**
 * A graph's arcs by vertex: sources ascend, a source's targets ascend, parallel arcs keep their
 * order. The same arcs come in the same order whatever the storage order.
 */
final class ArcRows {
  private final Csr out;
  private final VertexOrder order;
  private final int vertexCount;
  private final boolean upperOnly;
  private int[] targets = new int[64];
  private float[] weights = new float[64];
  private long[] keys = new long[64];

  /**
   * @param eachEdgeOnce whether a symmetric graph's arcs u→v with u &gt; v are left out
   */
  ArcRows(Graph graph, boolean eachEdgeOnce) {
    this.out = graph.out();
    this.order = graph.order();
    this.vertexCount = graph.vertexCount();
    this.upperOnly = eachEdgeOnce && graph.symmetric();
  }

  /** Takes one vertex's arcs: the first {@code count} entries of both arrays, which are reused. */
  @FunctionalInterface
  interface RowSink {
    void accept(int source, int[] targets, float @Nullable [] weights, int count)
        throws IOException;
  }

  /** How many arcs {@link #forEach} presents. */
  long count() throws IOException {
    long[] sum = {0};
    if (!upperOnly) {
      return out.entryCount();
    }
    forEach((source, row, values, count) -> sum[0] += count);
    return sum[0];
  }

  /** Presents every vertex's arcs in turn. */
  void forEach(RowSink sink) throws IOException {
    for (int source = 0; source < vertexCount; source++) {
      int count = load(source);
      sink.accept(source, targets, out.hasValues() ? weights : null, count);
    }
  }

  private int load(int source) {
    int row = order.stored(source);
    long start = out.rowStart(row);
    int count = Math.toIntExact(out.rowLength(row));
    reserve(count);
    MemorySegment.copy(out.columnIndices(), JAVA_INT, start * Integer.BYTES, targets, 0, count);
    MemorySegment values = out.values();
    if (values != null) {
      MemorySegment.copy(values, JAVA_FLOAT, start * Float.BYTES, weights, 0, count);
    }
    if (!order.isIdentity()) {
      sort(start, count);
    }
    return upperOnly ? dropBelow(source, count) : count;
  }

  private void reserve(int count) {
    if (count > targets.length) {
      int length = (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(count, 2L * targets.length));
      targets = new int[length];
      weights = out.hasValues() ? new float[length] : weights;
      keys = order.isIdentity() ? keys : new long[length];
    }
  }

  /**
   * Brings targets into vertices' order; the place in the low half keeps parallel arcs in theirs.
   */
  private void sort(long start, int count) {
    for (int i = 0; i < count; i++) {
      keys[i] = ((long) order.vertex(targets[i]) << 32) | i;
    }
    Arrays.sort(keys, 0, count);
    for (int i = 0; i < count; i++) {
      targets[i] = (int) (keys[i] >> 32);
      if (out.hasValues()) {
        weights[i] = out.value(start + (int) keys[i]);
      }
    }
  }

  private int dropBelow(int source, int count) {
    int first = 0;
    while (first < count && targets[first] < source) {
      first++;
    }
    System.arraycopy(targets, first, targets, 0, count - first);
    if (out.hasValues()) {
      System.arraycopy(weights, first, weights, 0, count - first);
    }
    return count - first;
  }
}
