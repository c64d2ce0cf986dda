package org.warpath.api.service.catalog;

import org.warpath.graph.Graph;

/** How much memory a graph's arrays take. */
public final class GraphBytes {
  private GraphBytes() {}

  /** Rows of one direction: 8 (n + 1) + 4 m bytes, 8 m with weights. */
  public static long rows(Graph graph, boolean weighted) {
    return 8L * (graph.vertexCount() + 1L) + (weighted ? 8L : 4L) * graph.edgeCount();
  }

  /** What a run on a GPU leaves there for the next: its rows, and the order of its vertices. */
  public static long onDevice(Graph graph) {
    return rows(graph, graph.weighted()) + 4L * graph.vertexCount();
  }

  /** What making the in-edges would take; 0 if they are there. */
  public static long missingInEdges(Graph graph) {
    return graph.hasInEdges() ? 0 : rows(graph, graph.weighted());
  }
}
