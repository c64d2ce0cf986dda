package org.warpath.graph.pagerank;

import java.util.Locale;

/**
 * Whose PageRank is computed: ours, or another system's, with its own stopping rule and its own
 * treatment of sinks (vertices without out-edges). n is the number of vertices, d the damping.
 */
public enum Compat {
  /**
   * Ours: rank of sinks goes where teleporting goes, ranks sum to 1; stops when the L1 change of an
   * iteration is at most the tolerance.
   */
  NONE,
  /**
   * NetworkX's {@code pagerank}: as ours, but starts at 1/n even when personalised, and stops when
   * the L1 change is below n · tolerance.
   */
  NETWORKX,
  /**
   * LDBC Graphalytics: float64, a fixed number of iterations from 1/n, unweighted; rank of sinks is
   * spread over all vertices.
   */
  GRAPHALYTICS,
  /**
   * The GAP benchmark's specification (its Jacobi form, {@code pr_spmv}): unweighted, starts at
   * 1/n, the rank of sinks is dropped, so ranks may sum to less than 1; stops when the L1 change is
   * below the tolerance.
   */
  GAP,
  /**
   * Neo4j Graph Data Science: r = (1−d)·p + d · Σ r(u)/outdegree(u), with p = 1 everywhere or the
   * personalization as given: ranks are not normalised and the rank of sinks is dropped. A vertex
   * passes a change of its rank on only while that exceeds the tolerance, and the run stops when
   * none does. The start, (1−d)·p, counts as the first iteration.
   */
  GDS;

  /** Whether the rank of sinks is lost instead of spread. */
  boolean dropsSinkMass() {
    return this == GAP || this == GDS;
  }

  /** What a vertex without preference vector gets of each unit of teleported rank. */
  double uniformShare(int vertexCount) {
    return this == GDS ? 1 : 1.0 / vertexCount;
  }

  /** How much of p the next ranks hold, but for what sinks give back. */
  double teleported(double damping) {
    return this == GDS ? 0 : 1 - damping; // in GDS only changes travel: the 1−d is in the start
  }

  /** How much more of p they hold for each unit of rank at sinks. */
  double spread(double damping) {
    return dropsSinkMass() ? 0 : damping;
  }

  /** The largest residual of an iteration that was the last one needed. */
  double largestLastResidual(double tolerance, int vertexCount) {
    return switch (this) {
      case NONE, GRAPHALYTICS, GDS -> tolerance;
      case NETWORKX -> Math.nextDown(vertexCount * tolerance); // must be less
      case GAP -> Math.nextDown(tolerance); // must be less
    };
  }

  /** Whether an iteration that changed the ranks by {@code residual} was the last one needed. */
  boolean stops(double residual, double tolerance, int vertexCount) {
    return residual <= largestLastResidual(tolerance, vertexCount);
  }

  /**
   * Refuses what the other system does not know.
   *
   * @throws IllegalArgumentException naming the option
   */
  void requireSupports(PageRankOptions options) {
    boolean ownVectors = this == NONE || this == NETWORKX;
    require(
        ownVectors || this == GDS || options.personalization() == null,
        "does not know personalization");
    require(ownVectors || options.warmStart() == null, "does not know a warm start");
    require(
        (this != GRAPHALYTICS && this != GAP) || !options.weighted(), "does not know edge weights");
    require(
        (this != GRAPHALYTICS && this != GDS) || options.precision() == Precision.FLOAT64,
        "computes in float64 only");
    require(
        this != GRAPHALYTICS || options.fixedIterations(),
        "runs a fixed number of iterations: set iterations");
  }

  private void require(boolean supported, String refusal) {
    if (!supported) {
      throw new IllegalArgumentException(
          "compat " + name().toLowerCase(Locale.ROOT) + " " + refusal);
    }
  }
}
