package org.warpath.api.service.algorithms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.http.Json;
import org.warpath.api.service.run.EngineChoice;
import org.warpath.graph.Graph;
import org.warpath.graph.paths.Path;

/** What shortest and widest paths are asked for with. */
record PathRequest(
    @Nullable JsonNode source,
    @Nullable JsonNode target,
    @Nullable Boolean weighted,
    @Nullable Integer top,
    @Nullable EngineChoice engine,
    @Nullable Mode mode,
    @Nullable String store)
    implements AlgorithmRequest {

  /** Who names a target wants the path. */
  @Override
  public Mode defaultMode() {
    return target == null || store != null ? AlgorithmRequest.super.defaultMode() : Mode.STATS;
  }

  boolean weightedOrDefault() {
    return weighted == null || weighted;
  }

  /** Where paths start and end; {@code stops} if nothing beyond the target matters. */
  record Ends(int source, @Nullable Integer target, boolean stops) {}

  Ends ends(Graph graph) {
    int from = VertexReferences.resolve(graph, source, "source");
    Integer to = target == null ? null : VertexReferences.resolve(graph, target, "target");
    return new Ends(from, to, to != null && output().mode() == Mode.STATS);
  }

  /** The options in force. */
  ObjectNode echo(Graph graph, Ends ends) {
    ObjectNode echo = Json.object();
    echo.put("source", ends.source());
    if (ends.target() != null) {
      echo.put("target", ends.target());
      echo.put("stopsAtTarget", ends.stops());
    }
    echo.put("weighted", graph.weighted() && weightedOrDefault());
    return echo;
  }

  /** The path as the API has it. */
  static ObjectNode describe(Graph graph, Path path) {
    ObjectNode json = Json.object();
    json.put("found", !path.isEmpty());
    Json.put(json, "total", path.total());
    ArrayNode steps = json.putArray("steps");
    for (int i = 0; i < path.vertices().size(); i++) {
      ObjectNode step = VertexReferences.put(steps.addObject(), graph, path.vertices().get(i));
      if (i > 0) {
        Json.put(step, "weight", (float) path.weights().get(i - 1));
      }
    }
    return json;
  }
}
