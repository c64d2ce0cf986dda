package org.warpath.graph.pagerank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.warpath.graph.Graph;
import org.warpath.kernels.RunStats;

/**
 * Ranks by vertex. Immutable. The graph is kept for its names: {@link #top} fails once the graph is
 * closed, everything else does not need it.
 */
public final class PageRankResult {
  private final Graph graph;
  private final Values values;
  private final RunStats stats;
  private final double errorBound;
  private final PageRankOptions options;

  /** Ranks by vertex, in the format they were computed in. */
  sealed interface Values {
    int count();

    double at(int vertex);

    double[] copy();
  }

  PageRankResult(
      Graph graph, Values values, RunStats stats, double errorBound, PageRankOptions options) {
    this.graph = graph;
    this.values = values;
    this.stats = stats;
    this.errorBound = errorBound;
    this.options = options;
  }

  /** The ranks: a new double[n], entry v the rank of vertex v. They sum to 1, but for rounding. */
  public double[] ranks() {
    return values.copy();
  }

  /**
   * The rank of {@code vertex}.
   *
   * @throws IllegalArgumentException if there is no such vertex
   */
  public double rank(int vertex) {
    if (vertex < 0 || vertex >= values.count()) {
      throw new IllegalArgumentException(
          "vertex must be in [0, " + values.count() + "), was " + vertex);
    }
    return values.at(vertex);
  }

  /**
   * The {@code k} vertices of highest rank, highest first, equal ranks by ascending vertex; all
   * vertices if there are fewer. O(n log k) time.
   *
   * @throws IllegalArgumentException if {@code k} is negative
   */
  public List<RankedVertex> top(int k) {
    if (k < 0) {
      throw new IllegalArgumentException("k must be at least 0, was " + k);
    }
    Comparator<Integer> worstFirst =
        Comparator.<Integer>comparingDouble(values::at).thenComparing(Comparator.reverseOrder());
    PriorityQueue<Integer> best = new PriorityQueue<>(worstFirst);
    for (int v = 0; v < values.count() && k > 0; v++) {
      if (best.size() < k) {
        best.add(v);
      } else if (values.at(v) > values.at(best.element())) {
        best.remove();
        best.add(v);
      }
    }
    List<RankedVertex> top = new ArrayList<>(best.size());
    while (!best.isEmpty()) {
      int vertex = best.remove();
      top.add(new RankedVertex(vertex, graph.name(vertex), values.at(vertex)));
    }
    Collections.reverse(top);
    return top;
  }

  /**
   * The run: iterations, and as residual the L1 change of the last one (for {@link Compat#GDS} the
   * largest change of a rank).
   */
  public RunStats stats() {
    return stats;
  }

  /**
   * At most how far, in L1 distance, the ranks are from the exact vector of the chosen mode:
   * d/(1−d) times the last iteration's L1 change, because an iteration shrinks distances by d; for
   * {@link Precision#FLOAT32} plus what its rounding can add. The rounding of float64 is not
   * counted.
   */
  public double errorBound() {
    return errorBound;
  }

  /** What was computed: damping, weights, personalization, precision and whose PageRank. */
  public PageRankOptions options() {
    return options;
  }

  /** Whose PageRank this is. */
  public Compat compat() {
    return options.compat();
  }

  /** The format the ranks were computed in. */
  public Precision precision() {
    return options.precision();
  }

  /** Takes over its array. */
  static final class Float32Values implements Values {
    private final float[] ranks;

    Float32Values(float[] ranks) {
      this.ranks = ranks;
    }

    @Override
    public int count() {
      return ranks.length;
    }

    @Override
    public double at(int vertex) {
      return ranks[vertex];
    }

    @Override
    public double[] copy() {
      double[] copy = new double[ranks.length];
      Arrays.setAll(copy, v -> ranks[v]);
      return copy;
    }
  }

  /** Takes over its array. */
  static final class Float64Values implements Values {
    private final double[] ranks;

    Float64Values(double[] ranks) {
      this.ranks = ranks;
    }

    @Override
    public int count() {
      return ranks.length;
    }

    @Override
    public double at(int vertex) {
      return ranks[vertex];
    }

    @Override
    public double[] copy() {
      return ranks.clone();
    }
  }
}
