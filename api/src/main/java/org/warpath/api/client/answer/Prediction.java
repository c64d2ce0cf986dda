package org.warpath.api.client.answer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model made of its inputs.
 *
 * @param model that answered
 * @param version of the model
 * @param engine what computed it
 * @param output what the value is called
 * @param shape of the value
 * @param values the value's elements in the order of its shape, the last dimension fastest; NaN
 *     where they are not finite
 * @param top for each example the largest numbers; null if they were not asked for
 * @param seconds how long it took, without waiting for the engine
 */
public record Prediction(
    String model,
    long version,
    String engine,
    String output,
    int[] shape,
    @JsonDeserialize(using = Flat.class) double[] values,
    @Nullable List<List<Scored>> top,
    double seconds) {

  /**
   * A number of an example.
   *
   * @param index its place in the example
   * @param value the number
   */
  public record Scored(int index, double value) {}

  /** Nested arrays, or a number, as one array. */
  static final class Flat extends StdDeserializer<double[]> {
    private static final long serialVersionUID = 1L;

    Flat() {
      super(double[].class);
    }

    @Override
    public double[] deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      double[] values = new double[16];
      int length = 0;
      int depth = 0;
      JsonToken token = parser.currentToken();
      while (true) {
        if (token == JsonToken.START_ARRAY) {
          depth++;
        } else if (token == JsonToken.END_ARRAY) {
          depth--;
        } else {
          if (length == values.length) {
            values = Arrays.copyOf(values, 2 * length);
          }
          values[length++] =
              token == JsonToken.VALUE_NULL ? Double.NaN : _parseDoublePrimitive(parser, context);
        }
        if (depth == 0) {
          return Arrays.copyOf(values, length);
        }
        token = parser.nextToken();
      }
    }
  }
}
