package org.warpath.graph.export;

import java.io.IOException;
import java.nio.file.Path;
import org.warpath.graph.Graph;
import org.warpath.linalg.io.AtomicFile;
import org.warpath.linalg.io.TextOutput;

/**
 * Writes edge lists in the manner of SNAP: comments with the direction and the counts, then a line
 * an edge, source, target and, in a weighted graph, weight, separated by tabs.
 *
 * <pre>
 * # Undirected graph: each edge is listed once
 * # Nodes: 4 Edges: 3
 * 0	1	0.5
 * </pre>
 *
 * <p>The node count lets a reader restore vertices without edges, if vertices are written by
 * number.
 */
public final class EdgeListWriter {
  private EdgeListWriter() {}

  /**
   * Writes {@code graph} to {@code target}, atomically. Names may hold blanks, as columns are
   * separated by tabs.
   *
   * @throws IllegalArgumentException if names are to be written and one of a vertex with edges has
   *     no place in such a list: it is empty, holds a tab or a line end, has a blank at either end,
   *     or begins with {@code #} or {@code %}. {@link EdgeCsvWriter} writes any name
   * @throws IOException if the file cannot be written; {@code target} is as it was
   */
  public static void write(Graph graph, Path target, EdgeExportOptions options) throws IOException {
    boolean once = graph.symmetric() && !options.bothArcs();
    long edges = new ArcRows(graph, once).count();
    AtomicFile.write(
        target,
        channel -> {
          TextOutput out = new TextOutput(channel);
          out.text(
              !graph.symmetric()
                  ? "# Directed graph\n"
                  : once
                      ? "# Undirected graph: each edge is listed once\n"
                      : "# Undirected graph: each edge is listed in both directions\n");
          out.text("# Nodes: " + graph.vertexCount() + " Edges: " + edges + "\n");
          EdgeRows.write(
              graph,
              options,
              '\t',
              (text, vertex) -> text.text(requirePlain(vertex, graph.name(vertex))),
              out);
          out.flush();
        });
  }

  private static String requirePlain(int vertex, String name) {
    if (name.isEmpty()
        || !name.strip().equals(name)
        || name.charAt(0) == '#'
        || name.charAt(0) == '%'
        || name.chars().anyMatch(c -> c == '\t' || c == '\n' || c == '\r')) {
      throw new IllegalArgumentException(
          "an edge list cannot hold the name \""
              + name
              + "\" of vertex "
              + vertex
              + ": write CSV, or numbers");
    }
    return name;
  }
}
