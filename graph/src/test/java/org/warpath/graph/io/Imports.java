package org.warpath.graph.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.warpath.graph.Graph;
import org.warpath.graph.TestGraphs.Edge;
import org.warpath.graph.build.Imported;
import org.warpath.kernels.RunControl;
import org.warpath.linalg.sparse.Csr;

/** Imports of small inputs spelled out, and what came of them. */
final class Imports {
  private Imports() {}

  static Path write(Path folder, String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Imported run(ImportOptions options, Path... sources) throws IOException {
    return GraphFiles.importFrom(List.of(sources), options, RunControl.none());
  }

  static Imported run(Path... sources) throws IOException {
    return run(ImportOptions.defaults(), sources);
  }

  /** All arcs, by vertex and then as stored. */
  static List<Edge> arcs(Graph graph) {
    List<Edge> arcs = new ArrayList<>();
    Csr out = graph.out();
    for (int u = 0; u < graph.vertexCount(); u++) {
      int row = graph.order().stored(u);
      for (long e = out.rowStart(row); e < out.rowStart(row + 1); e++) {
        arcs.add(new Edge(u, graph.order().vertex(out.column(e)), out.value(e)));
      }
    }
    return arcs;
  }

  /** All arcs as text: {@code "0→1"}, or {@code "0→1:2.5"} if edges carry weights. */
  static List<String> arcTexts(Graph graph) {
    return arcs(graph).stream()
        .map(
            arc -> arc.source() + "→" + arc.target() + (graph.weighted() ? ":" + arc.weight() : ""))
        .toList();
  }

  /** All arcs between names: {@code "a→b"}. */
  static List<String> namedArcs(Graph graph) {
    return arcs(graph).stream()
        .map(arc -> graph.name(arc.source()) + "→" + graph.name(arc.target()))
        .toList();
  }
}
