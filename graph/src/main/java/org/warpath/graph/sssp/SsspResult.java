package org.warpath.graph.sssp;

import org.warpath.graph.paths.Path;
import org.warpath.graph.paths.PathLabels;
import org.warpath.kernels.RunStats;

/**
 * Distances from one source, and the paths that attain them. Arrays are the result's own and not to
 * be modified.
 */
public final class SsspResult {
  private final PathLabels labels;

  SsspResult(PathLabels labels) {
    this.labels = labels;
  }

  /**
   * float32[n], the distance of each vertex from the source: the least float32 sum of weights, each
   * added in the order of the path; 0 at the source, +∞ where no path leads or where every path's
   * sum overflows. After a run with a target, vertices farther than the target are not explored and
   * have +∞ too; if the target is unreachable, all distances are there.
   */
  public float[] distances() {
    return labels.labels();
  }

  /**
   * int32[n], the vertex before each one on its shortest path, −1 for the source and the
   * unreachable: of all shortest paths one with the fewest edges, and of the vertices that could
   * then come before it the least. The same on every engine.
   *
   * @throws IllegalStateException if the options said not to make parents
   */
  public int[] parents() {
    return labels.parents();
  }

  /**
   * The shortest path to {@code target}, its total being the distance; empty if unreachable. Reads
   * weights from the graph, which must be open.
   *
   * @throws IllegalArgumentException if there is no such vertex
   * @throws IllegalStateException if the options said not to make parents, or the graph is closed
   */
  public Path pathTo(int target) {
    return labels.pathTo(target);
  }

  /** How many vertices have a finite distance, the source among them. */
  public int reachedCount() {
    return labels.reachedCount();
  }

  /**
   * Engine and times. Iterations on the CPU are the buckets of distances that held a vertex; on
   * CUDA the sweeps over queued vertices that had an arc, the same number in every run.
   */
  public RunStats stats() {
    return labels.stats();
  }
}
