package org.warpath.nn.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.warpath.linalg.io.FormatException;

/**
 * A message of protocol buffers, by its fields' numbers; messages within are read when they are
 * asked for, and bytes are not copied. (The library's own classes for ONNX would be the largest
 * part of a bundle's libraries, and reach for what Java is about to take away.)
 *
 * <p>Source: <a href="https://protobuf.dev/programming-guides/encoding/">Encoding</a>.
 */
final class Message {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;
  private static final int LONGEST_VARINT = 10;

  private final String source;
  private final String what;
  private final Map<Integer, List<Field>> fields = new HashMap<>();

  /** What a field holds: the bits of a number, or bytes. */
  private record Field(int type, long bits, @Nullable ByteBuffer bytes) {}

  private Message(String source, String what) {
    this.source = source;
    this.what = what;
  }

  /**
   * The message that all of {@code bytes} are.
   *
   * @param source the file, for messages
   * @param what it is, for messages, such as {@code the graph}
   */
  static Message read(ByteBuffer bytes, String source, String what) throws FormatException {
    Message message = new Message(source, what);
    ByteBuffer rest = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    while (rest.hasRemaining()) {
      message.readField(rest);
    }
    return message;
  }

  private void readField(ByteBuffer rest) throws FormatException {
    long tag = varint(rest);
    int number = (int) (tag >>> 3);
    int type = (int) (tag & 7);
    if (tag >>> 32 != 0 || number == 0) {
      throw defect("has a field that is none");
    }
    Field field =
        switch (type) {
          case VARINT -> new Field(type, varint(rest), null);
          case FIXED64 -> new Field(type, bytes(rest, Long.BYTES).getLong(), null);
          case BYTES -> new Field(type, 0, bytes(rest, varint(rest)));
          case FIXED32 -> new Field(type, bytes(rest, Integer.BYTES).getInt(), null);
          default -> throw defect("has field %d of unknown type %d".formatted(number, type));
        };
    fields.computeIfAbsent(number, key -> new ArrayList<>()).add(field);
  }

  private FormatException defect(String problem) {
    return new FormatException(
        source, "is no ONNX file, damaged or cut off: %s %s".formatted(what, problem));
  }

  private long varint(ByteBuffer rest) throws FormatException {
    long value = 0;
    for (int i = 0; i < LONGEST_VARINT; i++) {
      if (!rest.hasRemaining()) {
        throw defect("ends within a number");
      }
      byte part = rest.get();
      value |= (part & 0x7fL) << (7 * i);
      if (part >= 0) {
        return value;
      }
    }
    throw defect("has a number of more than %d bytes".formatted(LONGEST_VARINT));
  }

  private ByteBuffer bytes(ByteBuffer rest, long count) throws FormatException {
    if (count < 0 || count > rest.remaining()) {
      throw defect(
          "has %d bytes left, expected %s"
              .formatted(rest.remaining(), Long.toUnsignedString(count)));
    }
    ByteBuffer part = rest.slice(rest.position(), (int) count).order(ByteOrder.LITTLE_ENDIAN);
    rest.position(rest.position() + (int) count);
    return part;
  }

  private List<Field> all(int number) {
    return fields.getOrDefault(number, List.of());
  }

  boolean has(int number) {
    return fields.containsKey(number);
  }

  private ByteBuffer bytes(Field field, int number) throws FormatException {
    if (field.bytes() == null) {
      throw defect("has a number as field %d, expected bytes".formatted(number));
    }
    return field.bytes().duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** All of a repeated field's messages. */
  List<Message> messages(int number, String name) throws FormatException {
    List<Message> messages = new ArrayList<>();
    for (Field field : all(number)) {
      messages.add(read(bytes(field, number), source, name));
    }
    return messages;
  }

  /** The message of a field; an empty one if it is not there. */
  Message message(int number, String name) throws FormatException {
    List<Message> messages = messages(number, name);
    return messages.isEmpty() ? new Message(source, name) : messages.getLast();
  }

  /** All of a repeated field's texts. */
  List<String> texts(int number) throws FormatException {
    List<String> texts = new ArrayList<>();
    for (Field field : all(number)) {
      texts.add(StandardCharsets.UTF_8.decode(bytes(field, number)).toString());
    }
    return texts;
  }

  /** The text of a field; empty if it is not there. */
  String text(int number) throws FormatException {
    List<String> texts = texts(number);
    return texts.isEmpty() ? "" : texts.getLast();
  }

  /** The bytes of a field, little-endian; none if it is not there. */
  ByteBuffer bytes(int number) throws FormatException {
    List<Field> all = all(number);
    return all.isEmpty() ? ByteBuffer.allocate(0) : bytes(all.getLast(), number);
  }

  /** The integer of a field; 0 if it is not there. */
  long integer(int number) throws FormatException {
    long[] all = integers(number);
    return all.length == 0 ? 0 : all[all.length - 1];
  }

  /** All of a repeated field's integers, packed or not. */
  long[] integers(int number) throws FormatException {
    return numbers(number, VARINT);
  }

  /** The bits of all of a repeated field's float32 numbers, packed or not. */
  long[] words(int number) throws FormatException {
    return numbers(number, FIXED32);
  }

  /** The bits of all of a repeated field's float64 numbers, packed or not. */
  long[] longWords(int number) throws FormatException {
    return numbers(number, FIXED64);
  }

  private long[] numbers(int number, int type) throws FormatException {
    Numbers numbers = new Numbers();
    for (Field field : all(number)) {
      if (field.type() == type) {
        numbers.add(field.bits());
        continue;
      }
      ByteBuffer packed = bytes(field, number);
      while (packed.hasRemaining()) {
        numbers.add(
            switch (type) {
              case VARINT -> varint(packed);
              case FIXED32 -> bytes(packed, Integer.BYTES).getInt();
              default -> bytes(packed, Long.BYTES).getLong();
            });
      }
    }
    return numbers.toArray();
  }

  /** A growing array. */
  private static final class Numbers {
    private long[] values = new long[8];
    private int count;

    void add(long value) {
      if (count == values.length) {
        values = Arrays.copyOf(values, 2 * count);
      }
      values[count++] = value;
    }

    long[] toArray() {
      return Arrays.copyOf(values, count);
    }
  }
}
