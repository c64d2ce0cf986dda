package org.warpath.graph.generate;

import java.lang.foreign.Arena;
import org.warpath.graph.VertexOrder;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.DegreeOrder;
import org.warpath.graph.build.Ordering;
import org.warpath.kernels.Parallel;

/**
 * Ends of links as they were drawn for each page, in the order of ranks: by descending degree.
 *
 * @param out of links that are not returned, where they begin
 * @param in where they end; not quite as many
 * @param both of links that are returned
 * @param ranks the ranks of vertices
 * @param order how the graph stores them: by rank, or as numbered
 */
record WikipediaEnds(Stubs out, Stubs in, Stubs both, VertexOrder ranks, VertexOrder order) {
  private static final int GRAIN = 1 << 14;

  // What the numbers of a page's stream are for.
  private static final int PAGE = 0;
  private static final int TAIL = 1;
  private static final int OUT = 2;
  private static final int IN = 3;
  private static final int BOTH = 4;

  /**
   * Draws them.
   *
   * @param scratch holds the ends
   * @param graph holds the order
   */
  static WikipediaEnds draw(WikipediaLike like, BuildOptions options, Arena scratch, Arena graph) {
    int n = like.pages();
    int[] out = new int[n];
    int[] in = new int[n];
    int[] both = new int[n];
    Drawing drawing = new Drawing(like);
    Parallel.forEachRange(
        options.threads(),
        n,
        GRAIN,
        (from, to) -> {
          for (int v = (int) from; v < to; v++) {
            drawing.draw(v, out, in, both);
          }
        });
    int[] degrees = new int[n];
    for (int v = 0; v < n; v++) {
      degrees[v] = out[v] + in[v] + 2 * both[v];
    }
    boolean isByRank =
        options.ordering() == Ordering.DEGREE
            || (options.ordering() == Ordering.AUTO && DegreeOrder.isSkewed(degrees));
    VertexOrder ranks = DegreeOrder.order(degrees, isByRank ? graph : scratch, options.threads());
    return new WikipediaEnds(
        new Stubs(byRank(out, ranks), scratch),
        new Stubs(byRank(in, ranks), scratch),
        new Stubs(byRank(both, ranks), scratch),
        ranks,
        isByRank ? ranks : VertexOrder.identity(n));
  }

  private static int[] byRank(int[] byVertex, VertexOrder ranks) {
    int[] sorted = new int[byVertex.length];
    for (int rank = 0; rank < sorted.length; rank++) {
      sorted[rank] = byVertex[ranks.vertex(rank)];
    }
    return sorted;
  }

  /** Links, of which a few will be dropped. */
  long links() {
    return Math.max(out.count(), in.count()) + both.count();
  }

  /** Draws the degrees of one page after the other. */
  private static final class Drawing {
    private final WikipediaDegrees fitted = WikipediaDegrees.fitted();
    private final WikipediaDegrees.Tail tail = WikipediaDegrees.Tail.of(fitted.in());
    private final long seed;
    private final double most;
    private final double factor;
    private final double inFactor;

    Drawing(WikipediaLike like) {
      seed = EdgeRandom.mix(like.seed());
      most = like.pages() / 8.0;
      factor = like.links() / (fitted.linksAPage() * like.pages());
      inFactor = factor * WikipediaDegrees.mean(fitted.out()) / tail.mean(fitted.in());
    }

    void draw(int v, int[] out, int[] in, int[] both) {
      long stream = EdgeRandom.stream(seed, v);
      int page = (int) EdgeRandom.below(fitted.pages(), EdgeRandom.bits(stream, PAGE));
      double inDegree = fitted.in()[page];
      if (inDegree >= tail.least()) {
        inDegree = Math.min(most, tail.quantile(1 - uniform(stream, TAIL)));
      }
      out[v] = round(fitted.out()[page] * factor, uniform(stream, OUT));
      in[v] = round(inDegree * inFactor, uniform(stream, IN));
      both[v] = round(fitted.both()[page] * factor, uniform(stream, BOTH));
    }

    /** In [0, 1). */
    private static double uniform(long stream, int draw) {
      return (EdgeRandom.bits(stream, draw) >>> 11) * 0x1p-53;
    }

    /** Up or down, so that the mean stays. */
    private static int round(double value, double uniform) {
      return (int) (value + uniform);
    }
  }
}
