package org.warpath.nn.protobuf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.warpath.linalg.io.FormatException;

/**
 * A message of protocol buffers, by its fields' numbers; messages within are read when they are
 * asked for, and bytes are not copied. What a length says is believed only as far as there are
 * bytes.
 *
 * <p>Source: <a href="https://protobuf.dev/programming-guides/encoding/">Encoding</a>.
 */
public final class WireMessage {
  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int BYTES = 2;
  static final int FIXED32 = 5;
  private static final int LONGEST_VARINT = 10;
  // Of arrays.
  private static final int LONGEST_FILE = Integer.MAX_VALUE - 8;

  private final Origin origin;
  private final String what;
  private final ByteBuffer content;
  private final Map<Integer, List<Field>> fields = new HashMap<>();

  /** The file, and what it is expected to be. */
  private record Origin(String source, String format) {}

  /** Where in the content a field's number or bytes are. */
  private record Field(int type, int start, int length) {}

  private WireMessage(Origin origin, String what, ByteBuffer content) throws FormatException {
    this.origin = origin;
    this.what = what;
    this.content = content.slice().order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer rest = this.content.duplicate();
    while (rest.hasRemaining()) {
      readField(rest);
    }
  }

  /**
   * The message that all of {@code bytes} are, not copied. Takes time and memory in proportion to
   * its fields, not to what is in them.
   *
   * @param source the file, for messages
   * @param format what it is expected to be, for messages, such as {@code ONNX file}
   * @param what the message is, for messages, such as {@code the model}
   * @throws FormatException if they are no message
   */
  public static WireMessage read(ByteBuffer bytes, String source, String format, String what)
      throws FormatException {
    return new WireMessage(new Origin(source, format), what, bytes);
  }

  /**
   * The message that a file is, all of which is in memory.
   *
   * @throws FormatException if it is none, or of 2 GiB or more
   * @throws IOException if it cannot be read
   */
  public static WireMessage read(Path file, String format, String what) throws IOException {
    if (Files.size(file) > LONGEST_FILE) {
      throw new FormatException(file.toString(), "has 2 GiB or more, expected less");
    }
    return read(ByteBuffer.wrap(Files.readAllBytes(file)), file.toString(), format, what);
  }

  private void readField(ByteBuffer rest) throws FormatException {
    long tag = varint(rest);
    int number = (int) (tag >>> 3);
    int type = (int) (tag & 7);
    if (tag >>> 32 != 0 || number == 0) {
      throw defect("has a field that is none");
    }
    long length =
        switch (type) {
          case VARINT -> {
            int start = rest.position();
            varint(rest);
            int end = rest.position();
            rest.position(start);
            yield end - start;
          }
          case FIXED64 -> Long.BYTES;
          case BYTES -> varint(rest);
          case FIXED32 -> Integer.BYTES;
          default -> throw defect("has field %d of unknown type %d".formatted(number, type));
        };
    if (length < 0 || length > rest.remaining()) {
      throw defect(
          "has %d bytes left, expected %s"
              .formatted(rest.remaining(), Long.toUnsignedString(length)));
    }
    Field field = new Field(type, rest.position(), (int) length);
    fields.computeIfAbsent(number, key -> new ArrayList<>()).add(field);
    rest.position(rest.position() + (int) length);
  }

  private FormatException defect(String problem) {
    return new FormatException(
        origin.source(),
        "is no %s, damaged or cut off: %s %s".formatted(origin.format(), what, problem));
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

  private ByteBuffer slice(Field field) {
    return content.slice(field.start(), field.length()).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A repeated field's parts, each of which is bytes. */
  private List<ByteBuffer> parts(int number) throws FormatException {
    List<ByteBuffer> parts = new ArrayList<>();
    for (Field field : fields.getOrDefault(number, List.of())) {
      if (field.type() != BYTES) {
        throw defect("has a number as field %d, expected bytes".formatted(number));
      }
      parts.add(slice(field));
    }
    return parts;
  }

  /** A repeated field's parts, each of which is a number, or many that are packed. */
  private List<ByteBuffer> numbers(int number, int type, int byteSize) throws FormatException {
    List<ByteBuffer> parts = new ArrayList<>();
    for (Field field : fields.getOrDefault(number, List.of())) {
      if (field.type() != type && field.type() != BYTES) {
        throw defect("has a number of another type as field %d".formatted(number));
      }
      if (field.length() % byteSize != 0) {
        throw defect(
            "has %d bytes as field %d, expected numbers of %d"
                .formatted(field.length(), number, byteSize));
      }
      parts.add(slice(field));
    }
    return parts;
  }

  /** Whether a field is there. */
  public boolean has(int number) {
    return fields.containsKey(number);
  }

  /**
   * All of a repeated field's messages.
   *
   * @param name what each is, for messages
   * @throws FormatException if one is none
   */
  public List<WireMessage> messages(int number, String name) throws FormatException {
    List<WireMessage> messages = new ArrayList<>();
    for (ByteBuffer part : parts(number)) {
      messages.add(new WireMessage(origin, name, part));
    }
    return messages;
  }

  /**
   * The message of a field, the last if there are several; an empty one if it is not there.
   *
   * @param name what it is, for messages
   * @throws FormatException if it is none
   */
  public WireMessage message(int number, String name) throws FormatException {
    List<WireMessage> messages = messages(number, name);
    return messages.isEmpty()
        ? new WireMessage(origin, name, ByteBuffer.allocate(0))
        : messages.getLast();
  }

  /**
   * All of a repeated field's texts; what is no UTF-8 is replaced.
   *
   * @throws FormatException if one is a number
   */
  public List<String> texts(int number) throws FormatException {
    List<String> texts = new ArrayList<>();
    for (ByteBuffer part : parts(number)) {
      texts.add(StandardCharsets.UTF_8.decode(part).toString());
    }
    return texts;
  }

  /**
   * The text of a field, the last if there are several; empty if it is not there.
   *
   * @throws FormatException if it is a number
   */
  public String text(int number) throws FormatException {
    List<String> texts = texts(number);
    return texts.isEmpty() ? "" : texts.getLast();
  }

  /**
   * The bytes of a field, little-endian, the last if there are several; none if it is not there.
   *
   * @throws FormatException if it is a number
   */
  public ByteBuffer bytes(int number) throws FormatException {
    List<ByteBuffer> parts = parts(number);
    return parts.isEmpty() ? ByteBuffer.allocate(0) : parts.getLast();
  }

  /**
   * The integer of a field, the last if there are several; 0 if it is not there.
   *
   * @throws FormatException if it is none
   */
  public long integer(int number) throws FormatException {
    long[] all = integers(number);
    return all.length == 0 ? 0 : all[all.length - 1];
  }

  /**
   * All of a repeated field's integers, packed or not.
   *
   * @throws FormatException if it holds others
   */
  public long[] integers(int number) throws FormatException {
    List<ByteBuffer> parts = numbers(number, VARINT, 1);
    long[] integers = new long[parts.stream().mapToInt(WireMessage::varints).sum()];
    int count = 0;
    for (ByteBuffer part : parts) {
      while (part.hasRemaining()) {
        integers[count++] = varint(part);
      }
    }
    return integers;
  }

  /** How many end there. */
  private static int varints(ByteBuffer packed) {
    int count = 0;
    for (int i = 0; i < packed.limit(); i++) {
      count += packed.get(i) >= 0 ? 1 : 0;
    }
    return count;
  }

  /**
   * All of a repeated field's float32 numbers, packed or not.
   *
   * @throws FormatException if it holds others
   */
  public float[] floats(int number) throws FormatException {
    List<ByteBuffer> parts = numbers(number, FIXED32, Float.BYTES);
    float[] floats = new float[count(parts, Float.BYTES)];
    int count = 0;
    for (ByteBuffer part : parts) {
      int more = part.remaining() / Float.BYTES;
      part.asFloatBuffer().get(floats, count, more);
      count += more;
    }
    return floats;
  }

  /**
   * All of a repeated field's float64 numbers, packed or not.
   *
   * @throws FormatException if it holds others
   */
  public double[] doubles(int number) throws FormatException {
    List<ByteBuffer> parts = numbers(number, FIXED64, Double.BYTES);
    double[] doubles = new double[count(parts, Double.BYTES)];
    int count = 0;
    for (ByteBuffer part : parts) {
      int more = part.remaining() / Double.BYTES;
      part.asDoubleBuffer().get(doubles, count, more);
      count += more;
    }
    return doubles;
  }

  private static int count(List<ByteBuffer> parts, int each) {
    return parts.stream().mapToInt(part -> part.remaining() / each).sum();
  }
}
