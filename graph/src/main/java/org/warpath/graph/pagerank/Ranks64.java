package org.warpath.graph.pagerank;

import org.warpath.graph.VertexOrder;
import org.warpath.kernels.Parallel;

/** Ranks in float64: 16 bytes a vertex. */
final class Ranks64 implements RankState {
  private double[] x;
  private double[] next;

  Ranks64(int vertexCount) {
    x = new double[vertexCount];
    next = new double[vertexCount];
  }

  @Override
  public void beforePull(PullGraph graph) {
    graph.sumRows(x);
  }

  @Override
  public void pull(PullGraph graph, Tile tile) {
    PullKernel.rows(graph, tile, x);
  }

  @Override
  public void settle(Tile tile) {
    double[] x = this.x;
    double[] next = this.next;
    double[] ranks = tile.ranks;
    double[] outWeights = tile.outWeights;
    int from = tile.from;
    int count = tile.to - from;
    double change = 0;
    double sinkMass = 0;
    for (int i = 0; i < count; i++) {
      double rank = ranks[i];
      double outWeight = outWeights[i];
      if (outWeight == 0) {
        sinkMass += rank;
        outWeight = 1;
      }
      double scaled = rank / outWeight;
      change += Math.abs(scaled - x[from + i]) * outWeight;
      next[from + i] = scaled;
    }
    tile.change += change;
    tile.sinkMass += sinkMass;
  }

  @Override
  public void swap() {
    double[] old = x;
    x = next;
    next = old;
  }

  @Override
  public void unscale(Tile tile) {
    for (int v = tile.from; v < tile.to; v++) {
      double outWeight = tile.outWeights[v - tile.from];
      if (outWeight > 0) {
        x[v] = x[v] * outWeight;
      }
    }
  }

  @Override
  public PageRankResult.Values toVertexOrder(VertexOrder order, int threads) {
    if (order.isIdentity()) {
      return new PageRankResult.Float64Values(x);
    }
    double[] byVertex = next;
    Parallel.forEachRange(
        threads,
        x.length,
        ORDER_GRAIN,
        (begin, end) -> {
          for (int v = (int) begin; v < end; v++) {
            byVertex[v] = x[order.stored(v)];
          }
        });
    return new PageRankResult.Float64Values(byVertex);
  }
}
