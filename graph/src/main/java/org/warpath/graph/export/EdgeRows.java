package org.warpath.graph.export;

import java.io.IOException;
import org.warpath.graph.Graph;
import org.warpath.linalg.io.TextOutput;

/** Writes a line an arc: source, target and, in a weighted graph, weight. */
final class EdgeRows {
  private EdgeRows() {}

  /** Writes a vertex as its format does. */
  @FunctionalInterface
  interface Label {
    void write(TextOutput out, int vertex) throws IOException;
  }

  static void write(
      Graph graph, EdgeExportOptions options, char separator, Label label, TextOutput out)
      throws IOException {
    Label written =
        options.labels() == VertexLabels.NUMBERS ? (text, vertex) -> text.number(vertex) : label;
    new ArcRows(graph, !options.bothArcs())
        .forEach((source, targets, weights, count) -> {
          for (int i = 0; i < count; i++) {
            written.write(out, source);
            out.character(separator);
            written.write(out, targets[i]);
            if (weights != null) {
              out.character(separator);
              out.number(weights[i]);
            }
            out.character('\n');
          }
        });
  }
}
