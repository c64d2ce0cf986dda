package org.warpath.nn.onnx;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.protobuf.WireMessage;

/** A node's attributes; it knows which have been looked at. */
final class Attributes {
  // Fields of AttributeProto.
  private static final int NAME = 1;
  private static final int NUMBER = 2;
  private static final int INTEGER = 3;
  private static final int TEXT = 4;
  private static final int TENSOR = 5;
  private static final int NUMBERS = 7;
  private static final int INTEGERS = 8;
  private static final int TEXTS = 9;
  private static final int TYPE = 20;

  // Written before version 6 and never of any meaning.
  private static final String CONSUMED = "consumed_inputs";

  private final Map<String, Attribute> all = new LinkedHashMap<>();
  private final Set<String> unread = new TreeSet<>();

  /** What an attribute may be: {@code AttributeType}, as far as it is known here. */
  private enum Type {
    FLOAT(1),
    INT(2),
    STRING(3),
    TENSOR(4),
    FLOATS(6),
    INTS(7),
    STRINGS(8);

    private final int code;

    Type(int code) {
      this.code = code;
    }
  }

  /** An attribute; its value is a Double, Long, String, Constant, double[], long[] or List. */
  private record Attribute(int type, Map<Type, Object> values) {}

  private Attributes() {}

  static Attributes read(List<WireMessage> messages, ModelFolder folder, String source, String what)
      throws FormatException {
    Attributes attributes = new Attributes();
    for (WireMessage message : messages) {
      String name = message.text(NAME);
      if (attributes.all.put(name, attribute(message, folder, source, name, what)) != null) {
        throw new FormatException(source, what + " has attribute " + name + " twice");
      }
    }
    attributes.reset();
    return attributes;
  }

  private static Attribute attribute(
      WireMessage message, ModelFolder folder, String source, String name, String what)
      throws FormatException {
    Map<Type, Object> values = new HashMap<>();
    values.put(Type.INT, message.integer(INTEGER));
    values.put(Type.STRING, message.text(TEXT));
    values.put(Type.INTS, message.integers(INTEGERS));
    values.put(Type.STRINGS, message.texts(TEXTS));
    values.put(Type.FLOATS, widened(message.floats(NUMBERS)));
    float[] number = message.floats(NUMBER);
    values.put(Type.FLOAT, number.length == 0 ? 0.0 : (double) number[number.length - 1]);
    if (message.has(TENSOR)) {
      String tensor = "tensor " + name + " of " + what;
      values.put(
          Type.TENSOR,
          Tensors.read(message.message(TENSOR, tensor), folder, source, tensor, false));
    }
    return new Attribute(Narrow.toInt(message.integer(TYPE), "an attribute's type"), values);
  }

  private static double[] widened(float[] numbers) {
    double[] wide = new double[numbers.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = numbers[i];
    }
    return wide;
  }

  /** None has been looked at. */
  void reset() {
    unread.addAll(all.keySet());
    unread.remove(CONSUMED);
  }

  /** Those that nobody looked at. */
  Set<String> unread() {
    return unread;
  }

  boolean has(String name) {
    return all.containsKey(name);
  }

  private @Nullable Object of(String name, Type type) {
    Attribute attribute = all.get(name);
    unread.remove(name);
    if (attribute == null) {
      return null;
    }
    // Files of the first version may say no type.
    if (attribute.type() != type.code && attribute.type() != 0) {
      throw new IllegalArgumentException(
          "attribute %s is of ONNX's type number %d, expected %s"
              .formatted(name, attribute.type(), type));
    }
    return attribute.values().get(type);
  }

  long integer(String name, long otherwise) {
    return of(name, Type.INT) instanceof Long value ? value : otherwise;
  }

  int small(String name, int otherwise) {
    return Narrow.toInt(integer(name, otherwise), name);
  }

  boolean flag(String name) {
    return integer(name, 0) != 0;
  }

  double number(String name, double otherwise) {
    return of(name, Type.FLOAT) instanceof Double value ? value : otherwise;
  }

  String text(String name, String otherwise) {
    return of(name, Type.STRING) instanceof String value ? value : otherwise;
  }

  List<String> texts(String name) {
    return of(name, Type.STRINGS) instanceof List<?> texts
        ? texts.stream().map(String::valueOf).toList()
        : List.of();
  }

  long @Nullable [] longs(String name) {
    return of(name, Type.INTS) instanceof long[] values ? values : null;
  }

  int @Nullable [] ints(String name) {
    long[] values = longs(name);
    if (values == null) {
      return null;
    }
    int[] narrow = new int[values.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = Narrow.toInt(values[i], name);
    }
    return narrow;
  }

  double @Nullable [] numbers(String name) {
    return of(name, Type.FLOATS) instanceof double[] values ? values : null;
  }

  @Nullable Constant tensor(String name) {
    return of(name, Type.TENSOR) instanceof Constant constant ? constant : null;
  }
}
