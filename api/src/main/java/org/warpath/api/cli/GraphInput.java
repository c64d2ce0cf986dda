package org.warpath.api.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.warpath.api.cli.console.EngineOptions;
import org.warpath.graph.Graph;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.io.GraphFiles;
import org.warpath.graph.io.ImportOptions;
import org.warpath.graph.store.CsrFile;
import org.warpath.kernels.RunControl;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The graph a command works on, and the engine it works with. */
final class GraphInput {
  @Parameters(
      index = "0",
      paramLabel = "GRAPH",
      description = "a graph: a .csr file, or a file in any format that import reads")
  private Path file = Path.of("");

  @Mixin private EngineOptions engine = new EngineOptions();

  Path file() {
    return file;
  }

  EngineOptions engine() {
    return engine;
  }

  /** Maps a .csr file, imports another. */
  Graph open() throws IOException {
    return open(file, engine);
  }

  /** As above, for a command that declares its graph itself. */
  static Graph open(Path file, EngineOptions engine) throws IOException {
    if (CsrFile.recognizes(file)) {
      return CsrFile.open(file);
    }
    ImportOptions options =
        ImportOptions.defaults()
            .withBuild(BuildOptions.defaults().withThreads(engine.hostThreads()));
    return GraphFiles.importFrom(List.of(file), options, RunControl.none()).graph();
  }
}
