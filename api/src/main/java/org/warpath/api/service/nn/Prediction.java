package org.warpath.api.service.nn;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.warpath.api.model.TensorArrays;
import org.warpath.api.service.http.Json;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.io.Npy;
import org.warpath.linalg.io.NpyArray;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * What a model made of its inputs.
 *
 * @param model that answered
 * @param engine where
 * @param output what the value is called
 * @param value of the output
 * @param top how many of the largest numbers to list
 * @param seconds without waiting for the engine
 */
record Prediction(
    ModelRow model, String engine, String output, Tensor value, int top, double seconds) {
  static final String JSON = "application/json";
  static final String NPY = "application/x-npy";

  /** The formats there are, the usual one first. */
  static final List<String> FORMATS = List.of(JSON, NPY);

  void write(Context context, String format) throws IOException {
    context.contentType(format);
    NpyArray array = TensorArrays.array(value);
    if (format.equals(NPY)) {
      Npy.write(context.outputStream(), array);
      return;
    }
    ObjectNode json = Json.object();
    json.put("model", model.name());
    json.put("version", model.version());
    json.put("engine", engine);
    json.put("output", output);
    json.put("type", array.dtype().numpyName());
    ArrayNode shape = json.putArray("shape");
    for (long size : array.shape()) {
      shape.add(size);
    }
    json.putPOJO("values", array);
    if (top > 0) {
      putTop(json.putArray("top"));
    }
    json.put("seconds", seconds);
    Json.MAPPER.writeValue(context.outputStream(), json);
  }

  /** With the digits of its own type. */
  private void put(ObjectNode json, double number) {
    if (value.type() == ElementType.FLOAT32) {
      Json.put(json, "value", (float) number);
    } else {
      Json.put(json, "value", number);
    }
  }

  private void putTop(ArrayNode examples) {
    Shape shape = value.shape();
    long count = shape.rank() < 2 ? 1 : shape.size(0);
    long each = count == 0 ? 0 : shape.count() / count;
    for (long example = 0; example < count; example++) {
      long from = example * each;
      ArrayNode largest = examples.addArray();
      LongStream.range(0, each)
          .boxed()
          .sorted(
              Comparator.<Long>comparingDouble(place -> -value.get(from + place))
                  .thenComparingLong(place -> place))
          .limit(top)
          .forEach(place -> put(largest.addObject().put("index", place), value.get(from + place)));
    }
  }
}
