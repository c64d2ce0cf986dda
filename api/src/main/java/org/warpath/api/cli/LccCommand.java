package org.warpath.api.cli;

import org.warpath.graph.Graph;
import org.warpath.graph.export.VertexVector;
import org.warpath.graph.lcc.Lcc;
import org.warpath.graph.lcc.LccResult;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import picocli.CommandLine.Command;

/** {@code warpath lcc}. */
@Command(
    name = "lcc",
    description = "Local clustering coefficients, as LDBC Graphalytics defines them.",
    mixinStandardHelpOptions = true)
final class LccCommand extends AlgorithmCommand {
  @Override
  Answer answer(Graph graph, Engine engine, RunControl control) {
    LccResult result = Lcc.run(graph, engine, control);
    return new Answer(
        "lcc",
        result.stats(),
        () -> VertexVector.of(result.coefficients()),
        object -> Json.put(object, "mean", result.average()),
        out -> out.printf("mean coefficient %.9f%n", result.average()));
  }
}
