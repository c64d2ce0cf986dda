package org.warpath.api.service.algorithms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.catalog.CatalogGraph;
import org.warpath.api.service.catalog.GraphBytes;
import org.warpath.api.service.catalog.Vectors;
import org.warpath.api.service.http.Json;
import org.warpath.api.service.run.EngineChoice;
import org.warpath.graph.Graph;
import org.warpath.graph.bfs.Bfs;
import org.warpath.graph.bfs.BfsOptions;
import org.warpath.graph.bfs.BfsResult;
import org.warpath.graph.export.VertexVector;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;

/** {@link Bfs}. */
final class BfsAlgorithm implements GraphAlgorithm<BfsAlgorithm.Request> {

  /** The fields of {@link BfsOptions}, as JSON gives them. */
  record Request(
      @Nullable JsonNode source,
      @Nullable JsonNode target,
      @Nullable Integer top,
      @Nullable EngineChoice engine,
      @Nullable Mode mode,
      @Nullable String store)
      implements AlgorithmRequest {

    @Override
    public Mode defaultMode() {
      return target == null || store != null ? AlgorithmRequest.super.defaultMode() : Mode.STATS;
    }
  }

  @Override
  public String name() {
    return "bfs";
  }

  @Override
  public Class<Request> requestType() {
    return Request.class;
  }

  @Override
  public Plan plan(Request request, CatalogGraph graph, Vectors vectors) {
    Graph g = graph.graph();
    int source = VertexReferences.resolve(g, request.source, "source");
    Integer target =
        request.target == null ? null : VertexReferences.resolve(g, request.target, "target");
    boolean stops = target != null && request.output().mode() == Mode.STATS;
    BfsOptions options = BfsOptions.defaults(source).withParents(target != null);
    BfsOptions run = target != null && stops ? options.withTarget(target) : options;
    ObjectNode echo = Json.object().put("source", source);
    if (target != null) {
      echo.put("target", target);
      echo.put("stopsAtTarget", stops);
    }
    long n = g.vertexCount();
    return new Plan(
        echo,
        "",
        g.edgeCount(),
        32 * n,
        GraphBytes.missingInEdges(g),
        2 * GraphBytes.rows(g, false) + 21 * n,
        (used, engine, control) -> run(used, run, target, engine, control));
  }

  private static AlgorithmResult run(
      Graph graph,
      BfsOptions options,
      @Nullable Integer target,
      Engine engine,
      RunControl control) {
    BfsResult result = Bfs.run(graph, options, engine, control);
    ObjectNode summary =
        Json.object().put("reached", result.reached()).put("levels", result.levels());
    long[] depths = IntStream.range(0, result.depths().length).mapToLong(result::depth).toArray();
    return AlgorithmResult.of(
        result.stats(),
        0,
        "edges on a shortest path from the source, as LDBC Graphalytics has it: 9223372036854775807 where there is"
            + " none; top lists the nearest",
        summary,
        target == null ? null : path(graph, result, target),
        VertexVector.of(depths),
        Ranking.LOWEST);
  }

  private static ObjectNode path(Graph graph, BfsResult result, int target) {
    ObjectNode json = Json.object();
    int depth = result.depths()[target];
    json.put("found", depth >= 0);
    if (depth < 0) {
      json.putNull("total");
    } else {
      json.put("total", depth);
    }
    ArrayNode steps = json.putArray("steps");
    for (int vertex : result.pathTo(target)) {
      VertexReferences.put(steps.addObject(), graph, vertex);
    }
    return json;
  }
}
