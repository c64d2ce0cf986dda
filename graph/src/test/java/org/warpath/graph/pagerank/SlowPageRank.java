package org.warpath.graph.pagerank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.warpath.graph.Graph;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.TestGraphs.Edge;

/**
 * PageRank as a dense matrix product, written from the definitions and sharing nothing with the
 * code under test. Vertices are in their own numbers throughout.
 */
final class SlowPageRank {
  private final int n;

  // matrix[v][u]: the share of u's rank that v gets by following an edge.
  private final double[][] matrix;
  private final boolean[] sink;

  SlowPageRank(int n, List<Edge> edges, boolean weighted) {
    this.n = n;
    matrix = new double[n][n];
    sink = new boolean[n];
    double[] out = new double[n];
    for (Edge edge : edges) {
      out[edge.source()] += weighted ? edge.weight() : 1;
    }
    for (Edge edge : edges) {
      if (out[edge.source()] > 0) {
        matrix[edge.target()][edge.source()] += (weighted ? edge.weight() : 1) / out[edge.source()];
      }
    }
    for (int v = 0; v < n; v++) {
      sink[v] = out[v] == 0;
    }
  }

  /** base(v) + d · (A r + sinkMass · spread)(v). */
  double[] step(double[] rank, double damping, double[] base, double[] spread) {
    double sinkMass = 0;
    for (int u = 0; u < n; u++) {
      sinkMass += sink[u] ? rank[u] : 0;
    }
    double[] next = new double[n];
    for (int v = 0; v < n; v++) {
      double sum = sinkMass * spread[v];
      for (int u = 0; u < n; u++) {
        sum += matrix[v][u] * rank[u];
      }
      next[v] = base[v] + damping * sum;
    }
    return next;
  }

  /** One iteration of the standard definition. */
  double[] step(double[] rank, double damping, double[] preference) {
    return step(rank, damping, scaled(preference, 1 - damping), preference);
  }

  /** The exact ranks, but for rounding. */
  double[] solve(double damping, double[] preference) {
    double[] rank = preference;
    for (int i = 0; i < 3000; i++) {
      rank = step(rank, damping, preference);
    }
    return rank;
  }

  static double[] uniform(int n) {
    double[] vector = new double[n];
    Arrays.fill(vector, 1.0 / n);
    return vector;
  }

  static double[] normalised(double... weights) {
    return scaled(weights, 1 / Arrays.stream(weights).sum());
  }

  static double[] scaled(double[] vector, double factor) {
    return Arrays.stream(vector).map(x -> x * factor).toArray();
  }

  static double l1(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs(a[i] - b[i]);
    }
    return sum;
  }

  static double largest(double[] a, double[] b) {
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest;
  }

  /**
   * A random graph with sinks, self-loops, parallel edges, weights (some 0) and a shuffled order.
   */
  record Sample(int n, List<Edge> edges, double[] preference, long seed) {
    static Sample of(long seed, int maxVertices) {
      Random random = new Random(seed);
      int n = 1 + random.nextInt(maxVertices);
      int m = random.nextInt(4 * n + 1);
      List<Edge> edges = new ArrayList<>();
      for (int e = 0; e < m; e++) {
        int source = random.nextInt(1 + n / 2);
        int target = random.nextInt(5) == 0 ? source : random.nextInt(n);
        float weight = random.nextInt(4) == 0 ? 0 : random.nextFloat() * 10;
        edges.add(new Edge(source, target, weight));
        if (random.nextInt(6) == 0) {
          edges.add(new Edge(source, target, weight));
        }
      }
      double[] preference = new double[n];
      for (int v = 0; v < n; v++) {
        preference[v] = random.nextBoolean() ? random.nextDouble() : 0;
      }
      preference[random.nextInt(n)] = 3;
      return new Sample(n, edges, preference, seed);
    }

    Graph graph() {
      return TestGraphs.graph(n, false, true, edges, TestGraphs.shuffled(n, seed));
    }

    Graph graphInVertexOrder() {
      return TestGraphs.graph(n, false, true, edges, null);
    }

    SlowPageRank slow(boolean weighted) {
      return new SlowPageRank(n, edges, weighted);
    }
  }
}
