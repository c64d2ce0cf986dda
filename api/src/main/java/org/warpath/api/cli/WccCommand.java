package org.warpath.api.cli;

import org.warpath.graph.Graph;
import org.warpath.graph.export.VertexVector;
import org.warpath.graph.wcc.Wcc;
import org.warpath.graph.wcc.WccOptions;
import org.warpath.graph.wcc.WccResult;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import picocli.CommandLine.Command;

/** {@code warpath wcc}. */
@Command(
    name = "wcc",
    description =
        "Weakly connected components: each vertex gets the smallest vertex number of its component.",
    mixinStandardHelpOptions = true)
final class WccCommand extends AlgorithmCommand {
  @Override
  Answer answer(Graph graph, Engine engine, RunControl control) {
    WccResult result = Wcc.run(graph, WccOptions.defaults(), engine, control);
    return new Answer(
        "wcc",
        result.stats(),
        () -> VertexVector.of(result.labels()),
        object -> {
          object.put("components", result.componentCount());
          object.put("largest", result.largestSize());
        },
        out ->
            out.printf(
                "%d components, the largest of %d vertices%n",
                result.componentCount(), result.largestSize()));
  }
}
