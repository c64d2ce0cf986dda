package org.warpath.api.service.math;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.warpath.api.math.MathAnswer;
import org.warpath.api.service.http.Json;
import org.warpath.linalg.io.Npy;
import org.warpath.linalg.io.NpyArray;
import org.warpath.linalg.io.Npz;

/**
 * What was computed.
 *
 * @param engine where
 * @param seconds how long that took
 */
record Computed(MathAnswer answer, String engine, double seconds) {

  /** Answers {@code context}, its arrays written as they lie in memory. */
  void write(Context context, MathOperation operation, String mediaType) throws IOException {
    context.contentType(mediaType);
    switch (mediaType) {
      case MathOperation.NPY -> Npy.write(context.outputStream(), answer.array());
      case MathOperation.NPZ -> Npz.write(context.outputStream(), answer.arrays());
      default -> Json.MAPPER.writeValue(context.outputStream(), json(operation));
    }
  }

  private ObjectNode json(MathOperation operation) {
    ObjectNode json = Json.object();
    json.put("engine", engine);
    if (operation.named()) {
      answer.arrays().forEach(json::putPOJO);
    } else {
      NpyArray array = answer.array();
      json.put("type", array.dtype().numpyName());
      ArrayNode shape = json.putArray("shape");
      for (long size : array.shape()) {
        shape.add(size);
      }
      json.putPOJO("values", array);
    }
    for (Map.Entry<String, Object> fact : answer.facts().entrySet()) {
      put(json, fact.getKey(), fact.getValue());
    }
    json.put("seconds", seconds);
    return json;
  }

  private static void put(ObjectNode json, String name, Object value) {
    switch (value) {
      case Double number -> Json.put(json, name, number.doubleValue());
      case Integer number -> json.put(name, number);
      case Long number -> json.put(name, number);
      case Boolean truth -> json.put(name, truth);
      case Enum<?> constant -> json.put(name, constant.name().toLowerCase(Locale.ROOT));
      default -> json.put(name, value.toString());
    }
  }
}
