package org.warpath.graph.pagerank;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.Graph;

/**
 * What PageRank to compute, and how long.
 *
 * @param damping d, the probability of following an edge instead of teleporting; in [0, 1),
 *     typically 0.85
 * @param tolerance the L1 change of one iteration (the sum over all vertices, <em>not</em> scaled
 *     by n) at or below which the run has converged; at least 0, typically 1e-9. {@link Compat}
 *     modes have stopping rules of their own
 * @param maxIterations the iteration cap, at least 1
 * @param fixedIterations whether exactly {@code maxIterations} iterations are made; the result then
 *     still says whether the last one met the tolerance
 * @param weighted whether edges count by weight instead of 1 each; needs a graph with weights, none
 *     of them negative
 * @param precision the format ranks are held in
 * @param compat whose PageRank
 * @param personalization where teleporting and the rank of sinks go; null for everywhere equally
 * @param warmStart the ranks to start from, such as an earlier answer; null to start at the
 *     preference vector. Changes the number of iterations, not what they converge to
 */
public record PageRankOptions(
    double damping,
    double tolerance,
    int maxIterations,
    boolean fixedIterations,
    boolean weighted,
    Precision precision,
    Compat compat,
    @Nullable VertexWeights personalization,
    @Nullable VertexWeights warmStart) {

  private static final PageRankOptions DEFAULTS =
      new PageRankOptions(
          0.85, 1e-9, 500, false, false, Precision.FLOAT64, Compat.NONE, null, null);

  public PageRankOptions {
    requireRanges(damping, tolerance, maxIterations, fixedIterations);
    Objects.requireNonNull(precision, "precision");
    Objects.requireNonNull(compat, "compat");
  }

  static void requireRanges(
      double damping, double tolerance, int maxIterations, boolean fixedIterations) {
    if (!(damping >= 0 && damping < 1)) {
      throw new IllegalArgumentException("damping must be in [0, 1), was " + damping);
    }
    if (!(tolerance >= 0 && tolerance < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("tolerance must be in [0, ∞), was " + tolerance);
    }
    if (maxIterations < 1) {
      String field = fixedIterations ? "iterations" : "maxIterations";
      throw new IllegalArgumentException(field + " must be at least 1, was " + maxIterations);
    }
  }

  /**
   * Damping 0.85, tolerance 1e-9, at most 500 iterations, unweighted, float64, uniform teleporting.
   *
   * <p>An iteration shrinks the change, at most 2 in the first, by the factor d at least: this
   * tolerance takes at most 132 iterations at d = .85 and 418 at .95. A run that needs more than
   * 500 has an unusual damping and should say so.
   */
  public static PageRankOptions defaults() {
    return DEFAULTS;
  }

  /** The defaults of the system that {@code compat} stands for, unweighted. */
  public static PageRankOptions defaults(Compat compat) {
    PageRankOptions options = DEFAULTS.withCompat(compat);
    return switch (compat) {
      case NONE -> options;
      case NETWORKX -> options.withTolerance(1e-6).withMaxIterations(100);
      case GRAPHALYTICS -> options.withIterations(10); // of most of its data sets
      case GAP -> options.withTolerance(1e-4).withMaxIterations(20);
      case GDS -> options.withTolerance(1e-7).withMaxIterations(20);
    };
  }

  /** These options with another damping, in [0, 1). */
  public PageRankOptions withDamping(double value) {
    return with(value, tolerance, maxIterations, fixedIterations);
  }

  /** These options with another tolerance, at least 0. */
  public PageRankOptions withTolerance(double value) {
    return with(damping, value, maxIterations, fixedIterations);
  }

  /** These options with an iteration cap of at least 1; the run ends earlier on convergence. */
  public PageRankOptions withMaxIterations(int value) {
    return with(damping, tolerance, value, false);
  }

  /** These options with exactly {@code value} iterations, at least 1. */
  public PageRankOptions withIterations(int value) {
    return with(damping, tolerance, value, true);
  }

  /** These options with edges counted by weight or not. */
  public PageRankOptions withWeighted(boolean value) {
    return with(value, precision, compat, personalization, warmStart);
  }

  /** These options in another precision. */
  public PageRankOptions withPrecision(Precision value) {
    return with(weighted, value, compat, personalization, warmStart);
  }

  /** These options in the manner of another system. */
  public PageRankOptions withCompat(Compat value) {
    return with(weighted, precision, value, personalization, warmStart);
  }

  /**
   * These options with teleporting to a few vertices.
   *
   * @param weights vertex → weight, in any scale
   * @throws IllegalArgumentException if a weight is negative or not finite, or none is positive
   */
  public PageRankOptions withPersonalization(Map<Integer, Double> weights) {
    return withPersonalization(VertexWeights.of("personalization", weights));
  }

  /**
   * These options with teleporting by a vector.
   *
   * @param weights double[n], entry v the weight of vertex v, in any scale
   * @throws IllegalArgumentException if a weight is negative or not finite, or none is positive
   */
  public PageRankOptions withPersonalization(double[] weights) {
    return withPersonalization(VertexWeights.of("personalization", weights));
  }

  /** These options with teleporting by {@code value}, or everywhere equally if null. */
  public PageRankOptions withPersonalization(@Nullable VertexWeights value) {
    return with(weighted, precision, compat, value, warmStart);
  }

  /**
   * These options with the ranks to start from.
   *
   * @param ranks double[n], entry v the rank of vertex v, in any scale
   * @throws IllegalArgumentException if a rank is negative or not finite, or none is positive
   */
  public PageRankOptions withWarmStart(double[] ranks) {
    return with(
        weighted, precision, compat, personalization, VertexWeights.of("warm start", ranks));
  }

  /**
   * Refuses what a run on {@code graph} would refuse at its beginning.
   *
   * @throws IllegalArgumentException if {@link #compat} does not know an option, or edges are to
   *     count by weight and have none
   */
  public void requireFits(Graph graph) {
    compat.requireSupports(this);
    OutWeights.requireWeights(graph, weighted);
  }

  /**
   * At most how far the ranks are from the exact ones, in L1 distance.
   *
   * <p>With F the exact iteration and r′ = F(r) + ε: ‖r′ − r*‖ ≤ (d·‖r′ − r‖ + ‖ε‖) ÷ (1−d). In
   * float32 ε comes from rounding the contributions, and the ranks are rounded once more at the
   * end. In GDS the last changes are not passed on, nor is up to the tolerance at each vertex and
   * iteration.
   *
   * @param change the L1 change of the last of {@code iterations}
   */
  double errorBound(int vertexCount, int iterations, double change) {
    double unsent =
        compat == Compat.GDS ? tolerance * vertexCount * Math.max(0, iterations - 1) : 0;
    double rounding = precision == Precision.FLOAT32 ? 0x1p-24 : 0;
    return damping / (1 - damping) * (change + unsent) + rounding * (1 / (1 - damping) + 1);
  }

  /** In one line, for reports: {@code damping 0.85, unweighted, uniform, float64, compat none}. */
  public String conventions() {
    return "damping "
        + damping
        + (weighted ? ", weighted, " : ", unweighted, ")
        + (personalization == null ? "uniform, " : personalization + ", ")
        + (precision + ", compat " + compat).toLowerCase(Locale.ROOT);
  }

  private PageRankOptions with(double damping, double tolerance, int iterations, boolean fixed) {
    return new PageRankOptions(
        damping,
        tolerance,
        iterations,
        fixed,
        weighted,
        precision,
        compat,
        personalization,
        warmStart);
  }

  private PageRankOptions with(
      boolean weighted,
      Precision precision,
      Compat compat,
      @Nullable VertexWeights personalization,
      @Nullable VertexWeights warmStart) {
    return new PageRankOptions(
        damping,
        tolerance,
        maxIterations,
        fixedIterations,
        weighted,
        precision,
        compat,
        personalization,
        warmStart);
  }
}
