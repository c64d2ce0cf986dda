package org.warpath.graph.pagerank;

import org.warpath.graph.VertexOrder;

/**
 * What is kept between iterations, by stored place: x = D⁻¹ r, so that a pull over in-edges reads
 * one number an edge and divides nothing. At sinks, which no in-edge of positive weight leads from,
 * D counts as 1. There are two copies, of the iteration at hand and of the next; r itself is not
 * stored.
 *
 * <p>Tasks may work on different rows at the same time.
 */
sealed interface RankState permits Ranks32, Ranks64, GdsRanks {
  /** Vertices a task brings into vertex order. */
  long ORDER_GRAIN = 1 << 16;

  /** The state of {@code vertexCount} vertices, all of rank 0. */
  static RankState of(PageRankOptions options, int vertexCount) {
    if (options.compat() == Compat.GDS) {
      return new GdsRanks(vertexCount, options.tolerance());
    }
    return switch (options.precision()) {
      case FLOAT32 -> new Ranks32(vertexCount);
      case FLOAT64 -> new Ranks64(vertexCount);
    };
  }

  /** What is to be done for all rows before any tile's {@link #pull}. */
  void beforePull(PullGraph graph);

  /** Sets the tile's ranks to Σ w[e] · x[u] over its rows. */
  void pull(PullGraph graph, Tile tile);

  /** Takes the tile's new ranks for the next copy, and adds to its change and sink mass. */
  void settle(Tile tile);

  /** Makes the next copy the one at hand. */
  void swap();

  /** Turns x into r on the tile's rows, once iterations are over. */
  void unscale(Tile tile);

  /** r by vertex, once {@link #unscale} is done everywhere; the state is used up. */
  PageRankResult.Values toVertexOrder(VertexOrder order, int threads);
}
