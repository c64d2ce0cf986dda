package org.warpath.api.service.algorithms;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.catalog.CatalogGraph;
import org.warpath.api.service.http.Json;
import org.warpath.graph.Graph;
import org.warpath.kernels.RunStats;
import org.warpath.kernels.Timings;
import org.warpath.linalg.io.NpyType;

/** Writes results as the API's answers. */
final class Answers {
  private final CatalogGraph graph;
  private final AlgorithmRuns.Planned planned;

  Answers(CatalogGraph graph, AlgorithmRuns.Planned planned) {
    this.graph = graph;
    this.planned = planned;
  }

  /** The answer from an earlier result, which is written once. */
  byte[] earlier(CachedResult result, AlgorithmRequest.Output output) {
    // The graph's name is in the answer, and its version in the key of the result.
    String key = output.mode() + "/" + output.top();
    return result.answer(key, () -> bytes(answer(result, output, true, null)));
  }

  static byte[] bytes(ObjectNode answer) {
    return answer.toString().getBytes(UTF_8);
  }

  /**
   * The answer.
   *
   * @param cached whether an earlier run gave the result
   * @param stored the vector that the values were kept in; null if they were not
   */
  ObjectNode answer(
      CachedResult cachedResult,
      AlgorithmRequest.Output output,
      boolean cached,
      @Nullable ObjectNode stored) {
    AlgorithmResult result = cachedResult.result();
    ObjectNode json = Json.object();
    json.put("algorithm", planned.algorithm().name());
    json.put("graph", graph.name());
    json.put("graphVersion", graph.version());
    json.put("engine", result.stats().engine());
    putStats(json, result.stats(), result.errorBound());
    json.put("conventions", result.conventions());
    json.set("options", planned.plan().options());
    putTimings(json.putObject("timings"), result.stats().timings(), cachedResult.queueSeconds());
    json.put("cached", cached);
    json.put("mode", output.mode().name().toLowerCase(Locale.ROOT));
    if (planned.algorithm() instanceof PprBatchAlgorithm) {
      putParts(json.putArray("results"), result.parts(), output);
      return json;
    }
    if (!result.summary().isEmpty()) {
      json.set("summary", result.summary());
    }
    if (result.path() != null) {
      json.set("path", result.path());
    }
    if (output.mode() == Mode.TOP) {
      putTop(json.putArray("top"), result.parts().getFirst(), output.top());
    }
    if (stored != null) {
      json.set("stored", stored);
    }
    return json;
  }

  private void putParts(
      ArrayNode array, List<AlgorithmResult.Part> parts, AlgorithmRequest.Output output) {
    for (AlgorithmResult.Part part : parts) {
      ObjectNode json = array.addObject();
      putStats(json, part.stats(), part.errorBound());
      if (output.mode() == Mode.TOP) {
        putTop(json.putArray("top"), part, output.top());
      }
    }
  }

  private static void putStats(ObjectNode json, RunStats stats, double errorBound) {
    json.put("iterations", stats.iterations());
    Json.put(json, "residual", stats.residual());
    json.put("converged", stats.converged());
    Json.put(json, "errorBound", errorBound);
  }

  private static void putTimings(ObjectNode json, Timings timings, double queue) {
    json.put("load", timings.load());
    json.put("upload", timings.upload());
    json.put("compute", timings.compute());
    json.put("download", timings.download());
    json.put("queue", queue);
  }

  private void putTop(ArrayNode array, AlgorithmResult.Part part, int count) {
    Graph vertices = graph.graph();
    for (Ranking.Entry entry : part.top().first(part.values(), count)) {
      ObjectNode json = VertexReferences.put(array.addObject(), vertices, entry.vertex());
      putValue(json, part.values().type(), entry.value());
      json.put("inDegree", vertices.inDegree(entry.vertex()));
      json.put("outDegree", vertices.outDegree(entry.vertex()));
    }
  }

  // With the digits of its own type.
  private static void putValue(ObjectNode json, NpyType type, double value) {
    switch (type) {
      case INT32, INT64 -> json.put("value", (long) value);
      case FLOAT32 -> Json.put(json, "value", (float) value);
      default -> Json.put(json, "value", value);
    }
  }
}
