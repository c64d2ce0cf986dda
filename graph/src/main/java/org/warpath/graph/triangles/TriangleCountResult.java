package org.warpath.graph.triangles;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.RunStats;

/**
 * The triangles of a graph.
 *
 * @param triangles sets of three vertices joined pairwise
 * @param perVertex int64[n] by vertex: the triangles it belongs to, together three times {@code
 *     triangles}; null if the options did not ask for it; not to be modified
 * @param stats one iteration; always converged, residual 0. On the CPU, load is the time to orient
 *     the graph; on a GPU that is part of compute
 */
public record TriangleCountResult(long triangles, long @Nullable [] perVertex, RunStats stats) {
  public TriangleCountResult {
    Objects.requireNonNull(stats, "stats");
  }
}
