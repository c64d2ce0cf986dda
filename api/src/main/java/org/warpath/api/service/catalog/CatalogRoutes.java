package org.warpath.api.service.catalog;

import static org.warpath.api.service.http.QueryParameters.withoutQuery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.function.LongConsumer;
import org.warpath.api.service.formats.VectorAnswer;
import org.warpath.api.service.http.Json;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.api.service.http.RequestBody;
import org.warpath.api.service.http.Routes;
import org.warpath.api.service.http.Scope;
import org.warpath.linalg.io.Npy;

/** Graphs and vectors: listed, shown, removed; vectors put too. */
public final class CatalogRoutes implements Routes {
  private final Catalog catalog;
  private final Vectors vectors;
  private final long maxVectorBytes;
  private final LongConsumer removal;

  /**
   * @param maxVectorBytes how large a vector may be that is put
   * @param removal hears the version of a graph that was removed
   */
  public CatalogRoutes(
      Catalog catalog, Vectors vectors, long maxVectorBytes, LongConsumer removal) {
    this.catalog = catalog;
    this.vectors = vectors;
    this.maxVectorBytes = maxVectorBytes;
    this.removal = removal;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/v1/graphs", withoutQuery(this::list), Scope.READ);
    routes.get("/v1/graphs/{graph}", withoutQuery(this::show), Scope.READ);
    routes.delete("/v1/graphs/{graph}", withoutQuery(this::delete), Scope.WRITE);
    routes.get("/v1/graphs/{graph}/vectors", withoutQuery(this::listVectors), Scope.READ);
    routes.get("/v1/graphs/{graph}/vectors/{vector}", withoutQuery(this::getVector), Scope.READ);
    routes.put("/v1/graphs/{graph}/vectors/{vector}", withoutQuery(this::putVector), Scope.WRITE);
    routes.delete(
        "/v1/graphs/{graph}/vectors/{vector}", withoutQuery(this::deleteVector), Scope.WRITE);
  }

  private CatalogGraph open(Context context) {
    return catalog.open(context.pathParam("graph"));
  }

  private void list(Context context) {
    ObjectNode json = Json.object();
    json.putArray("graphs").addAll(catalog.describeAll());
    Json.answer(context, 200, json);
  }

  private void show(Context context) {
    try (CatalogGraph graph = open(context)) {
      Json.answer(context, 200, graph.describeWithDegrees());
    }
  }

  private void delete(Context context) {
    removal.accept(catalog.delete(context.pathParam("graph")));
    context.status(204);
  }

  private void listVectors(Context context) {
    try (CatalogGraph graph = open(context)) {
      ObjectNode json = Json.object();
      json.putArray("vectors").addAll(vectors.describeAll(graph));
      Json.answer(context, 200, json);
    }
  }

  private void getVector(Context context) throws IOException {
    try (CatalogGraph graph = open(context)) {
      VectorAnswer.write(context, graph.graph(), vectors.get(graph, context.pathParam("vector")));
    }
  }

  private void putVector(Context context) throws IOException {
    try (CatalogGraph graph = open(context)) {
      String name = Names.require("vector", context.pathParam("vector"));
      String type = RequestBody.mediaType(context);
      if (!type.equals("application/x-npy")) {
        throw new Problem(
            ProblemType.UNSUPPORTED_MEDIA_TYPE,
            "expected a body of content type application/x-npy");
      }
      byte[] body = RequestBody.bytes(context, maxVectorBytes);
      Json.answer(
          context,
          200,
          vectors.put(
              graph,
              name,
              Vectors.vectorOf(graph, Npy.read(new ByteArrayInputStream(body))),
              null,
              null));
    }
  }

  private void deleteVector(Context context) {
    try (CatalogGraph graph = open(context)) {
      vectors.delete(graph, context.pathParam("vector"));
      context.status(204);
    }
  }
}
