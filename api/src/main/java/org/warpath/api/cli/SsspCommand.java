package org.warpath.api.cli;

import org.jspecify.annotations.Nullable;
import org.warpath.graph.Graph;
import org.warpath.graph.export.VertexVector;
import org.warpath.graph.sssp.Sssp;
import org.warpath.graph.sssp.SsspOptions;
import org.warpath.graph.sssp.SsspResult;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code warpath sssp}. */
@Command(
    name = "sssp",
    description =
        "Shortest paths from one vertex: the least sum of weights (edges without weights count 1).",
    mixinStandardHelpOptions = true)
final class SsspCommand extends PathCommand {
  @Option(names = "--unweighted", description = "count edges instead of adding weights")
  private boolean unweighted;

  @Override
  Answer answer(
      Graph graph, int source, @Nullable Integer target, Engine engine, RunControl control) {
    SsspOptions options =
        SsspOptions.defaults(source).withWeighted(!unweighted).withParents(target != null);
    SsspResult result = Sssp.run(graph, options, engine, control);
    return new Answer(
        "sssp",
        result.stats(),
        () -> VertexVector.of(result.distances()),
        object -> {
          Json.vertex(object.putObject("source"), graph, source);
          object.put("weighted", graph.weighted() && !unweighted);
          object.put("reached", result.reachedCount());
          if (target != null) {
            Json.vertex(object.putObject("target"), graph, target);
            Json.put(object, "distance", result.distances()[target]);
            json(object, graph, result.pathTo(target));
          }
        },
        out ->
            text(
                out,
                graph,
                new Ends(source, target),
                result.reachedCount(),
                "distance",
                () -> result.pathTo(target)));
  }
}
