package org.warpath.graph.bfs;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.RunStats;

/**
 * How far everything is from the source, in arcs.
 *
 * @param source the vertex searched from
 * @param depths int[n] by vertex: arcs on a shortest path from the source, −1 where there is none;
 *     not to be modified
 * @param parents int[n] by vertex: of all vertices one level nearer to the source with an arc to
 *     this one, the smallest; −1 for the source and unreached vertices; null if the options asked
 *     for none; not to be modified
 * @param reached vertices reached, the source included
 * @param levels distinct depths, the source's 0 included: one more than the largest depth
 * @param stats iterations are levels; always converged, residual 0
 */
public record BfsResult(
    int source, int[] depths, int @Nullable [] parents, int reached, int levels, RunStats stats) {

  /** What {@link #depth} says of an unreached vertex, as LDBC Graphalytics writes it. */
  public static final long UNREACHED = Long.MAX_VALUE;

  public BfsResult {
    Objects.requireNonNull(depths, "depths");
    Objects.requireNonNull(stats, "stats");
  }

  /**
   * Arcs on a shortest path from the source to {@code vertex}, {@link #UNREACHED} if there is none.
   */
  public long depth(int vertex) {
    int depth = depths[Objects.checkIndex(vertex, depths.length)];
    return depth < 0 ? UNREACHED : depth;
  }

  /**
   * The vertices on a shortest path from the source to {@code vertex}, both included; empty if
   * there is none.
   *
   * @throws IllegalStateException if the search was run without parents
   */
  public int[] pathTo(int vertex) {
    if (parents == null) {
      throw new IllegalStateException("a path needs parents: run with withParents(true)");
    }
    int depth = depths[Objects.checkIndex(vertex, depths.length)];
    int[] path = new int[depth + 1];
    int at = vertex;
    for (int i = depth; i >= 0; i--) {
      path[i] = at;
      at = parents[at];
    }
    return path;
  }
}
