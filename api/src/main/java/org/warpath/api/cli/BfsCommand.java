package org.warpath.api.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.PrintWriter;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.Graph;
import org.warpath.graph.bfs.Bfs;
import org.warpath.graph.bfs.BfsOptions;
import org.warpath.graph.bfs.BfsResult;
import org.warpath.graph.export.VertexVector;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import picocli.CommandLine.Command;

/** {@code warpath bfs}. */
@Command(
    name = "bfs",
    description = "Breadth-first search: how many edges away every vertex is.",
    mixinStandardHelpOptions = true)
final class BfsCommand extends PathCommand {

  @Override
  Answer answer(
      Graph graph, int source, @Nullable Integer target, Engine engine, RunControl control) {
    BfsOptions options = BfsOptions.defaults(source).withParents(target != null);
    BfsResult result = Bfs.run(graph, options, engine, control);
    return new Answer(
        "bfs",
        result.stats(),
        () -> VertexVector.of(depths(result)),
        object -> {
          Json.vertex(object.putObject("source"), graph, source);
          object.put("reached", result.reached());
          object.put("levels", result.levels());
          if (target != null) {
            Json.vertex(object.putObject("target"), graph, target);
            if (result.depths()[target] < 0) {
              object.putNull("depth");
            } else {
              object.put("depth", result.depths()[target]);
            }
            ArrayNode path = object.putArray("path");
            for (int vertex : result.pathTo(target)) {
              Json.vertex(path.addObject(), graph, vertex);
            }
          }
        },
        out -> text(out, graph, source, target, result));
  }

  private static void text(
      PrintWriter out, Graph graph, int source, @Nullable Integer target, BfsResult result) {
    out.printf(
        "%d of %d vertices reached from %s, on %d levels%n",
        result.reached(), graph.vertexCount(), graph.name(source), result.levels());
    if (target == null) {
      return;
    }
    if (result.depths()[target] < 0) {
      out.printf("no path to %s%n", graph.name(target));
    } else {
      out.printf("depth of %s: %d%n", graph.name(target), result.depths()[target]);
      for (int vertex : result.pathTo(target)) {
        out.printf("  %s%s%n", vertex == source ? "" : "→ ", graph.name(vertex));
      }
    }
  }

  /** Depths as LDBC Graphalytics writes them: the largest 64-bit integer where there is no path. */
  private static long[] depths(BfsResult result) {
    return IntStream.range(0, result.depths().length).mapToLong(result::depth).toArray();
  }
}
