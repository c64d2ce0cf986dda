package org.warpath.graph.export;

import java.io.IOException;
import java.nio.file.Path;
import org.warpath.graph.Graph;
import org.warpath.linalg.io.AtomicFile;
import org.warpath.linalg.io.TextOutput;

/**
 * Writes edges as comma-separated values (RFC 4180, lines ended by LF): a header {@code
 * source,target} or {@code source,target,weight}, then a line an edge. Vertices without edges leave
 * no trace.
 */
public final class EdgeCsvWriter {
  private EdgeCsvWriter() {}

  /**
   * Writes {@code graph} to {@code target}, atomically.
   *
   * @throws IOException if the file cannot be written; {@code target} is as it was
   */
  public static void write(Graph graph, Path target, EdgeExportOptions options) throws IOException {
    AtomicFile.write(
        target,
        channel -> {
          TextOutput out = new TextOutput(channel);
          out.text(graph.weighted() ? "source,target,weight\n" : "source,target\n");
          EdgeRows.write(
              graph, options, ',', (text, vertex) -> CsvField.write(text, graph.name(vertex)), out);
          out.flush();
        });
  }
}
