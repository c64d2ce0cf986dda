package org.warpath.nn.checkpoint;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** The header of a {@link Safetensors} file. */
record Header(Map<String, Entry> entries, Map<String, String> texts) {
  private static final String TEXTS = "__metadata__";
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  // Elements begin at a multiple of this; the format allows spaces at the header's end.
  private static final int ALIGNMENT = 8;

  /** Where a tensor's elements are, in bytes behind the header. */
  record Entry(ElementType type, Shape shape, long from, long to) {
    Entry {
      long bytes = Math.multiplyExact(shape.count(), (long) type.byteSize());
      if (from < 0 || to - from != bytes) {
        throw new IllegalArgumentException(
            "expected %d bytes for %s %s, found %d to %d"
                .formatted(bytes, code(type), shape, from, to));
      }
    }
  }

  static Header of(Map<String, Tensor> tensors, Map<String, String> texts) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    long at = 0;
    for (Map.Entry<String, Tensor> named : tensors.entrySet()) {
      Tensor tensor = named.getValue();
      entries.put(
          named.getKey(), new Entry(tensor.type(), tensor.shape(), at, at + tensor.byteSize()));
      at += tensor.byteSize();
    }
    return new Header(entries, texts);
  }

  private static String code(ElementType type) {
    return switch (type) {
      case FLOAT16 -> "F16";
      case BFLOAT16 -> "BF16";
      case FLOAT32 -> "F32";
      case FLOAT64 -> "F64";
    };
  }

  private static ElementType type(String code) {
    return switch (code) {
      case "F16" -> ElementType.FLOAT16;
      case "BF16" -> ElementType.BFLOAT16;
      case "F32" -> ElementType.FLOAT32;
      case "F64" -> ElementType.FLOAT64;
      default ->
          throw new IllegalArgumentException(
              "expected elements of type F16, BF16, F32 or F64, found " + code);
    };
  }

  byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeObjectFieldStart(TEXTS);
      for (Map.Entry<String, String> text : texts.entrySet()) {
        json.writeStringField(text.getKey(), text.getValue());
      }
      json.writeEndObject();
      for (Map.Entry<String, Entry> named : entries.entrySet()) {
        Entry entry = named.getValue();
        json.writeObjectFieldStart(named.getKey());
        json.writeStringField("dtype", code(entry.type()));
        json.writeFieldName("shape");
        int[] sizes = entry.shape().toArray();
        json.writeArray(sizes, 0, sizes.length);
        json.writeFieldName("data_offsets");
        json.writeArray(new long[] {entry.from(), entry.to()}, 0, 2);
        json.writeEndObject();
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("in memory", e);
    }
    byte[] unpadded = bytes.toByteArray();
    byte[] padded = Arrays.copyOf(unpadded, Math.ceilDiv(unpadded.length, ALIGNMENT) * ALIGNMENT);
    Arrays.fill(padded, unpadded.length, padded.length, (byte) ' ');
    return padded;
  }

  static Header parse(String source, MemorySegment bytes) throws FormatException {
    String text = new String(bytes.toArray(JAVA_BYTE), StandardCharsets.UTF_8);
    try (JsonParser json = JSON.createParser(text)) {
      require(json, json.nextToken(), JsonToken.START_OBJECT);
      Map<String, Entry> entries = new LinkedHashMap<>();
      Map<String, String> texts = new LinkedHashMap<>();
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String name = json.currentName();
        json.nextToken();
        if (name.equals(TEXTS)) {
          texts(json, texts);
        } else {
          entries.put(name, entry(source, name, json));
        }
      }
      if (json.nextToken() != null) {
        throw new FormatException(source, "expected nothing behind the header's object");
      }
      return new Header(entries, texts);
    } catch (JsonProcessingException e) {
      throw new FormatException(
          source, "expected a header in JSON, found: " + e.getOriginalMessage());
    } catch (FormatException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("in memory", e);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new FormatException(source, String.valueOf(e.getMessage()));
    }
  }

  private static void require(JsonParser json, JsonToken found, JsonToken expected)
      throws IOException {
    if (found != expected) {
      throw new IllegalArgumentException(
          "expected %s in the header at byte %d, found %s"
              .formatted(expected, json.currentTokenLocation().getCharOffset(), found));
    }
  }

  private static void texts(JsonParser json, Map<String, String> texts) throws IOException {
    require(json, json.currentToken(), JsonToken.START_OBJECT);
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      require(json, json.nextToken(), JsonToken.VALUE_STRING);
      texts.put(name, json.getText());
    }
  }

  private static Entry entry(String source, String name, JsonParser json) throws IOException {
    try {
      require(json, json.currentToken(), JsonToken.START_OBJECT);
      ElementType type = null;
      long[] sizes = null;
      long[] offsets = null;
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String field = json.currentName();
        json.nextToken();
        switch (field) {
          case "dtype" -> {
            require(json, json.currentToken(), JsonToken.VALUE_STRING);
            type = type(json.getText());
          }
          case "shape" -> sizes = numbers(json);
          case "data_offsets" -> offsets = numbers(json);
          default ->
              throw new IllegalArgumentException(
                  "expected dtype, shape and data_offsets, found " + field);
        }
      }
      if (type == null || sizes == null || offsets == null || offsets.length != 2) {
        throw new IllegalArgumentException("expected dtype, shape and two data_offsets");
      }
      int[] shape = Arrays.stream(sizes).mapToInt(Math::toIntExact).toArray();
      return new Entry(type, Shape.of(shape), offsets[0], offsets[1]);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new FormatException(source, "tensor " + name + ": " + e.getMessage());
    }
  }

  private static long[] numbers(JsonParser json) throws IOException {
    require(json, json.currentToken(), JsonToken.START_ARRAY);
    List<Long> numbers = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      require(json, json.currentToken(), JsonToken.VALUE_NUMBER_INT);
      numbers.add(json.getLongValue());
    }
    return numbers.stream().mapToLong(Long::longValue).toArray();
  }

  /** Refuses gaps between tensors, overlaps, and another number of bytes than {@code size}. */
  void requireCovers(String source, long size) throws FormatException {
    List<Map.Entry<String, Entry>> inOrder = new ArrayList<>(entries.entrySet());
    inOrder.sort(
        Comparator.<Map.Entry<String, Entry>>comparingLong(e -> e.getValue().from())
            .thenComparingLong(e -> e.getValue().to()));
    long at = 0;
    for (Map.Entry<String, Entry> named : inOrder) {
      if (named.getValue().from() != at) {
        throw new FormatException(
            source,
            "tensor %s: expected to begin at byte %d, found %d"
                .formatted(named.getKey(), at, named.getValue().from()));
      }
      at = named.getValue().to();
    }
    if (at != size) {
      throw new FormatException(
          source, "expected %d bytes of elements, found %d".formatted(at, size));
    }
  }

  /** Copies of the tensors. */
  Map<String, Tensor> tensors(MemorySegment elements) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    entries.forEach((name, entry) -> {
      Tensor tensor = Tensor.zeros(entry.type(), entry.shape());
      tensor.memory().copyFrom(elements.asSlice(entry.from(), entry.to() - entry.from()));
      tensors.put(name, tensor);
    });
    return tensors;
  }
}
