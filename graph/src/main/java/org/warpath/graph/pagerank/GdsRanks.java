package org.warpath.graph.pagerank;

import org.warpath.graph.VertexOrder;

/**
 * Ranks as Neo4j GDS computes them: a vertex sends only the change of its rank, and only while that
 * exceeds the tolerance. x is the change to be sent, divided by the out-weight; the ranks grow by
 * what arrives. 24 bytes a vertex.
 */
final class GdsRanks implements RankState {
  private final double tolerance;
  private final double[] ranks;
  private double[] x;
  private double[] next;
  private boolean started;

  GdsRanks(int vertexCount, double tolerance) {
    this.tolerance = tolerance;
    ranks = new double[vertexCount];
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

  /** The tile's ranks are changes here, all at least 0. The first change is sent in any case. */
  @Override
  public void settle(Tile tile) {
    double least = started ? tolerance : -1;
    int from = tile.from;
    for (int i = 0; i < tile.to - from; i++) {
      double change = tile.ranks[i];
      double outWeight = tile.outWeights[i];
      ranks[from + i] += change;
      next[from + i] = change > least && outWeight > 0 ? change / outWeight : 0;
      tile.change += change;
      tile.largestChange = Math.max(tile.largestChange, change);
    }
  }

  @Override
  public void swap() {
    double[] old = x;
    x = next;
    next = old;
    started = true;
  }

  @Override
  public void unscale(Tile tile) {}

  @Override
  public PageRankResult.Values toVertexOrder(VertexOrder order, int threads) {
    return new PageRankResult.Float64Values(
        order.isIdentity() ? ranks : order.toVertexOrder(ranks, next));
  }
}
