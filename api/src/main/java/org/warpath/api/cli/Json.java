package org.warpath.api.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import org.warpath.api.math.ArrayModule;
import org.warpath.graph.Graph;
import org.warpath.kernels.RunStats;
import org.warpath.kernels.Timings;
import org.warpath.linalg.io.NpyArray;

/** The JSON that commands print: one object, infinities and NaN as null. */
final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().addModule(new ArrayModule()).build();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** Puts a number, or null where JSON has none for it. */
  static void put(ObjectNode object, String field, double value) {
    if (Double.isFinite(value)) {
      object.put(field, value);
    } else {
      object.putNull(field);
    }
  }

  /** Puts a number with the digits of a float32, or null where JSON has none for it. */
  static void put(ObjectNode object, String field, float value) {
    if (Float.isFinite(value)) {
      object.put(field, value);
    } else {
      object.putNull(field);
    }
  }

  /** Puts a number, a truth or a text as what it is, anything else as its name. */
  static void put(ObjectNode object, String field, Object value) {
    switch (value) {
      case Double number -> put(object, field, number.doubleValue());
      case Integer number -> object.put(field, number);
      case Long number -> object.put(field, number);
      case Boolean truth -> object.put(field, truth);
      default -> object.put(field, value.toString());
    }
  }

  /** A vertex's number, and its name if it has one. */
  static ObjectNode vertex(ObjectNode object, Graph graph, int vertex) {
    object.put("vertex", vertex);
    graph.names().ifPresent(names -> object.put("name", names.name(vertex)));
    return object;
  }

  /** The fields every algorithm's answer begins with; opening the graph counts as loading. */
  static ObjectNode answer(String algorithm, RunStats stats, double openSeconds) {
    ObjectNode object = object();
    object.put("algorithm", algorithm);
    object.put("engine", stats.engine());
    object.put("iterations", stats.iterations());
    put(object, "residual", stats.residual());
    object.put("converged", stats.converged());
    // Exact when nothing is left to change; PageRank puts its own bound in this place.
    put(object, "errorBound", stats.converged() && stats.residual() == 0 ? 0.0 : Double.NaN);
    Timings timings = stats.timings();
    ObjectNode seconds = object.putObject("timings");
    seconds.put("load", openSeconds + timings.load());
    seconds.put("upload", timings.upload());
    seconds.put("compute", timings.compute());
    seconds.put("download", timings.download());
    return object;
  }

  /** The sizes of {@code array}. */
  static ArrayNode shape(NpyArray array) {
    ArrayNode shape = MAPPER.createArrayNode();
    Arrays.stream(array.shape()).forEach(shape::add);
    return shape;
  }

  static String text(ObjectNode object) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values is always JSON", e);
    }
  }
}
