package org.warpath.graph.pagerank;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import org.warpath.graph.VertexOrder;
import org.warpath.kernels.Parallel;

/** Contributions held in float64. */
final class Float64Iterates implements Iterates {
  private final PullGraph graph;
  private double[] current;
  private double[] next;

  Float64Iterates(PullGraph graph) {
    this.graph = graph;
    current = new double[graph.vertexCount];
    next = new double[graph.vertexCount];
  }

  @Override
  public void start(int block, int from, int to, Distribution ranks, BlockSums sums) {
    double sinkMass = 0;
    for (int v = from; v < to; v++) {
      double outWeight = graph.outWeight(v);
      double rank = ranks.at(v);
      sinkMass += outWeight == 0 ? rank : 0;
      current[v] = outWeight == 0 ? rank : rank / outWeight;
    }
    sums.set(block, sinkMass, 0, 0);
  }

  @Override
  public void pull(
      int block, int from, int to, double damping, Distribution teleport, BlockSums sums) {
    MemorySegment weights = graph.weights;
    if (weights == null) {
      sumRows(graph.rowOffsets, graph.columnIndices, current, next, from, to);
    } else {
      sumWeightedRows(graph.rowOffsets, graph.columnIndices, weights, current, next, from, to);
    }
    settle(block, from, to, damping, teleport, sums);
  }

  private static void sumRows(
      MemorySegment rowOffsets,
      MemorySegment columns,
      double[] x,
      double[] sums,
      int from,
      int to) {
    long begin = rowOffsets.getAtIndex(JAVA_LONG, from);
    for (int v = from; v < to; v++) {
      long end = rowOffsets.getAtIndex(JAVA_LONG, v + 1L);
      double s0 = 0;
      double s1 = 0;
      double s2 = 0;
      double s3 = 0;
      long e = begin;
      for (; e < end - 3; e += 4) {
        s0 += x[columns.getAtIndex(JAVA_INT, e)];
        s1 += x[columns.getAtIndex(JAVA_INT, e + 1)];
        s2 += x[columns.getAtIndex(JAVA_INT, e + 2)];
        s3 += x[columns.getAtIndex(JAVA_INT, e + 3)];
      }
      for (; e < end; e++) {
        s0 += x[columns.getAtIndex(JAVA_INT, e)];
      }
      sums[v] = (s0 + s1) + (s2 + s3);
      begin = end;
    }
  }

  private static void sumWeightedRows(
      MemorySegment rowOffsets,
      MemorySegment columns,
      MemorySegment weights,
      double[] x,
      double[] sums,
      int from,
      int to) {
    long begin = rowOffsets.getAtIndex(JAVA_LONG, from);
    for (int v = from; v < to; v++) {
      long end = rowOffsets.getAtIndex(JAVA_LONG, v + 1L);
      double s0 = 0;
      double s1 = 0;
      long e = begin;
      for (; e < end - 1; e += 2) {
        s0 += (double) weights.getAtIndex(JAVA_FLOAT, e) * x[columns.getAtIndex(JAVA_INT, e)];
        s1 +=
            (double) weights.getAtIndex(JAVA_FLOAT, e + 1) * x[columns.getAtIndex(JAVA_INT, e + 1)];
      }
      if (e < end) {
        s0 += (double) weights.getAtIndex(JAVA_FLOAT, e) * x[columns.getAtIndex(JAVA_INT, e)];
      }
      sums[v] = (s0 + s1);
      begin = end;
    }
  }

  /** Turns the sums of a block, still in the cache, into contributions. */
  private void settle(
      int block, int from, int to, double damping, Distribution teleport, BlockSums sums) {
    MemorySegment outOffsets = graph.outOffsets;
    double[] outWeights = graph.outWeights;
    double[] shape = teleport.shape;
    double scale = teleport.scale;
    double[] contribution = current;
    double[] updated = next;
    double sinkMass = 0;
    double l1 = 0;
    double largest = 0;
    long outBegin = outOffsets.getAtIndex(JAVA_LONG, from);
    for (int v = from; v < to; v++) {
      double rank = (shape == null ? scale : scale * shape[v]) + damping * updated[v];
      long outEnd = outOffsets.getAtIndex(JAVA_LONG, v + 1L);
      double outWeight = outWeights == null ? outEnd - outBegin : outWeights[v];
      outBegin = outEnd;
      if (outWeight == 0) {
        sinkMass += rank;
        outWeight = 1;
      }
      double share = rank / outWeight;
      double change = Math.abs(share - contribution[v]) * outWeight;
      updated[v] = share;
      l1 += change;
      largest = change > largest ? change : largest;
    }
    sums.set(block, sinkMass, l1, largest);
  }

  @Override
  public void advance() {
    double[] swapped = current;
    current = next;
    next = swapped;
  }

  @Override
  public PageRankResult.Values finish(VertexOrder order, int threads) {
    double[] byStored = next;
    graph.forEachBlock((_, from, to) -> {
      for (int v = from; v < to; v++) {
        double outWeight = graph.outWeight(v);
        byStored[v] = outWeight == 0 ? current[v] : current[v] * outWeight;
      }
    });
    if (order.isIdentity()) {
      return new PageRankResult.Float64Values(byStored);
    }
    double[] byVertex = current;
    Parallel.forEachRange(
        threads,
        byVertex.length,
        1 << 16,
        (from, to) -> {
          for (int v = (int) from; v < to; v++) {
            byVertex[v] = byStored[order.stored(v)];
          }
        });
    return new PageRankResult.Float64Values(byVertex);
  }
}
