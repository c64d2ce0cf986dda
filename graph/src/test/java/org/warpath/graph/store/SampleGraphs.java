package org.warpath.graph.store;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.warpath.graph.Graph;
import org.warpath.graph.ResidentStorage;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.TestGraphs.Edge;
import org.warpath.graph.VertexNames;
import org.warpath.graph.names.NameTable;

/** Graphs that differ in what their files hold. */
public final class SampleGraphs {
  private SampleGraphs() {}

  /** Which optional parts a graph has. */
  public record Parts(
      int vertexCount, boolean symmetric, boolean weighted, boolean shuffled, boolean named) {}

  /** A random graph with self-loops, parallel edges and isolated vertices. */
  public static Graph random(Parts parts, long seed) {
    int n = parts.vertexCount();
    Random random = new Random(seed);
    List<Edge> edges = new ArrayList<>();
    for (int e = 0; e < 3 * n; e++) {
      edges.add(new Edge(random.nextInt(n), random.nextInt(n), random.nextInt(1000) / 8f));
    }
    if (parts.symmetric()) {
      edges = TestGraphs.mirrored(edges);
    }
    Graph graph =
        TestGraphs.graph(
            n,
            parts.symmetric(),
            parts.weighted(),
            edges,
            parts.shuffled() ? TestGraphs.shuffled(n, seed) : null);
    return parts.named() ? named(graph, names(n)) : graph;
  }

  private static VertexNames names(int count) {
    List<String> names = new ArrayList<>();
    for (int vertex = 0; vertex < count; vertex++) {
      names.add("Seite " + vertex + ", \"größer\"");
    }
    return NameTable.of(names);
  }

  /** {@code graph} with names; shares its memory. */
  public static Graph named(Graph graph, VertexNames names) {
    return new Graph(
        new ResidentStorage(
            Arena.ofShared(),
            graph.symmetric(),
            graph.out(),
            null,
            graph.order(),
            Optional.of(names)));
  }
}
