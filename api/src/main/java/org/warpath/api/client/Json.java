package org.warpath.api.client;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;

/** The client's JSON: fields that it does not know yet are passed over, null numbers are NaN. */
final class Json {
  static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .addModule(
              new SimpleModule()
                  .addDeserializer(double.class, new Doubles())
                  .addDeserializer(double[].class, new DoubleArrays())
                  .addDeserializer(Instant.class, new Instants()))
          .build();

  private Json() {}

  private static final class Doubles extends StdDeserializer<Double> {
    private static final long serialVersionUID = 1L;

    Doubles() {
      super(double.class);
    }

    @Override
    public Double deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return _parseDoublePrimitive(parser, context);
    }

    @Override
    public Double getNullValue(DeserializationContext context) {
      return Double.NaN;
    }
  }

  private static final class DoubleArrays extends StdDeserializer<double[]> {
    private static final long serialVersionUID = 1L;

    DoubleArrays() {
      super(double[].class);
    }

    @Override
    public double[] deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (!parser.isExpectedStartArrayToken()) {
        return (double[]) context.handleUnexpectedToken(double[].class, parser);
      }
      double[] values = new double[16];
      int length = 0;
      for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
        if (length == values.length) {
          values = Arrays.copyOf(values, 2 * length);
        }
        values[length++] =
            t == JsonToken.VALUE_NULL ? Double.NaN : _parseDoublePrimitive(parser, context);
      }
      return Arrays.copyOf(values, length);
    }
  }

  private static final class Instants extends StdDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    Instants() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return Instant.parse(parser.getText());
    }
  }
}
