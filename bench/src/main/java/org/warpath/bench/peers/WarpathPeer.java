package org.warpath.bench.peers;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import org.warpath.graph.Graph;
import org.warpath.graph.pagerank.PageRank;
import org.warpath.graph.pagerank.PageRankOptions;
import org.warpath.graph.pagerank.PageRankResult;
import org.warpath.graph.pagerank.Precision;
import org.warpath.kernels.Engine;

/**
 * Warpath's own, on the CPU: it computes on the mapped file, and builds nothing if that has
 * in-edges.
 */
abstract sealed class WarpathPeer implements RankPeer {
  private final Precision precision;
  private @Nullable Graph graph;
  private @Nullable RankTask task;
  private @Nullable PageRankResult result;

  private WarpathPeer(Precision precision) {
    this.precision = precision;
  }

  /** In float64, as all others compute. */
  static final class Double extends WarpathPeer {
    Double() {
      super(Precision.FLOAT64);
    }
  }

  /** In float32. */
  static final class Single extends WarpathPeer {
    Single() {
      super(Precision.FLOAT32);
    }
  }

  @Override
  public void build(Graph opened, RankTask asked) {
    graph = opened;
    task = asked;
    var _ = opened.in(asked.threads()); // made here if the file has none
  }

  @Override
  public void rank() {
    PageRankOptions options =
        PageRankOptions.defaults()
            .withDamping(RankTask.DAMPING)
            .withTolerance(requireNonNull(task).tolerance())
            .withPrecision(precision);
    result = PageRank.run(requireNonNull(graph), options, Engine.cpu(task.threads()));
  }

  @Override
  public double[] ranks() {
    return requireNonNull(graph).order().toStoredOrder(requireNonNull(result).ranks());
  }

  @Override
  public int iterations() {
    return requireNonNull(result).stats().iterations();
  }
}
