package org.warpath.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.warpath.graph.TestGraphs.Edge;

/** Graphs with a few hubs, parallel edges and self-loops, larger than {@link RandomGraphs}. */
public final class SkewedGraphs {
  private SkewedGraphs() {}

  /** Small numbers are drawn more often: their vertices have far more edges than others. */
  public static List<Edge> edges(int vertexCount, int edgeCount, long seed) {
    Random random = new Random(seed);
    List<Edge> edges = new ArrayList<>();
    for (int i = 0; i < edgeCount; i++) {
      int u = random.nextInt(1 + random.nextInt(1 + random.nextInt(vertexCount)));
      int v = random.nextInt(1 + random.nextInt(vertexCount));
      edges.add(random.nextBoolean() ? new Edge(u, v, 1) : new Edge(v, u, 1));
    }
    return edges;
  }

  /**
   * Such a graph.
   *
   * @param shuffled whether to store it in another order than that of the vertices' numbers
   */
  public static Graph graph(
      int vertexCount, int edgeCount, boolean symmetric, boolean shuffled, long seed) {
    List<Edge> edges = edges(vertexCount, edgeCount, seed);
    return TestGraphs.graph(
        vertexCount,
        symmetric,
        false,
        symmetric ? TestGraphs.mirrored(edges) : edges,
        shuffled ? TestGraphs.shuffled(vertexCount, seed) : null);
  }
}
