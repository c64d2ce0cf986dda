package org.warpath.api.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import org.warpath.graph.Graph;
import org.warpath.kernels.RunStats;
import org.warpath.kernels.Timings;
import org.warpath.linalg.io.NpyArray;
import org.warpath.linalg.io.NpyType;

/** The JSON that commands print: one object, infinities and NaN as null. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

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

  /** The elements, nested as the dimensions are; a complex number is an array of two. */
  static JsonNode values(NpyArray array) {
    return values(array, 0, 0);
  }

  private static JsonNode values(NpyArray array, int dimension, long index) {
    if (dimension == array.dimensions()) {
      return number(array, index);
    }
    ArrayNode nested = MAPPER.createArrayNode();
    long[] shape = array.shape();
    // Elements from one step along this dimension to the next.
    long step = 1;
    int from = array.fortranOrder() ? 0 : dimension + 1;
    int to = array.fortranOrder() ? dimension : shape.length;
    for (int other = from; other < to; other++) {
      step *= shape[other];
    }
    for (long i = 0; i < shape[dimension]; i++) {
      nested.add(values(array, dimension + 1, index + i * step));
    }
    return nested;
  }

  private static JsonNode number(NpyArray array, long index) {
    NpyType type = array.dtype();
    if (!type.isComplex()) {
      return number(type, type.get(array.data(), index));
    }
    NpyType part = type == NpyType.COMPLEX64 ? NpyType.FLOAT32 : NpyType.FLOAT64;
    ArrayNode pair = MAPPER.createArrayNode();
    pair.add(number(part, part.get(array.data(), 2 * index)));
    pair.add(number(part, part.get(array.data(), 2 * index + 1)));
    return pair;
  }

  // With the digits of its own type; JSON has no infinities and no NaN.
  private static JsonNode number(NpyType type, double value) {
    if (!Double.isFinite(value)) {
      return MAPPER.nullNode();
    }
    return type == NpyType.FLOAT64
        ? MAPPER.getNodeFactory().numberNode(value)
        : MAPPER.getNodeFactory().numberNode((float) value);
  }

  static String text(ObjectNode object) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values is always JSON", e);
    }
  }
}
