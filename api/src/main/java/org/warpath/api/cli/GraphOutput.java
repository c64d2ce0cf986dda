package org.warpath.api.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.warpath.api.cli.console.OutputPlace;
import org.warpath.graph.Graph;
import org.warpath.graph.export.EdgeCsvWriter;
import org.warpath.graph.export.EdgeExportOptions;
import org.warpath.graph.export.EdgeListWriter;
import org.warpath.graph.export.MatrixMarketWriter;
import org.warpath.graph.store.CsrFile;

/**
 * A graph file to be written, its format chosen by its extension. Refuses an unwritable place
 * before any work is done.
 */
record GraphOutput(Path file) {

  static GraphOutput to(Path file) throws IOException {
    OutputPlace.requireWritable(file);
    return new GraphOutput(file);
  }

  void write(Graph graph) throws IOException {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".csr")) {
      CsrFile.write(graph, file);
    } else if (name.endsWith(".mtx")) {
      MatrixMarketWriter.write(graph, file);
    } else if (name.endsWith(".csv")) {
      EdgeCsvWriter.write(graph, file, EdgeExportOptions.defaults());
    } else {
      EdgeListWriter.write(graph, file, EdgeExportOptions.defaults());
    }
  }
}
