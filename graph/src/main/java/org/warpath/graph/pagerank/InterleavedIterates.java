package org.warpath.graph.pagerank;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.warpath.graph.VertexOrder;
import org.warpath.kernels.Parallel;

/**
 * The contributions (see {@link RankState}) of 4 or 8 vectors side by side: entry {@code v · width
 * + j} is vertex v's in vector j, so one cache line serves all vectors of a vertex. Vectors beyond
 * those given are 0.
 */
final class InterleavedIterates implements Batch.Group {
  private final PullGraph graph;
  private final VertexOrder order;
  private final int threads;
  private final int size;
  private final int width;
  private final double[] preference;
  private double[] current;
  private double[] next;
  private final BlockSums[] sums;

  /** Starts each vector at its preference vector. */
  InterleavedIterates(PullGraph graph, List<double[]> preferences, VertexOrder order, int threads) {
    this.graph = graph;
    this.order = order;
    this.threads = threads;
    size = preferences.size();
    width = size <= 4 ? 4 : 8;
    preference = new double[graph.vertexCount * width];
    current = new double[preference.length];
    next = new double[preference.length];
    sums = new BlockSums[width];
    Arrays.setAll(sums, j -> new BlockSums(graph.blockCount()));
    for (int j = 0; j < preferences.size(); j++) {
      double[] vector = preferences.get(j);
      BlockSums columnSums = sums[j];
      int column = j;
      graph.forEachBlock(
          (block, from, to) -> columnSums.set(block, start(vector, column, from, to), 0, 0));
    }
  }

  /** Returns the block's sink mass. */
  private double start(double[] vector, int column, int from, int to) {
    double sinkMass = 0;
    for (int v = from; v < to; v++) {
      double outWeight = graph.outWeight(v);
      sinkMass += outWeight == 0 ? vector[v] : 0;
      preference[v * width + column] = vector[v];
      current[v * width + column] = outWeight == 0 ? vector[v] : vector[v] / outWeight;
    }
    return sinkMass;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public double[] iterate(double damping) {
    double[] teleport = new double[width];
    Arrays.setAll(teleport, j -> 1 - damping + damping * sums[j].sinkMass());
    graph.forEachBlock((block, from, to) -> {
      if (width == 4) {
        sumRows4(graph.rowOffsets, graph.columnIndices, graph.weights, current, next, from, to);
      } else {
        sumRows8(graph.rowOffsets, graph.columnIndices, graph.weights, current, next, from, to);
      }
      settle(block, from, to, damping, teleport);
    });
    double[] swapped = current;
    current = next;
    next = swapped;
    return Arrays.stream(sums).limit(size).mapToDouble(BlockSums::change).toArray();
  }

  private static void sumRows4(
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
      double s2 = 0;
      double s3 = 0;
      for (long e = begin; e < end; e++) {
        double w = weights == null ? 1 : weights.getAtIndex(JAVA_FLOAT, e);
        int u = columns.getAtIndex(JAVA_INT, e) * 4;
        s0 += w * x[u];
        s1 += w * x[u + 1];
        s2 += w * x[u + 2];
        s3 += w * x[u + 3];
      }
      int place = v * 4;
      sums[place] = s0;
      sums[place + 1] = s1;
      sums[place + 2] = s2;
      sums[place + 3] = s3;
      begin = end;
    }
  }

  private static void sumRows8(
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
      double s2 = 0;
      double s3 = 0;
      double s4 = 0;
      double s5 = 0;
      double s6 = 0;
      double s7 = 0;
      for (long e = begin; e < end; e++) {
        double w = weights == null ? 1 : weights.getAtIndex(JAVA_FLOAT, e);
        int u = columns.getAtIndex(JAVA_INT, e) * 8;
        s0 += w * x[u];
        s1 += w * x[u + 1];
        s2 += w * x[u + 2];
        s3 += w * x[u + 3];
        s4 += w * x[u + 4];
        s5 += w * x[u + 5];
        s6 += w * x[u + 6];
        s7 += w * x[u + 7];
      }
      int place = v * 8;
      sums[place] = s0;
      sums[place + 1] = s1;
      sums[place + 2] = s2;
      sums[place + 3] = s3;
      sums[place + 4] = s4;
      sums[place + 5] = s5;
      sums[place + 6] = s6;
      sums[place + 7] = s7;
      begin = end;
    }
  }

  private void settle(int block, int from, int to, double damping, double[] teleport) {
    double[] contribution = current;
    double[] updated = next;
    double[] sinkMass = new double[width];
    double[] change = new double[width];
    for (int v = from; v < to; v++) {
      double outWeight = graph.outWeight(v);
      boolean sink = outWeight == 0;
      double divisor = sink ? 1 : outWeight;
      double reciprocal = 1 / divisor;
      int first = v * width;
      for (int j = 0; j < width; j++) {
        double rank = teleport[j] * preference[first + j] + damping * updated[first + j];
        double share = rank * reciprocal;
        change[j] += Math.abs(share - contribution[first + j]) * divisor;
        updated[first + j] = share;
      }
      for (int j = 0; sink && j < width; j++) {
        sinkMass[j] += updated[first + j];
      }
    }
    for (int j = 0; j < width; j++) {
      sums[j].set(block, sinkMass[j], change[j], 0);
    }
  }

  @Override
  public double[] ranks(int column) {
    double[] ranks = new double[graph.vertexCount];
    double[] contribution = current;
    Parallel.forEachRange(
        threads,
        ranks.length,
        1 << 16,
        (from, to) -> {
          for (int vertex = (int) from; vertex < to; vertex++) {
            int v = order.stored(vertex);
            double outWeight = graph.outWeight(v);
            double share = contribution[v * width + column];
            ranks[vertex] = outWeight == 0 ? share : share * outWeight;
          }
        });
    return ranks;
  }
}
