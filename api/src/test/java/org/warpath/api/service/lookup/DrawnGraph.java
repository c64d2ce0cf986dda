package org.warpath.api.service.lookup;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.warpath.graph.Graph;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.TestGraphs.Edge;

/** A random graph and the list of edges that it was made from, which knows nothing of rows. */
record DrawnGraph(Graph graph, List<Edge> edges) implements AutoCloseable {

  /** With self-loops, parallel edges, isolated vertices, weights, and an order of its own. */
  static DrawnGraph of(int vertexCount, int edgeCount, boolean symmetric, long seed) {
    Random random = new Random(seed);
    List<Edge> edges = new ArrayList<>();
    for (int e = 0; e < edgeCount; e++) {
      edges.add(
          new Edge(
              random.nextInt(vertexCount),
              random.nextInt(vertexCount),
              random.nextInt(9) == 0 ? Float.POSITIVE_INFINITY : random.nextInt(9)));
    }
    List<Edge> arcs = symmetric ? TestGraphs.mirrored(edges) : edges;
    int[] order = TestGraphs.shuffled(vertexCount, seed);
    return new DrawnGraph(TestGraphs.graph(vertexCount, symmetric, true, arcs, order), arcs);
  }

  @Override
  public void close() {
    graph.close();
  }
}
