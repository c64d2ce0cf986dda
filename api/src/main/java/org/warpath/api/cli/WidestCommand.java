package org.warpath.api.cli;

import org.jspecify.annotations.Nullable;
import org.warpath.graph.Graph;
import org.warpath.graph.export.VertexVector;
import org.warpath.graph.widest.WidestPath;
import org.warpath.graph.widest.WidestPathOptions;
import org.warpath.graph.widest.WidestPathResult;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code warpath widest}. */
@Command(
    name = "widest",
    description =
        "Widest paths from one vertex: the largest least weight along the way (edges without weights count 1).",
    mixinStandardHelpOptions = true)
final class WidestCommand extends PathCommand {
  @Option(names = "--unweighted", description = "let every edge be 1 wide")
  private boolean unweighted;

  @Override
  Answer answer(
      Graph graph, int source, @Nullable Integer target, Engine engine, RunControl control) {
    WidestPathOptions options =
        WidestPathOptions.defaults(source).withWeighted(!unweighted).withParents(target != null);
    WidestPathResult result = WidestPath.run(graph, options, engine, control);
    return new Answer(
        "widest",
        result.stats(),
        () -> VertexVector.of(result.widths()),
        object -> {
          Json.vertex(object.putObject("source"), graph, source);
          object.put("weighted", graph.weighted() && !unweighted);
          object.put("reached", result.reachedCount());
          if (target != null) {
            Json.vertex(object.putObject("target"), graph, target);
            Json.put(object, "width", result.widths()[target]);
            json(object, graph, result.pathTo(target));
          }
        },
        out ->
            text(
                out,
                graph,
                new Ends(source, target),
                result.reachedCount(),
                "width",
                () -> result.pathTo(target)));
  }
}
