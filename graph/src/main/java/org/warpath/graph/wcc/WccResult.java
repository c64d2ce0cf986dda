package org.warpath.graph.wcc;

import java.util.Objects;
import org.warpath.kernels.RunStats;

/**
 * A partition of the vertices into weakly connected components.
 *
 * @param labels int[n] by vertex: the smallest vertex of its component; not to be modified
 * @param componentCount components, isolated vertices included
 * @param largestSize vertices in the largest component, 0 in an empty graph
 * @param stats one iteration is one phase of the algorithm; always converged, residual 0
 */
public record WccResult(int[] labels, int componentCount, int largestSize, RunStats stats) {
  public WccResult {
    Objects.requireNonNull(labels, "labels");
    Objects.requireNonNull(stats, "stats");
  }

  /** The smallest vertex in the component of {@code vertex}. */
  public int label(int vertex) {
    return labels[Objects.checkIndex(vertex, labels.length)];
  }
}
