package org.warpath.api.service.algorithms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.warpath.api.service.catalog.CatalogGraph;
import org.warpath.api.service.catalog.GraphBytes;
import org.warpath.api.service.catalog.Vectors;
import org.warpath.api.service.http.Json;
import org.warpath.graph.Graph;
import org.warpath.graph.export.VertexVector;
import org.warpath.graph.lcc.Lcc;
import org.warpath.graph.lcc.LccResult;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;

/** {@link Lcc}. */
final class LccAlgorithm implements GraphAlgorithm<PlainRequest> {
  @Override
  public String name() {
    return "lcc";
  }

  @Override
  public Class<PlainRequest> requestType() {
    return PlainRequest.class;
  }

  @Override
  public Plan plan(PlainRequest request, CatalogGraph graph, Vectors vectors) {
    Graph g = graph.graph();
    long n = g.vertexCount();
    long m = g.edgeCount();
    return new Plan(
        Json.object(),
        "",
        TrianglesAlgorithm.edgeVisits(g),
        2 * m + 44 * n,
        GraphBytes.missingInEdges(g),
        2 * GraphBytes.rows(g, false) + 44 * n + 8 * m,
        LccAlgorithm::run);
  }

  private static AlgorithmResult run(Graph graph, Engine engine, RunControl control) {
    LccResult result = Lcc.run(graph, engine, control);
    ObjectNode summary = Json.object();
    Json.put(summary, "average", result.average());
    return AlgorithmResult.of(
        result.stats(),
        0,
        "as LDBC Graphalytics: arcs among the neighbours of either direction over the most there could be; 0 with fewer"
            + " than two neighbours",
        summary,
        null,
        VertexVector.of(result.coefficients()),
        Ranking.HIGHEST);
  }
}
