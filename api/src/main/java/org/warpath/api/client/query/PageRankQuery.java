package org.warpath.api.client.query;

import java.util.Map;
import org.warpath.api.client.answer.PageRankAnswer;

/** PageRank: uniform, personalised, weighted, from a warm start, with fixed iterations. */
public final class PageRankQuery extends VertexQuery<PageRankAnswer, PageRankQuery> {

  /** The format that ranks are held in while they are computed. */
  public enum Precision {
    FLOAT32,
    FLOAT64
  }

  /** Whose PageRank. */
  public enum Compat {
    /** Warpath's own; the default. */
    NONE,
    NETWORKX,
    GRAPHALYTICS,
    GAP,
    GDS
  }

  private PageRankQuery(Map<String, Object> values) {
    super(values);
  }

  /**
   * Damping 0.85, tolerance 1e-9, at most 500 iterations, unweighted, float64, uniform teleporting.
   */
  public static PageRankQuery defaults() {
    return new PageRankQuery(Map.of());
  }

  /** The probability of following an edge instead of teleporting; in [0, 1), 0.85 by default. */
  public PageRankQuery withDamping(double damping) {
    return with("damping", Range.within("damping", damping, 0, 1));
  }

  /**
   * The L1 change of one iteration, not scaled by the number of vertices, at which the run has
   * converged; at least 0, 1e-9 by default.
   */
  public PageRankQuery withTolerance(double tolerance) {
    return with("tolerance", Range.within("tolerance", tolerance, 0, Double.POSITIVE_INFINITY));
  }

  /** At most so many iterations, at least 1; 500 by default. */
  public PageRankQuery withMaxIterations(int iterations) {
    return with("maxIterations", Range.within("maxIterations", iterations, 1, Integer.MAX_VALUE));
  }

  /** Exactly so many iterations, at least 1, whatever the tolerance. */
  public PageRankQuery withIterations(int iterations) {
    return with("iterations", Range.within("iterations", iterations, 1, Integer.MAX_VALUE));
  }

  /** Whether edges count by weight, not 1 each; false by default. */
  public PageRankQuery withWeighted(boolean weighted) {
    return with("weighted", weighted);
  }

  /** The format that ranks are held in; float64 by default. */
  public PageRankQuery withPrecision(Precision precision) {
    return with("precision", precision);
  }

  /** Computes in the manner of another system. */
  public PageRankQuery withCompat(Compat compat) {
    return with("compat", compat);
  }

  /** Teleports there, not everywhere alike. */
  public PageRankQuery withPersonalization(Preference preference) {
    return with("personalization", preference);
  }

  /** Starts from a vector kept with the graph: fewer iterations to the same ranks. */
  public PageRankQuery withWarmStart(String vector) {
    return with("warmStart", vector);
  }

  @Override
  public String algorithm() {
    return "pagerank";
  }

  @Override
  public Class<PageRankAnswer> answerType() {
    return PageRankAnswer.class;
  }

  @Override
  PageRankQuery of(Map<String, Object> newValues) {
    return new PageRankQuery(newValues);
  }
}
