package org.warpath.api.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.warpath.graph.Graph;
import org.warpath.graph.io.GraphFiles;
import org.warpath.graph.io.ImportOptions;
import org.warpath.kernels.RunControl;

/** The graph that ships, read without the service: what the service's answers are compared with. */
final class SimpleWiki {
  /** The checkout. */
  static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  private SimpleWiki() {}

  /** The graph, which the caller closes. */
  static Graph open() {
    Path folder = HOME.resolve("data/simplewiki-2007");
    ImportOptions options = ImportOptions.defaults().withTitles(folder.resolve("titles.txt.gz"));
    try {
      return GraphFiles.importFrom(
              List.of(folder.resolve("edges.txt.gz")), options, RunControl.none())
          .graph();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
