package org.warpath.nn.onnx;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.LongToDoubleFunction;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.protobuf.WireMessage;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** Tensors of files: {@code TensorProto}. */
final class Tensors {
  // Its fields.
  private static final int DIMS = 1;
  private static final int DATA_TYPE = 2;
  private static final int FLOAT_DATA = 4;
  private static final int INT32_DATA = 5;
  private static final int INT64_DATA = 7;
  static final int NAME = 8;
  private static final int RAW_DATA = 9;
  private static final int DOUBLE_DATA = 10;
  private static final int UINT64_DATA = 11;
  private static final int EXTERNAL_DATA = 13;
  private static final int DATA_LOCATION = 14;
  private static final int EXTERNAL = 1;

  private static final ValueLayout.OfFloat LITTLE_FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final WireMessage proto;
  private final String source;
  private final String what;
  private final Shape shape;
  private final ByteBuffer raw;

  private Tensors(WireMessage proto, ModelFolder folder, String source, String what)
      throws FormatException {
    this.proto = proto;
    this.source = source;
    this.what = what;
    shape = shape();
    raw = isExternal(proto) ? folder.elements(proto, source, what) : proto.bytes(RAW_DATA);
  }

  /**
   * What {@code proto} holds.
   *
   * @param folder where other files with elements may be
   * @param source the file, for messages
   * @param what the tensor, for messages
   * @throws FormatException if its elements do not fit its shape, or are not where it says
   * @throws IllegalArgumentException if elements are of a type that has no numbers, or in another
   *     file though the model is from none
   */
  static Constant read(
      WireMessage proto, ModelFolder folder, String source, String what, boolean isLearned)
      throws FormatException {
    DataType type;
    try {
      type = DataType.of(proto.integer(DATA_TYPE));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(source + ": " + what + ": " + e.getMessage(), e);
    }
    Tensor tensor = new Tensors(proto, folder, source, what).read(type);
    return new Constant(type.kind(), tensor, isLearned && type.kind() == Kind.NUMBER);
  }

  private static boolean isExternal(WireMessage proto) throws FormatException {
    return proto.integer(DATA_LOCATION) == EXTERNAL || proto.has(EXTERNAL_DATA);
  }

  private FormatException defect(String problem) {
    return new FormatException(source, what + " " + problem);
  }

  private Shape shape() throws FormatException {
    long[] dims = proto.integers(DIMS);
    int[] sizes = new int[dims.length];
    for (int i = 0; i < sizes.length; i++) {
      if (dims[i] < 0 || dims[i] > Integer.MAX_VALUE) {
        throw defect("has a size of %d, expected 0 to 2147483647".formatted(dims[i]));
      }
      sizes[i] = (int) dims[i];
    }
    try {
      return Shape.of(sizes);
    } catch (ArithmeticException e) {
      throw defect("has sizes whose product is beyond 64 bits");
    }
  }

  private Tensor read(DataType type) throws FormatException {
    return switch (type) {
      case FLOAT -> raw.hasRemaining() ? floats() : listed(proto.floats(FLOAT_DATA));
      case DOUBLE -> doubles(proto.doubles(DOUBLE_DATA));
      case FLOAT16 ->
          elements(
                  Short.BYTES,
                  b -> Float.float16ToFloat(b.getShort()),
                  bits -> Float.float16ToFloat((short) bits),
                  proto.integers(INT32_DATA))
              .as(ElementType.FLOAT32);
      case BFLOAT16 ->
          elements(
                  Short.BYTES,
                  b -> Float.intBitsToFloat(b.getShort() << 16),
                  bits -> Float.intBitsToFloat((int) bits << 16),
                  proto.integers(INT32_DATA))
              .as(ElementType.FLOAT32);
      case INT64, UINT64 ->
          elements(
              Long.BYTES,
              b -> exact(b.getLong()),
              this::exact,
              proto.integers(type == DataType.INT64 ? INT64_DATA : UINT64_DATA));
      case UINT32 ->
          elements(
              Integer.BYTES,
              b -> Integer.toUnsignedLong(b.getInt()),
              this::exact,
              proto.integers(UINT64_DATA));
      case INT32 -> small(Integer.BYTES, ByteBuffer::getInt);
      case INT16 -> small(Short.BYTES, ByteBuffer::getShort);
      case UINT16 -> small(Short.BYTES, b -> Short.toUnsignedInt(b.getShort()));
      case INT8, BOOL -> small(1, ByteBuffer::get);
      case UINT8 -> small(1, b -> Byte.toUnsignedInt(b.get()));
      case UNDEFINED -> throw defect("does not say what its elements are");
    };
  }

  /** The next element of raw data. */
  @FunctionalInterface
  private interface RawElement {
    double next(ByteBuffer bytes);
  }

  private Tensor small(int bytes, RawElement element) throws FormatException {
    return elements(bytes, element, value -> (int) value, proto.integers(INT32_DATA));
  }

  private double exact(long value) {
    if ((long) (double) value != value) {
      throw new IllegalArgumentException(
          "%s: %s holds %d, which no float64 is".formatted(source, what, value));
    }
    return value;
  }

  private Tensor floats() throws FormatException {
    requireBytes(Float.BYTES, proto.has(FLOAT_DATA));
    Tensor tensor = Tensor.zeros(ElementType.FLOAT32, shape);
    MemorySegment.copy(
        MemorySegment.ofBuffer(raw),
        LITTLE_FLOAT,
        0,
        tensor.memory(),
        JAVA_FLOAT,
        0,
        shape.count());
    return tensor;
  }

  private Tensor listed(float[] listed) throws FormatException {
    requireCount(listed.length);
    return Tensor.of(shape, listed);
  }

  private Tensor doubles(double[] listed) throws FormatException {
    if (raw.hasRemaining()) {
      requireBytes(Double.BYTES, listed.length > 0);
      return raw(ByteBuffer::getDouble);
    }
    requireCount(listed.length);
    return Tensor.of(shape, listed);
  }

  private void requireCount(int found) throws FormatException {
    if (found != shape.count()) {
      throw defect(
          "of shape %s has %d elements, expected %d".formatted(shape, found, shape.count()));
    }
  }

  private void requireBytes(int each, boolean hasOthers) throws FormatException {
    long found = raw.remaining();
    if (hasOthers || found % each != 0 || found / each != shape.count()) {
      throw defect(
          "of shape %s has %d bytes%s, expected %d elements of %d bytes"
              .formatted(shape, found, hasOthers ? " and others" : "", shape.count(), each));
    }
  }

  private Tensor elements(int bytes, RawElement element, LongToDoubleFunction number, long[] listed)
      throws FormatException {
    if (!raw.hasRemaining()) {
      return listed(number, listed);
    }
    requireBytes(bytes, listed.length > 0);
    return raw(element);
  }

  private Tensor raw(RawElement element) {
    Tensor tensor = Tensor.zeros(ElementType.FLOAT64, shape);
    for (long i = 0; i < shape.count(); i++) {
      tensor.set(i, element.next(raw));
    }
    return tensor;
  }

  private Tensor listed(LongToDoubleFunction number, long[] listed) throws FormatException {
    requireCount(listed.length);
    Tensor tensor = Tensor.zeros(ElementType.FLOAT64, shape);
    for (int i = 0; i < listed.length; i++) {
      tensor.set(i, number.applyAsDouble(listed[i]));
    }
    return tensor;
  }
}
