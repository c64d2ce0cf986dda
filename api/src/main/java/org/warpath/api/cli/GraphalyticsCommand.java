package org.warpath.api.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.warpath.api.cli.console.EngineOptions;
import org.warpath.graph.graphalytics.GraphalyticsReport;
import org.warpath.graph.graphalytics.GraphalyticsValidation;
import org.warpath.graph.graphalytics.Verdict;
import org.warpath.kernels.RunControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

  @Option(
      names = "--list-skipped",
      description = "also list what is described but cannot be run, with the reason")
  private boolean listSkipped;

  @Mixin private EngineOptions engine;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    GraphalyticsReport report =
        GraphalyticsValidation.run(
            directory,
            engine.engine(),
            RunControl.none(),
            outcome -> {
              if (listSkipped || !(outcome.verdict() instanceof Verdict.Skipped)) {
                out.println(outcome);
                out.flush();
              }
            });
    out.println(report);
    out.flush();
    return report.failed() == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
