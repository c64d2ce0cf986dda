package org.warpath.graph.pagerank;

import java.util.List;
import java.util.Map;
import org.warpath.graph.Graph;

/**
 * Which personalised PageRanks to compute together.
 *
 * @param preferences the preference vectors, at least one; each is normalised
 * @param damping d, in [0, 1), typically 0.85
 * @param tolerance the L1 change of one iteration (not scaled by n) at or below which a vector has
 *     converged; at least 0, typically 1e-9. Each vector stops for itself
 * @param maxIterations the iteration cap, at least 1
 * @param weighted whether edges count by weight instead of 1 each
 */
public record BatchedPageRankOptions(
    List<VertexWeights> preferences,
    double damping,
    double tolerance,
    int maxIterations,
    boolean weighted) {

  public BatchedPageRankOptions {
    preferences = List.copyOf(preferences);
    if (preferences.isEmpty()) {
      throw new IllegalArgumentException("preferences must have at least one vector, had none");
    }
    PageRankOptions.requireRanges(damping, tolerance, maxIterations, false);
  }

  /** Damping, tolerance and cap of {@link PageRankOptions#defaults}, unweighted. */
  public static BatchedPageRankOptions of(List<VertexWeights> preferences) {
    PageRankOptions defaults = PageRankOptions.defaults();
    return new BatchedPageRankOptions(
        preferences, defaults.damping(), defaults.tolerance(), defaults.maxIterations(), false);
  }

  /**
   * As {@link #of}, each preference vector given as vertex → weight.
   *
   * @throws IllegalArgumentException if a weight is negative or not finite, or a vector has no
   *     positive one
   */
  public static BatchedPageRankOptions ofVertices(List<Map<Integer, Double>> preferences) {
    return of(preferences.stream().map(p -> VertexWeights.of("personalization", p)).toList());
  }

  /**
   * Refuses what a run on {@code graph} would refuse at its beginning.
   *
   * @throws IllegalArgumentException if edges are to count by weight and have none
   */
  public void requireFits(Graph graph) {
    OutWeights.requireWeights(graph, weighted);
  }

  /** The options of a run for one of the preference vectors alone. */
  PageRankOptions each(VertexWeights preference) {
    return PageRankOptions.defaults()
        .withDamping(damping)
        .withTolerance(tolerance)
        .withMaxIterations(maxIterations)
        .withWeighted(weighted)
        .withPersonalization(preference);
  }

  /** These options with another damping, in [0, 1). */
  public BatchedPageRankOptions withDamping(double value) {
    return new BatchedPageRankOptions(preferences, value, tolerance, maxIterations, weighted);
  }

  /** These options with another tolerance, at least 0. */
  public BatchedPageRankOptions withTolerance(double value) {
    return new BatchedPageRankOptions(preferences, damping, value, maxIterations, weighted);
  }

  /** These options with another iteration cap, at least 1. */
  public BatchedPageRankOptions withMaxIterations(int value) {
    return new BatchedPageRankOptions(preferences, damping, tolerance, value, weighted);
  }

  /** These options with edges counted by weight or not. */
  public BatchedPageRankOptions withWeighted(boolean value) {
    return new BatchedPageRankOptions(preferences, damping, tolerance, maxIterations, value);
  }
}
