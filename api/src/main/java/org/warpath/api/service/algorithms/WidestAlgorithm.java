package org.warpath.api.service.algorithms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.catalog.CatalogGraph;
import org.warpath.api.service.catalog.GraphBytes;
import org.warpath.api.service.catalog.Vectors;
import org.warpath.api.service.http.Json;
import org.warpath.graph.Graph;
import org.warpath.graph.export.VertexVector;
import org.warpath.graph.widest.WidestPath;
import org.warpath.graph.widest.WidestPathOptions;
import org.warpath.graph.widest.WidestPathResult;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;

/** {@link WidestPath}. */
final class WidestAlgorithm implements GraphAlgorithm<PathRequest> {
  @Override
  public String name() {
    return "widest";
  }

  @Override
  public Class<PathRequest> requestType() {
    return PathRequest.class;
  }

  @Override
  public Plan plan(PathRequest request, CatalogGraph graph, Vectors vectors) {
    Graph g = graph.graph();
    PathRequest.Ends ends = request.ends(g);
    Integer target = ends.target();
    WidestPathOptions options =
        WidestPathOptions.defaults(ends.source())
            .withWeighted(request.weightedOrDefault())
            .withParents(target != null);
    WidestPathOptions run = target != null && ends.stops() ? options.withTarget(target) : options;
    long n = g.vertexCount();
    return new Plan(
        request.echo(g, ends),
        "",
        2 * g.edgeCount(),
        24 * n,
        0,
        GraphBytes.rows(g, g.weighted()) + 36 * n + g.edgeCount() / 10,
        (used, engine, control) -> run(used, run, target, engine, control));
  }

  private static AlgorithmResult run(
      Graph graph,
      WidestPathOptions options,
      @Nullable Integer target,
      Engine engine,
      RunControl control) {
    WidestPathResult result = WidestPath.run(graph, options, engine, control);
    ObjectNode summary = Json.object().put("reached", result.reachedCount());
    return AlgorithmResult.of(
        result.stats(),
        0,
        "a path is as wide as its narrowest edge; the source is infinitely wide, the unreached -infinitely, both null"
            + " in JSON; the same bits on every engine; top lists the widest",
        summary,
        target == null ? null : PathRequest.describe(graph, result.pathTo(target)),
        VertexVector.of(result.widths()),
        Ranking.HIGHEST);
  }
}
