package org.warpath.api.service.keys;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.catalog.Names;
import org.warpath.api.service.http.Json;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.api.service.http.QueryParameters;
import org.warpath.api.service.http.RequestBody;
import org.warpath.api.service.http.Routes;
import org.warpath.api.service.http.Scope;

/** {@code /v1/keys}: makes, lists and revokes API keys. */
public final class KeyRoutes implements Routes {
  private static final int MOST_SCOPES = 3;

  private final ApiKeys keys;
  private final long jsonBytes;

  private record KeyRequest(@Nullable String name, @Nullable List<@Nullable Scope> scopes) {}

  /**
   * @param jsonBytes how large a body may be
   */
  public KeyRoutes(ApiKeys keys, long jsonBytes) {
    this.keys = keys;
    this.jsonBytes = jsonBytes;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/v1/keys", this::list, Scope.ADMIN);
    routes.post("/v1/keys", this::create, Scope.ADMIN);
    routes.delete("/v1/keys/{key}", this::revoke, Scope.ADMIN);
  }

  private void list(Context context) {
    QueryParameters.of(context, Set.of());
    ArrayNode list = Json.array();
    keys.list().forEach(key -> list.add(json(key)));
    answer(context, Json.object().set("keys", list));
  }

  private void create(Context context) {
    QueryParameters.of(context, Set.of());
    KeyRequest request = RequestBody.json(context, KeyRequest.class, jsonBytes);
    List<Scope> scopes = request.scopes();
    if (request.name() == null
        || scopes == null
        || scopes.isEmpty()
        || scopes.size() > MOST_SCOPES
        || scopes.contains(null)) {
      throw new Problem(
          ProblemType.INVALID_REQUEST,
          "expected name and scopes: {\"name\": \"ci\", \"scopes\": [\"read\", \"write\"]}");
    }
    String name = Names.require("key", request.name());
    NewKey made =
        keys.create(name, EnumSet.copyOf(scopes))
            .orElseThrow(() ->
                new Problem(ProblemType.KEY_EXISTS, "there is a key named " + name + " already"));
    context.header("Cache-Control", "no-store");
    answer(context.status(201), json(made.key()).put("key", made.secret()));
  }

  private void revoke(Context context) {
    QueryParameters.of(context, Set.of());
    String id = context.pathParam("key");
    if (!keys.revoke(id)) {
      throw new Problem(ProblemType.UNKNOWN_KEY, "there is no key of this id");
    }
    context.status(204);
  }

  private static ObjectNode json(ApiKey key) {
    ObjectNode json = Json.object();
    json.put("id", key.id());
    json.put("name", key.name());
    ArrayNode scopes = json.putArray("scopes");
    key.scopes().stream().sorted().forEach(scope -> scopes.add(scope.toString()));
    json.put("created", key.created().toString());
    return json;
  }

  private static void answer(Context context, ObjectNode json) {
    context.contentType("application/json").result(json.toString());
  }
}
