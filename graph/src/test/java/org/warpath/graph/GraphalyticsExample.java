package org.warpath.graph;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.warpath.graph.TestGraphs.Edge;

/**
 * The example graphs of LDBC Graphalytics and their reference outputs, read by the plainest means:
 * independent of the reader under test. Vertex i is the i-th line of the vertex file.
 */
public record GraphalyticsExample(String name, boolean directed, List<String> ids) {

  /** {@code example-directed} or {@code example-undirected}. */
  public static GraphalyticsExample of(boolean directed) throws IOException {
    String name = directed ? "example-directed" : "example-undirected";
    return new GraphalyticsExample(name, directed, lines(name + ".v"));
  }

  private static List<String> lines(String file) throws IOException {
    return Files.readAllLines(ShippedData.file("graphalytics/example/" + file)).stream()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toList();
  }

  /** The weighted graph. */
  public Graph graph() throws IOException {
    List<Edge> edges = new ArrayList<>();
    for (String line : lines(name + ".e")) {
      String[] fields = line.split(" ", -1);
      edges.add(new Edge(vertex(fields[0]), vertex(fields[1]), Float.parseFloat(fields[2])));
    }
    List<Edge> arcs = directed ? edges : TestGraphs.mirrored(edges);
    return TestGraphs.graph(ids.size(), !directed, true, arcs, null);
  }

  /** The vertex of an id. */
  public int vertex(String id) {
    int vertex = ids.indexOf(id);
    if (vertex < 0) {
      throw new AssertionError(name + " has no vertex " + id);
    }
    return vertex;
  }

  /** The reference output of an algorithm, by vertex, as written. */
  public List<String> expected(String algorithm) throws IOException {
    String[] values = new String[ids.size()];
    for (String line : lines(name + "-" + algorithm)) {
      String[] fields = line.split(" ", -1);
      values[vertex(fields[0])] = fields[1];
    }
    return List.of(values);
  }
}
