package org.warpath.api.service.algorithms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.catalog.CatalogGraph;
import org.warpath.api.service.catalog.GraphBytes;
import org.warpath.api.service.catalog.Vectors;
import org.warpath.api.service.http.Json;
import org.warpath.api.service.run.EngineChoice;
import org.warpath.graph.Graph;
import org.warpath.graph.cdlp.Cdlp;
import org.warpath.graph.cdlp.CdlpOptions;
import org.warpath.graph.cdlp.CdlpResult;
import org.warpath.graph.export.VertexVector;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;

/** {@link Cdlp}. */
final class CdlpAlgorithm implements GraphAlgorithm<CdlpAlgorithm.Request> {

  /** The fields of {@link CdlpOptions}, as JSON gives them. */
  record Request(
      @Nullable Integer iterations,
      @Nullable Integer top,
      @Nullable EngineChoice engine,
      @Nullable Mode mode,
      @Nullable String store)
      implements AlgorithmRequest {}

  @Override
  public String name() {
    return "cdlp";
  }

  @Override
  public Class<Request> requestType() {
    return Request.class;
  }

  @Override
  public Plan plan(Request request, CatalogGraph graph, Vectors vectors) {
    Graph g = graph.graph();
    CdlpOptions options =
        request.iterations == null
            ? CdlpOptions.defaults()
            : CdlpOptions.defaults().withIterations(request.iterations);
    long n = g.vertexCount();
    return new Plan(
        Json.object().put("iterations", options.iterations()),
        "",
        Plan.edgeVisits(2.0 * options.iterations(), g),
        12 * n,
        GraphBytes.missingInEdges(g),
        2 * GraphBytes.rows(g, false) + 16 * n,
        (used, engine, control) -> run(used, options, engine, control));
  }

  private static AlgorithmResult run(
      Graph graph, CdlpOptions options, Engine engine, RunControl control) {
    CdlpResult result = Cdlp.run(graph, options, engine, control);
    ObjectNode summary = Json.object().put("communities", result.communityCount());
    return AlgorithmResult.of(
        result.stats(),
        0,
        "as LDBC Graphalytics: each round takes the most frequent label of in- and out-neighbours, ties to the smallest;"
            + " top lists labels and sizes of the largest communities",
        summary,
        null,
        VertexVector.of(result.labels()),
        Ranking.LARGEST_GROUPS);
  }
}
