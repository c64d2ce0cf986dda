package org.warpath.api.service.lookup;

import static org.warpath.api.service.http.QueryParameters.withoutQuery;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.algorithms.AlgorithmRuns;
import org.warpath.api.service.catalog.Catalog;
import org.warpath.api.service.catalog.CatalogGraph;
import org.warpath.api.service.http.Caller;
import org.warpath.api.service.http.Json;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.api.service.http.QueryParameters;
import org.warpath.api.service.http.RequestBody;
import org.warpath.api.service.http.Routes;
import org.warpath.api.service.http.Scope;
import org.warpath.graph.Graph;
import org.warpath.graph.export.VertexVector;

/** {@code GET /v1/graphs/{graph}/vertices} and what is below it; subgraphs. */
public final class LookupRoutes implements Routes {
  private static final int MAX_QUERY = 1000;
  private static final int MAX_VERTEX = 4000;

  private final Catalog catalog;
  private final AlgorithmRuns runs;
  private final long maxBodyBytes;

  /**
   * @param runs ranks the vertices
   * @param maxBodyBytes how large a request may be
   */
  public LookupRoutes(Catalog catalog, AlgorithmRuns runs, long maxBodyBytes) {
    this.catalog = catalog;
    this.runs = runs;
    this.maxBodyBytes = maxBodyBytes;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/v1/graphs/{graph}/vertices", this::search, Scope.READ);
    routes.get("/v1/graphs/{graph}/vertices/{vertex}", this::vertex, Scope.READ);
    routes.get("/v1/graphs/{graph}/vertices/{vertex}/neighbors", this::neighbors, Scope.READ);
    routes.post("/v1/graphs/{graph}/subgraph", withoutQuery(this::subgraph), Scope.READ);
  }

  private void search(Context context) throws IOException {
    try (CatalogGraph open = open(context)) {
      QueryParameters parameters = QueryParameters.of(context, Set.of("query", "limit"));
      String query = text("query", parameters.text("query"), MAX_QUERY);
      int limit = (int) parameters.number("limit", 1, 1000, 10);
      Graph graph = open.graph();
      answer(context, graph, json -> json.vertices(VertexSearch.search(graph, query, limit)));
    }
  }

  private void vertex(Context context) throws IOException {
    try (CatalogGraph open = open(context)) {
      QueryParameters.of(context, Set.of());
      Graph graph = open.graph();
      int vertex = pathVertex(context, graph);
      answer(context, graph, json -> json.vertex(vertex));
    }
  }

  private void neighbors(Context context) throws IOException {
    try (CatalogGraph open = open(context)) {
      QueryParameters parameters =
          QueryParameters.of(context, Set.of("direction", "limit", "offset"));
      Neighbors.Direction asked = parameters.choice("direction", Neighbors.Direction.class);
      Neighbors.Direction direction = asked == null ? Neighbors.Direction.OUT : asked;
      int limit = (int) parameters.number("limit", 1, 10_000, 100);
      long offset = parameters.number("offset", 0, Long.MAX_VALUE, 0);
      Graph graph = open.graph();
      int vertex = pathVertex(context, graph);
      Neighbors page = Neighbors.of(graph, vertex, direction, offset, limit);
      answer(context, graph, json -> json.neighbors(vertex, direction, offset, page));
    }
  }

  private void subgraph(Context context) throws IOException, InterruptedException {
    try (CatalogGraph open = open(context)) {
      SubgraphRequest request = RequestBody.json(context, SubgraphRequest.class, maxBodyBytes);
      Graph graph = open.graph();
      List<Integer> starts = request.starts(graph);
      VertexVector ranks = runs.ranks(open, Caller.of(context));
      Subgraph subgraph =
          Neighborhood.around(
              graph,
              starts,
              request.hopsOrDefault(),
              request.directionOrDefault(),
              request.limitOrDefault(),
              ranks::at);
      // Straight to the caller: there may be more edges than memory should hold.
      context.contentType("application/json");
      JsonGenerator json =
          Json.MAPPER.getFactory().createGenerator(context.outputStream(), JsonEncoding.UTF8);
      // What breaks off must not look whole.
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
      new LookupJson(graph, json).subgraph(subgraph);
      json.close();
    }
  }

  private CatalogGraph open(Context context) {
    return catalog.open(context.pathParam("graph"));
  }

  private static int pathVertex(Context context, Graph graph) {
    return graph.vertex(text("vertex", context.pathParam("vertex"), MAX_VERTEX));
  }

  private static String text(String name, @Nullable String text, int most) {
    if (text == null || text.isEmpty() || text.codePointCount(0, text.length()) > most) {
      throw new Problem(
          ProblemType.INVALID_REQUEST,
          "%s must have 1 to %d characters, had %s"
              .formatted(
                  name, most, text == null ? "none" : text.codePointCount(0, text.length())));
    }
    return text;
  }

  private interface Content {
    void writeTo(LookupJson json) throws IOException;
  }

  private static void answer(Context context, Graph graph, Content content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = Json.MAPPER.getFactory().createGenerator(bytes, JsonEncoding.UTF8)) {
      content.writeTo(new LookupJson(graph, json));
    }
    context.contentType("application/json").result(bytes.toByteArray());
  }
}
