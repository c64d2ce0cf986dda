package org.warpath.api.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.warpath.graph.graphalytics.GraphalyticsReport;
import org.warpath.graph.graphalytics.GraphalyticsValidation;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code warpath graphalytics}. */
@Command(
    name = "graphalytics",
    description =
        "Run the six LDBC Graphalytics algorithms on the graphs of a folder and compare with its reference outputs.",
    mixinStandardHelpOptions = true)
final class GraphalyticsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "DIR",
      description = "holds graphs (.v, .e), their .properties and reference outputs, at any depth")
  private Path directory = Path.of("");

  @Mixin private EngineOptions engine;

  @Override
  public Integer call() throws IOException {
    GraphalyticsReport report = GraphalyticsValidation.run(directory, engine.engine());
    spec.commandLine().getOut().println(report);
    spec.commandLine().getOut().flush();
    return report.failed() == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
