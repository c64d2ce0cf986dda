package org.warpath.api.service.algorithms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.warpath.api.service.catalog.CatalogGraph;
import org.warpath.api.service.catalog.GraphBytes;
import org.warpath.api.service.catalog.Vectors;
import org.warpath.api.service.http.Json;
import org.warpath.graph.Graph;
import org.warpath.graph.export.VertexVector;
import org.warpath.graph.wcc.Wcc;
import org.warpath.graph.wcc.WccOptions;
import org.warpath.graph.wcc.WccResult;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;

/** {@link Wcc}. */
final class WccAlgorithm implements GraphAlgorithm<PlainRequest> {
  @Override
  public String name() {
    return "wcc";
  }

  @Override
  public Class<PlainRequest> requestType() {
    return PlainRequest.class;
  }

  @Override
  public Plan plan(PlainRequest request, CatalogGraph graph, Vectors vectors) {
    Graph g = graph.graph();
    long n = g.vertexCount();
    return new Plan(
        Json.object(),
        "",
        g.edgeCount(),
        20 * n,
        0,
        2 * GraphBytes.rows(g, false) + 20 * n,
        WccAlgorithm::run);
  }

  private static AlgorithmResult run(Graph graph, Engine engine, RunControl control) {
    WccResult result = Wcc.run(graph, WccOptions.defaults(), engine, control);
    ObjectNode summary =
        Json.object()
            .put("components", result.componentCount())
            .put("largestSize", result.largestSize());
    return AlgorithmResult.of(
        result.stats(),
        0,
        "edges connect whatever their direction; a component's label is its smallest vertex; top lists labels and sizes"
            + " of the largest components",
        summary,
        null,
        VertexVector.of(result.labels()),
        Ranking.LARGEST_GROUPS);
  }
}
