package org.warpath.graph.paths;

import org.jspecify.annotations.Nullable;
import org.warpath.graph.Graph;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunStats;
import org.warpath.kernels.Timings;
import org.warpath.linalg.sparse.Csr;
import org.warpath.linalg.sparse.Semiring;

/**
 * One path search, for any engine: what is asked, checked, and how it is answered.
 *
 * <p>With a target, vertices whose label is worse than the target's are reported as unreached,
 * since theirs may not be final.
 *
 * @param semiring MIN_PLUS or MAX_MIN
 * @param weighted false to let every edge count 1
 * @param source a vertex
 * @param target a vertex to stop at, or −1 to label all
 * @param parents whether to make the tree of parents
 */
public record PathRun(
    Graph graph, Semiring semiring, boolean weighted, int source, int target, boolean parents) {

  /**
   * @throws IllegalArgumentException if {@code source} or {@code target} does not exist
   */
  public PathRun {
    graph.requireVertex("source", source);
    if (target != -1) {
      graph.requireVertex("target", target);
    }
  }

  /** The out-edges to search, without values where every edge counts 1. */
  public Csr out() {
    return weighted ? graph.out() : graph.out().withoutValues();
  }

  /** The source as a stored vertex. */
  int storedSource() {
    return graph.order().stored(source);
  }

  /** The target as a stored vertex, −1 if there is none. */
  int storedTarget() {
    return target < 0 ? -1 : graph.order().stored(target);
  }

  /**
   * The answer.
   *
   * @param labels by vertex
   * @param tree parents by vertex; null if not asked for
   * @param rounds the run's iterations
   */
  PathLabels answer(
      Engine engine,
      float[] labels,
      int @Nullable [] tree,
      int reachedCount,
      int rounds,
      Timings timings) {
    RunStats stats = new RunStats(engine.toString(), rounds, 0, true, timings);
    return new PathLabels(graph, weighted, semiring, labels, tree, reachedCount, stats);
  }
}
