package org.warpath.api.cli;

import org.warpath.graph.Graph;
import org.warpath.graph.cdlp.Cdlp;
import org.warpath.graph.cdlp.CdlpOptions;
import org.warpath.graph.cdlp.CdlpResult;
import org.warpath.graph.export.VertexVector;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code warpath cdlp}. */
@Command(
    name = "cdlp",
    description = "Communities by label propagation, as LDBC Graphalytics defines it.",
    mixinStandardHelpOptions = true)
final class CdlpCommand extends AlgorithmCommand {
  @Option(
      names = "--iterations",
      paramLabel = "N",
      description = "how often labels spread (default: ${DEFAULT-VALUE})")
  private int iterations = CdlpOptions.defaults().iterations();

  @Override
  Answer answer(Graph graph, Engine engine, RunControl control) {
    CdlpResult result =
        Cdlp.run(graph, CdlpOptions.defaults().withIterations(iterations), engine, control);
    return new Answer(
        "cdlp",
        result.stats(),
        () -> VertexVector.of(result.labels()),
        object -> object.put("communities", result.communityCount()),
        out -> out.printf("%d communities%n", result.communityCount()));
  }
}
