package org.warpath.graph.pagerank;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;

/**
 * The sums over rows of in-edges: Σ w[e] · x[columns[e]] for e in [begin, end).
 *
 * <p>Bound by memory, not arithmetic: 4 bytes read an edge in a stream (8 weighted) and one read of
 * x at random, which the storage order makes a cache hit or not. Four sums side by side hide the
 * latency of additions; eight were slower, as rows are short, and so was staging the columns
 * through an array. Summing float32 values in float64 costs 3 %.
 */
final class PullKernel {
  private PullKernel() {}

  /** Sets the tile's ranks to the sums of its rows. */
  static void rows(PullGraph graph, Tile tile, double[] x) {
    MemorySegment offsets = graph.rowOffsets;
    MemorySegment columns = graph.columnIndices;
    MemorySegment weights = graph.weights;
    double[] sums = tile.ranks;
    int from = tile.from;
    int count = tile.to - from;
    long begin = offsets.getAtIndex(JAVA_LONG, from);
    for (int i = 0; i < count; i++) {
      long end = offsets.getAtIndex(JAVA_LONG, from + i + 1L);
      sums[i] =
          weights == null ? sum(columns, begin, end, x) : sum(columns, weights, begin, end, x);
      begin = end;
    }
  }

  /** Sets the tile's ranks to the sums of its rows. */
  static void rows(PullGraph graph, Tile tile, float[] x) {
    MemorySegment offsets = graph.rowOffsets;
    MemorySegment columns = graph.columnIndices;
    MemorySegment weights = graph.weights;
    double[] sums = tile.ranks;
    int from = tile.from;
    int count = tile.to - from;
    long begin = offsets.getAtIndex(JAVA_LONG, from);
    for (int i = 0; i < count; i++) {
      long end = offsets.getAtIndex(JAVA_LONG, from + i + 1L);
      sums[i] =
          weights == null ? sum(columns, begin, end, x) : sum(columns, weights, begin, end, x);
      begin = end;
    }
  }

  private static double sum(MemorySegment columns, long begin, long end, double[] x) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    long e = begin;
    for (; e + 3 < end; e += 4) {
      s0 += x[columns.getAtIndex(JAVA_INT, e)];
      s1 += x[columns.getAtIndex(JAVA_INT, e + 1)];
      s2 += x[columns.getAtIndex(JAVA_INT, e + 2)];
      s3 += x[columns.getAtIndex(JAVA_INT, e + 3)];
    }
    for (; e < end; e++) {
      s0 += x[columns.getAtIndex(JAVA_INT, e)];
    }
    return (s0 + s1) + (s2 + s3);
  }

  private static double sum(MemorySegment columns, long begin, long end, float[] x) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    long e = begin;
    for (; e + 3 < end; e += 4) {
      s0 += x[columns.getAtIndex(JAVA_INT, e)];
      s1 += x[columns.getAtIndex(JAVA_INT, e + 1)];
      s2 += x[columns.getAtIndex(JAVA_INT, e + 2)];
      s3 += x[columns.getAtIndex(JAVA_INT, e + 3)];
    }
    for (; e < end; e++) {
      s0 += x[columns.getAtIndex(JAVA_INT, e)];
    }
    return (s0 + s1) + (s2 + s3);
  }

  private static double sum(
      MemorySegment columns, MemorySegment weights, long begin, long end, double[] x) {
    double s0 = 0;
    double s1 = 0;
    long e = begin;
    for (; e + 1 < end; e += 2) {
      s0 += weights.getAtIndex(JAVA_FLOAT, e) * x[columns.getAtIndex(JAVA_INT, e)];
      s1 += weights.getAtIndex(JAVA_FLOAT, e + 1) * x[columns.getAtIndex(JAVA_INT, e + 1)];
    }
    if (e < end) {
      s0 += weights.getAtIndex(JAVA_FLOAT, e) * x[columns.getAtIndex(JAVA_INT, e)];
    }
    return s0 + s1;
  }

  private static double sum(
      MemorySegment columns, MemorySegment weights, long begin, long end, float[] x) {
    double s0 = 0;
    double s1 = 0;
    long e = begin;
    for (; e + 1 < end; e += 2) {
      s0 += (double) weights.getAtIndex(JAVA_FLOAT, e) * x[columns.getAtIndex(JAVA_INT, e)];
      s1 += (double) weights.getAtIndex(JAVA_FLOAT, e + 1) * x[columns.getAtIndex(JAVA_INT, e + 1)];
    }
    if (e < end) {
      s0 += (double) weights.getAtIndex(JAVA_FLOAT, e) * x[columns.getAtIndex(JAVA_INT, e)];
    }
    return s0 + s1;
  }
}
