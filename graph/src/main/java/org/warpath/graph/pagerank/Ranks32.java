package org.warpath.graph.pagerank;

import org.warpath.graph.VertexOrder;
import org.warpath.kernels.Parallel;

/** Ranks in float32, sums in float64: 8 bytes a vertex. */
final class Ranks32 implements RankState {
  private float[] x;
  private float[] next;

  Ranks32(int vertexCount) {
    x = new float[vertexCount];
    next = new float[vertexCount];
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
    float[] x = this.x;
    float[] next = this.next;
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
      float scaled = (float) (rank / outWeight);
      change += Math.abs((double) scaled - x[from + i]) * outWeight;
      next[from + i] = scaled;
    }
    tile.change += change;
    tile.sinkMass += sinkMass;
  }

  @Override
  public void swap() {
    float[] old = x;
    x = next;
    next = old;
  }

  @Override
  public void unscale(Tile tile) {
    for (int v = tile.from; v < tile.to; v++) {
      double outWeight = tile.outWeights[v - tile.from];
      if (outWeight > 0) {
        x[v] = (float) (x[v] * outWeight);
      }
    }
  }

  @Override
  public PageRankResult.Values toVertexOrder(VertexOrder order, int threads) {
    if (order.isIdentity()) {
      return new PageRankResult.Float32Values(x);
    }
    float[] byVertex = next;
    Parallel.forEachRange(
        threads,
        x.length,
        ORDER_GRAIN,
        (begin, end) -> {
          for (int v = (int) begin; v < end; v++) {
            byVertex[v] = x[order.stored(v)];
          }
        });
    return new PageRankResult.Float32Values(byVertex);
  }
}
