package org.warpath.api.service.lookup;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import org.warpath.graph.Graph;
import org.warpath.graph.VertexOrder;
import org.warpath.linalg.sparse.Csr;

/**
 * What lies around some vertices: breadth first, hop by hop, in each hop the vertices of the
 * highest rank, until there are enough. Time is that of looking at the edges of the chosen vertices
 * once; memory is for the chosen ones alone, even around a hub.
 */
final class Neighborhood {
  private final Graph graph;
  private final List<Csr> rows;
  private final int limit;
  private final IntToDoubleFunction ranks;

  private final List<Subgraph.Member> chosen = new ArrayList<>();
  private final Set<Integer> isChosen = new HashSet<>();
  private boolean truncated;

  /** Which edges lead on. */
  enum Direction {
    OUT,
    IN,
    BOTH;

    private List<Csr> rows(Graph graph) {
      return switch (this) {
        case OUT -> List.of(graph.out());
        case IN -> List.of(graph.in());
        case BOTH -> graph.symmetric() ? List.of(graph.out()) : List.of(graph.out(), graph.in());
      };
    }
  }

  private Neighborhood(Graph graph, Direction direction, int limit, IntToDoubleFunction ranks) {
    this.graph = graph;
    this.rows = direction.rows(graph);
    this.limit = limit;
    this.ranks = ranks;
  }

  /**
   * The vertices at most {@code hops} edges away from {@code starts}, and the edges between them.
   *
   * @param starts where to begin; hop 0, of which as of every hop the highest are taken
   * @param hops 0 or more
   * @param limit how many vertices at most, 1 or more
   * @param ranks the rank of each vertex
   */
  static Subgraph around(
      Graph graph,
      List<Integer> starts,
      int hops,
      Direction direction,
      int limit,
      IntToDoubleFunction ranks) {
    Neighborhood neighborhood = new Neighborhood(graph, direction, limit, ranks);
    HighestRanks start = neighborhood.nextHop();
    starts.forEach(vertex -> neighborhood.offer(vertex, start));
    List<Integer> frontier = neighborhood.choose(start, 0);
    for (int hop = 1; hop <= hops && !frontier.isEmpty() && !neighborhood.truncated; hop++) {
      HighestRanks next = neighborhood.nextHop();
      frontier.forEach(vertex -> neighborhood.expand(vertex, next));
      frontier = neighborhood.choose(next, hop);
    }
    return new Subgraph(graph, neighborhood.chosen, neighborhood.truncated);
  }

  private HighestRanks nextHop() {
    return new HighestRanks(limit - chosen.size());
  }

  private void expand(int vertex, HighestRanks next) {
    VertexOrder order = graph.order();
    int row = order.stored(vertex);
    for (Csr each : rows) {
      long end = each.rowStart(row + 1);
      for (long e = each.rowStart(row); e < end; e++) {
        offer(order.vertex(each.column(e)), next);
      }
    }
  }

  private void offer(int vertex, HighestRanks next) {
    double rank = ranks.applyAsDouble(vertex);
    if (next.isTooLow(vertex, rank)) {
      truncated = truncated || !isChosen.contains(vertex);
    } else if (!isChosen.contains(vertex)) {
      truncated |= next.add(vertex, rank);
    }
  }

  private List<Integer> choose(HighestRanks highest, int hop) {
    List<Integer> vertices = highest.vertices();
    for (int vertex : vertices) {
      isChosen.add(vertex);
      chosen.add(new Subgraph.Member(vertex, hop, ranks.applyAsDouble(vertex)));
    }
    return vertices;
  }
}
