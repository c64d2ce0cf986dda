package org.warpath.graph.widest;

import org.warpath.graph.paths.Path;
import org.warpath.graph.paths.PathLabels;
import org.warpath.kernels.RunStats;

/**
 * Widths from one source, and the paths that attain them. Arrays are the result's own and not to be
 * modified.
 */
public final class WidestPathResult {
  private final PathLabels labels;

  WidestPathResult(PathLabels labels) {
    this.labels = labels;
  }

  /**
   * float32[n], the greatest width of a path from the source to each vertex, a path being as wide
   * as its least capacity; +∞ at the source, −∞ where no path leads. After a run with a target,
   * vertices reached by narrower paths only are not explored and have −∞ too; if the target is
   * unreachable, all widths are there.
   */
  public float[] widths() {
    return labels.labels();
  }

  /**
   * int32[n], the vertex before each one on its widest path, −1 for the source and the unreachable:
   * of all paths along which each vertex is reached at its greatest width one with the fewest
   * edges, and of the vertices that could then come before it the least. The same on every engine.
   *
   * @throws IllegalStateException if the options said not to make parents
   */
  public int[] parents() {
    return labels.parents();
  }

  /**
   * The widest path to {@code target}, its total being the width; empty if unreachable. Reads
   * weights from the graph, which must be open.
   *
   * @throws IllegalArgumentException if there is no such vertex
   * @throws IllegalStateException if the options said not to make parents, or the graph is closed
   */
  public Path pathTo(int target) {
    return labels.pathTo(target);
  }

  /** How many vertices can be reached, the source among them. */
  public int reachedCount() {
    return labels.reachedCount();
  }

  /**
   * Engine and times. Iterations on the CPU are the buckets of widths that held a vertex; on CUDA
   * the sweeps over queued vertices that had an arc, the same number in every run.
   */
  public RunStats stats() {
    return labels.stats();
  }
}
