package org.warpath.bench.peers;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.warpath.graph.Graph;
import org.warpath.linalg.sparse.Csr;

/**
 * What one writes in half an hour: arrays of in-neighbours, and a parallel stream over vertices.
 */
final class PlainPeer implements RankPeer {
  private int[][] inNeighbours = {};
  private int[] outDegree = {};
  private double tolerance;
  private double[] ranks = {};
  private int iterations;

  @Override
  public void build(Graph graph, RankTask task) {
    Csr in = graph.in();
    MemorySegment columns = in.columnIndices();
    int n = graph.vertexCount();
    inNeighbours = new int[n][];
    outDegree = new int[n];
    for (int v = 0; v < n; v++) {
      int[] row = new int[(int) in.rowLength(v)];
      MemorySegment.copy(columns, JAVA_INT, in.rowStart(v) * Integer.BYTES, row, 0, row.length);
      inNeighbours[v] = row;
      outDegree[v] = (int) graph.out().rowLength(v);
    }
    tolerance = task.tolerance();
  }

  @Override
  public void rank() {
    int n = outDegree.length;
    double[] rank = new double[n];
    Arrays.fill(rank, 1.0 / n);
    double change = Double.POSITIVE_INFINITY;
    for (iterations = 0;
        change > tolerance && iterations < RankTask.MOST_ITERATIONS;
        iterations++) {
      double[] old = rank;
      double[] next = new double[n];
      double lost = vertices().filter(v -> outDegree[v] == 0).mapToDouble(v -> old[v]).sum();
      double base = (1 - RankTask.DAMPING + RankTask.DAMPING * lost) / n;
      vertices()
          .forEach(v -> {
            double sum = 0;
            for (int u : inNeighbours[v]) {
              sum += old[u] / outDegree[u];
            }
            next[v] = base + RankTask.DAMPING * sum;
          });
      change = vertices().mapToDouble(v -> Math.abs(next[v] - old[v])).sum();
      rank = next;
    }
    ranks = rank;
  }

  private IntStream vertices() {
    return IntStream.range(0, outDegree.length).parallel();
  }

  @Override
  public double[] ranks() {
    return ranks;
  }

  @Override
  public int iterations() {
    return iterations;
  }
}
