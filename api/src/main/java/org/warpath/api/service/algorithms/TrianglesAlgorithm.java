package org.warpath.api.service.algorithms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.warpath.api.service.catalog.CatalogGraph;
import org.warpath.api.service.catalog.GraphBytes;
import org.warpath.api.service.catalog.Vectors;
import org.warpath.api.service.http.Json;
import org.warpath.graph.Graph;
import org.warpath.graph.export.VertexVector;
import org.warpath.graph.triangles.TriangleCount;
import org.warpath.graph.triangles.TriangleCountOptions;
import org.warpath.graph.triangles.TriangleCountResult;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;

/** {@link TriangleCount}. */
final class TrianglesAlgorithm implements GraphAlgorithm<PlainRequest> {
  @Override
  public String name() {
    return "triangles";
  }

  @Override
  public Class<PlainRequest> requestType() {
    return PlainRequest.class;
  }

  @Override
  public Plan plan(PlainRequest request, CatalogGraph graph, Vectors vectors) {
    Graph g = graph.graph();
    boolean perVertex = request.output().mode() != Mode.STATS;
    long n = g.vertexCount();
    long m = g.edgeCount();
    return new Plan(
        Json.object().put("perVertex", perVertex),
        "",
        edgeVisits(g),
        (16L << 20) + 16 * n + 8 * m,
        GraphBytes.missingInEdges(g),
        2 * GraphBytes.rows(g, false) + 44 * n + 8 * m,
        (used, engine, control) -> run(used, perVertex, engine, control));
  }

  /** Between m and m√m: as if every edge met twice the mean degree. */
  static long edgeVisits(Graph graph) {
    double mean = graph.edgeCount() / Math.max(1.0, graph.vertexCount());
    return (long) (graph.edgeCount() * Math.max(1, 2 * mean));
  }

  private static AlgorithmResult run(
      Graph graph, boolean perVertex, Engine engine, RunControl control) {
    TriangleCountResult result =
        TriangleCount.run(
            graph, TriangleCountOptions.defaults().withPerVertex(perVertex), engine, control);
    ObjectNode summary = Json.object().put("triangles", result.triangles());
    long[] counts = result.perVertex();
    return AlgorithmResult.of(
        result.stats(),
        0,
        "directions, self-loops and parallel edges do not matter; each triangle counts once in all, and once for each"
            + " of its vertices",
        summary,
        null,
        VertexVector.of(counts == null ? new long[0] : counts),
        Ranking.HIGHEST);
  }
}
