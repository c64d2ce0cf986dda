package org.warpath.graph.pagerank;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import org.warpath.kernels.Parallel;

/**
 * The sums over rows of in-edges: Σ w[e] · x[columns[e]] for e in [begin, end).
 *
 * <p>Bound by memory, not arithmetic: 4 bytes read an edge in a stream (8 weighted) and one read of
 * x at random, which the storage order makes a cache hit or not. Four sums side by side hide the
 * latency of additions; eight were slower, as rows are short, and so was staging the columns
 * through an array. Loops count in int: in long, a short row costs a tenth more. Summing float32
 * values in float64 costs 3 %.
 *
 * <p>Entries of far columns, at a row's end, are added one after the other to what the others sum
 * up to: so do {@link FarEdges}, and the sums are the same to the bit.
 */
final class PullKernel {
  private PullKernel() {}

  /** Sets the tile's ranks to the sums of its rows. */
  static void rows(PullGraph graph, Tile tile, double[] x) {
    if (graph.far != null) {
      graph.far.copySums(tile.from, tile.to, tile.ranks);
      return;
    }
    MemorySegment columns = graph.columnIndices;
    MemorySegment weights = graph.weights;
    long begin = graph.rowStart(tile.from);
    for (int v = tile.from; v < tile.to; v++) {
      long end = graph.rowStart(v + 1);
      long nearEnd = graph.nearEnd(v, begin, end);
      double sum =
          weights == null
              ? sum(columns, begin, nearEnd, x)
              : sum(columns, weights, begin, nearEnd, x);
      for (long e = nearEnd; e < end; e++) {
        double value = x[columns.getAtIndex(JAVA_INT, e)];
        sum += weights == null ? value : weights.getAtIndex(JAVA_FLOAT, e) * value;
      }
      tile.ranks[v - tile.from] = sum;
      begin = end;
    }
  }

  /** Sets the sums of {@code far} to those of all rows. */
  static void allRows(PullGraph graph, FarEdges far, double[] x) {
    MemorySegment columns = graph.columnIndices;
    MemorySegment weights = graph.weights;
    Parallel.forEach(
        graph.threads,
        far.blockCount(),
        block -> {
          int from = far.firstTarget(block);
          int to = far.firstTarget(block + 1);
          double[] sums = far.sums(block);
          long begin = graph.rowStart(from);
          for (int v = from; v < to; v++) {
            long end = graph.rowStart(v + 1);
            long nearEnd = graph.nearEnd(v, begin, end);
            sums[v - from] =
                weights == null
                    ? sum(columns, begin, nearEnd, x)
                    : sum(columns, weights, begin, nearEnd, x);
            begin = end;
          }
          far.add(block, x);
        });
  }

  /** Sets the tile's ranks to the sums of its rows. */
  static void rows(PullGraph graph, Tile tile, float[] x) {
    if (graph.far != null) {
      graph.far.copySums(tile.from, tile.to, tile.ranks);
      return;
    }
    MemorySegment columns = graph.columnIndices;
    MemorySegment weights = graph.weights;
    long begin = graph.rowStart(tile.from);
    for (int v = tile.from; v < tile.to; v++) {
      long end = graph.rowStart(v + 1);
      long nearEnd = graph.nearEnd(v, begin, end);
      double sum =
          weights == null
              ? sum(columns, begin, nearEnd, x)
              : sum(columns, weights, begin, nearEnd, x);
      for (long e = nearEnd; e < end; e++) {
        double value = x[columns.getAtIndex(JAVA_INT, e)];
        sum += weights == null ? value : weights.getAtIndex(JAVA_FLOAT, e) * value;
      }
      tile.ranks[v - tile.from] = sum;
      begin = end;
    }
  }

  /** Sets the sums of {@code far} to those of all rows. */
  static void allRows(PullGraph graph, FarEdges far, float[] x) {
    MemorySegment columns = graph.columnIndices;
    MemorySegment weights = graph.weights;
    Parallel.forEach(
        graph.threads,
        far.blockCount(),
        block -> {
          int from = far.firstTarget(block);
          int to = far.firstTarget(block + 1);
          double[] sums = far.sums(block);
          long begin = graph.rowStart(from);
          for (int v = from; v < to; v++) {
            long end = graph.rowStart(v + 1);
            long nearEnd = graph.nearEnd(v, begin, end);
            sums[v - from] =
                weights == null
                    ? sum(columns, begin, nearEnd, x)
                    : sum(columns, weights, begin, nearEnd, x);
            begin = end;
          }
          far.add(block, x);
        });
  }

  private static double sum(MemorySegment columns, long begin, long end, double[] x) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int count = Math.toIntExact(end - begin);
    int i = 0;
    for (; i + 3 < count; i += 4) {
      long e = begin + i;
      s0 += x[columns.getAtIndex(JAVA_INT, e)];
      s1 += x[columns.getAtIndex(JAVA_INT, e + 1)];
      s2 += x[columns.getAtIndex(JAVA_INT, e + 2)];
      s3 += x[columns.getAtIndex(JAVA_INT, e + 3)];
    }
    for (; i < count; i++) {
      s0 += x[columns.getAtIndex(JAVA_INT, begin + i)];
    }
    return (s0 + s1) + (s2 + s3);
  }

  private static double sum(MemorySegment columns, long begin, long end, float[] x) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int count = Math.toIntExact(end - begin);
    int i = 0;
    for (; i + 3 < count; i += 4) {
      long e = begin + i;
      s0 += x[columns.getAtIndex(JAVA_INT, e)];
      s1 += x[columns.getAtIndex(JAVA_INT, e + 1)];
      s2 += x[columns.getAtIndex(JAVA_INT, e + 2)];
      s3 += x[columns.getAtIndex(JAVA_INT, e + 3)];
    }
    for (; i < count; i++) {
      s0 += x[columns.getAtIndex(JAVA_INT, begin + i)];
    }
    return (s0 + s1) + (s2 + s3);
  }

  private static double sum(
      MemorySegment columns, MemorySegment weights, long begin, long end, double[] x) {
    double s0 = 0;
    double s1 = 0;
    int count = Math.toIntExact(end - begin);
    int i = 0;
    for (; i + 1 < count; i += 2) {
      long e = begin + i;
      s0 += weights.getAtIndex(JAVA_FLOAT, e) * x[columns.getAtIndex(JAVA_INT, e)];
      s1 += weights.getAtIndex(JAVA_FLOAT, e + 1) * x[columns.getAtIndex(JAVA_INT, e + 1)];
    }
    if (i < count) {
      long e = begin + i;
      s0 += weights.getAtIndex(JAVA_FLOAT, e) * x[columns.getAtIndex(JAVA_INT, e)];
    }
    return s0 + s1;
  }

  private static double sum(
      MemorySegment columns, MemorySegment weights, long begin, long end, float[] x) {
    double s0 = 0;
    double s1 = 0;
    int count = Math.toIntExact(end - begin);
    int i = 0;
    for (; i + 1 < count; i += 2) {
      long e = begin + i;
      s0 += (double) weights.getAtIndex(JAVA_FLOAT, e) * x[columns.getAtIndex(JAVA_INT, e)];
      s1 += (double) weights.getAtIndex(JAVA_FLOAT, e + 1) * x[columns.getAtIndex(JAVA_INT, e + 1)];
    }
    if (i < count) {
      long e = begin + i;
      s0 += (double) weights.getAtIndex(JAVA_FLOAT, e) * x[columns.getAtIndex(JAVA_INT, e)];
    }
    return s0 + s1;
  }
}
