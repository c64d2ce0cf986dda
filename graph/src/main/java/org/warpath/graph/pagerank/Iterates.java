package org.warpath.graph.pagerank;

import org.jspecify.annotations.Nullable;
import org.warpath.graph.VertexOrder;

/**
 * The ranks of two successive iterations, in one precision.
 *
 * <p>Kept are not ranks but contributions, rank ÷ out-weight: what each out-edge (of weight 1)
 * carries. Nobody pulls from a sink, so its place holds its rank. The rank is the contribution
 * times the out-weight again, so one pass, two arrays and no table of reciprocals do.
 */
sealed interface Iterates permits Float32Iterates, Float64Iterates {

  /** Sets the ranks of a block; of its sums, only the sink mass means anything. */
  void start(int block, int from, int to, Distribution ranks, BlockSums sums);

  /** One iteration of a block: rank(v) = teleport(v) + damping · Σ contribution(u). */
  void pull(int block, int from, int to, double damping, Distribution teleport, BlockSums sums);

  /** Makes the iteration just done the current one. */
  void advance();

  /** The current ranks by vertex; ends the use of this object. */
  PageRankResult.Values finish(VertexOrder order, int threads);

  /** A vector that is {@code scale · shape[v]}, or {@code scale} everywhere without a shape. */
  final class Distribution {
    final double scale;
    final double @Nullable [] shape;

    Distribution(double scale, double @Nullable [] shape) {
      this.scale = scale;
      this.shape = shape;
    }

    double at(int v) {
      return shape == null ? scale : scale * shape[v];
    }
  }
}
