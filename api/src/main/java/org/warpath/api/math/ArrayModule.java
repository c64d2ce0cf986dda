package org.warpath.api.math;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.util.function.LongConsumer;
import org.warpath.linalg.io.NpyArray;
import org.warpath.linalg.io.NpyType;

/**
 * Arrays as JSON has them, nested as their dimensions are, without an object for each number. A
 * complex number is an array of two, what is not finite is null. What is read is float64; complex
 * numbers have one dimension more.
 */
public final class ArrayModule extends SimpleModule {
  /**
   * The attribute of a reader that is told, as a {@link LongConsumer}, of the bytes that an array
   * is about to take, and may refuse.
   */
  public static final String MEMORY = "memory";

  private static final long serialVersionUID = 1L;

  public ArrayModule() {
    addSerializer(NpyArray.class, new Writer());
    addDeserializer(NpyArray.class, new Reader());
  }

  private static final class Writer extends JsonSerializer<NpyArray> {
    @Override
    public void serialize(NpyArray array, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      write(array, 0, 0, out);
    }

    private static void write(NpyArray array, int dimension, long index, JsonGenerator out)
        throws IOException {
      if (dimension == array.dimensions()) {
        element(array, index, out);
        return;
      }
      long[] shape = array.shape();
      // Elements from one step along this dimension to the next.
      long step = 1;
      int from = array.fortranOrder() ? 0 : dimension + 1;
      int to = array.fortranOrder() ? dimension : shape.length;
      for (int other = from; other < to; other++) {
        step *= shape[other];
      }
      out.writeStartArray();
      for (long i = 0; i < shape[dimension]; i++) {
        write(array, dimension + 1, index + i * step, out);
      }
      out.writeEndArray();
    }

    private static void element(NpyArray array, long index, JsonGenerator out) throws IOException {
      NpyType type = array.dtype();
      if (!type.isComplex()) {
        number(type, type.get(array.data(), index), out);
        return;
      }
      NpyType part = type == NpyType.COMPLEX64 ? NpyType.FLOAT32 : NpyType.FLOAT64;
      out.writeStartArray();
      number(part, part.get(array.data(), 2 * index), out);
      number(part, part.get(array.data(), 2 * index + 1), out);
      out.writeEndArray();
    }

    // With the digits of its own type; JSON has no infinities and no NaN.
    private static void number(NpyType type, double value, JsonGenerator out) throws IOException {
      if (!Double.isFinite(value)) {
        out.writeNull();
      } else if (type == NpyType.FLOAT32 || type == NpyType.FLOAT16) {
        out.writeNumber((float) value);
      } else {
        out.writeNumber(value);
      }
    }
  }

  private static final class Reader extends JsonDeserializer<NpyArray> {
    @Override
    public NpyArray deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (parser.currentToken() == JsonToken.VALUE_EMBEDDED_OBJECT
          && parser.getEmbeddedObject() instanceof NpyArray array) {
        return array; // it came as one, beside options that did not
      }
      LongConsumer memory =
          context.getAttribute(MEMORY) instanceof LongConsumer told ? told : _ -> {};
      return new ArrayReader(parser, memory).read();
    }
  }
}
