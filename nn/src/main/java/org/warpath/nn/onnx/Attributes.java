package org.warpath.nn.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.warpath.linalg.io.FormatException;

/** A node's attributes; it knows which have been looked at. */
final class Attributes {
  // Written before version 6 and never of any meaning.
  private static final String CONSUMED = "consumed_inputs";

  private final Map<String, AttributeProto> all = new LinkedHashMap<>();
  private final Map<String, Constant> tensors = new HashMap<>();
  private final Set<String> unread = new TreeSet<>();

  private Attributes() {}

  static Attributes read(NodeProto node, String source, String what) throws FormatException {
    Attributes attributes = new Attributes();
    for (AttributeProto attribute : node.getAttributeList()) {
      String name = attribute.getName();
      if (attributes.all.put(name, attribute) != null) {
        throw new FormatException(source, what + " has attribute " + name + " twice");
      }
      if (attribute.getType() == AttributeType.TENSOR) {
        attributes.tensors.put(
            name, Tensors.read(attribute.getT(), source, "tensor " + name + " of " + what, false));
      }
    }
    attributes.reset();
    return attributes;
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

  private @Nullable AttributeProto of(String name, AttributeType type) {
    AttributeProto attribute = all.get(name);
    unread.remove(name);
    // Files of the first version may say no type.
    if (attribute != null
        && attribute.getType() != type
        && attribute.getType() != AttributeType.UNDEFINED) {
      throw new IllegalArgumentException(
          "attribute %s is %s, expected %s".formatted(name, attribute.getType(), type));
    }
    return attribute;
  }

  long integer(String name, long otherwise) {
    AttributeProto attribute = of(name, AttributeType.INT);
    return attribute == null ? otherwise : attribute.getI();
  }

  int small(String name, int otherwise) {
    return Narrow.toInt(integer(name, otherwise), name);
  }

  boolean flag(String name) {
    return integer(name, 0) != 0;
  }

  double number(String name, double otherwise) {
    AttributeProto attribute = of(name, AttributeType.FLOAT);
    return attribute == null ? otherwise : attribute.getF();
  }

  String text(String name, String otherwise) {
    AttributeProto attribute = of(name, AttributeType.STRING);
    return attribute == null ? otherwise : attribute.getS().toStringUtf8();
  }

  List<String> texts(String name) {
    AttributeProto attribute = of(name, AttributeType.STRINGS);
    List<String> texts = new ArrayList<>();
    if (attribute != null) {
      attribute.getStringsList().forEach(text -> texts.add(text.toStringUtf8()));
    }
    return texts;
  }

  long @Nullable [] longs(String name) {
    AttributeProto attribute = of(name, AttributeType.INTS);
    return attribute == null
        ? null
        : attribute.getIntsList().stream().mapToLong(Long::longValue).toArray();
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
    AttributeProto attribute = of(name, AttributeType.FLOATS);
    return attribute == null
        ? null
        : attribute.getFloatsList().stream().mapToDouble(Float::doubleValue).toArray();
  }

  @Nullable Constant tensor(String name) {
    of(name, AttributeType.TENSOR);
    return tensors.get(name);
  }
}
