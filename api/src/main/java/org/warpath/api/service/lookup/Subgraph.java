package org.warpath.api.service.lookup;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.warpath.graph.Graph;
import org.warpath.graph.VertexOrder;
import org.warpath.linalg.sparse.Csr;

/**
 * Some vertices of a graph. The edges between them are looked up when they are asked for: there may
 * be more than memory should hold.
 *
 * @param graph to be open for as long as the edges are asked for
 * @param members the vertices, nearest first
 * @param truncated whether there were more
 */
record Subgraph(Graph graph, List<Member> members, boolean truncated) {

  Subgraph {
    Objects.requireNonNull(graph, "graph");
    members = List.copyOf(members);
  }

  /**
   * A vertex.
   *
   * @param hops how many edges it is away
   * @param rank its rank in the whole graph
   */
  record Member(int vertex, int hops, double rank) {}

  /** Takes an edge. */
  @FunctionalInterface
  interface EdgeSink<E extends Exception> {
    void accept(int source, int target, float weight) throws E;
  }

  /**
   * Hands over all edges between members, by source in the order of members, parallel ones too.
   * O(min(d, k) log max(d, k)) time for each of the k members, of degree d.
   *
   * @throws E what {@code sink} throws
   */
  <E extends Exception> void forEachEdge(EdgeSink<E> sink) throws E {
    VertexOrder order = graph.order();
    Csr out = graph.out();
    int[] columns = members.stream().mapToInt(member -> order.stored(member.vertex)).toArray();
    Arrays.sort(columns);
    for (Member member : members) {
      int row = order.stored(member.vertex);
      if (out.rowLength(row) < columns.length) {
        lookUpNeighbors(out, row, columns, sink);
      } else {
        lookUpMembers(out, row, columns, sink);
      }
    }
  }

  private <E extends Exception> void lookUpNeighbors(
      Csr out, int row, int[] columns, EdgeSink<E> sink) throws E {
    for (long e = out.rowStart(row); e < out.rowStart(row + 1); e++) {
      if (Arrays.binarySearch(columns, out.column(e)) >= 0) {
        accept(out, row, e, sink);
      }
    }
  }

  private <E extends Exception> void lookUpMembers(
      Csr out, int row, int[] columns, EdgeSink<E> sink) throws E {
    long end = out.rowStart(row + 1);
    for (int column : columns) {
      for (long e = out.firstAtLeast(row, column); e < end && out.column(e) == column; e++) {
        accept(out, row, e, sink);
      }
    }
  }

  private <E extends Exception> void accept(Csr out, int row, long e, EdgeSink<E> sink) throws E {
    VertexOrder order = graph.order();
    sink.accept(order.vertex(row), order.vertex(out.column(e)), out.value(e));
  }
}
