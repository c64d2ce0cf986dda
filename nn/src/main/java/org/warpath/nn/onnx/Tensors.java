package org.warpath.nn.onnx;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataLocation;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntToDoubleFunction;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** Tensors of files: {@code TensorProto}. */
final class Tensors {
  private static final ValueLayout.OfFloat LITTLE_FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final TensorProto proto;
  private final String source;
  private final String what;
  private final Shape shape;

  private Tensors(TensorProto proto, String source, String what) throws FormatException {
    this.proto = proto;
    this.source = source;
    this.what = what;
    shape = shape();
  }

  /**
   * What {@code proto} holds.
   *
   * @param source the file, for messages
   * @param what the tensor, for messages
   * @throws FormatException if its elements do not fit its shape
   * @throws IllegalArgumentException if elements are of a type that has no numbers, or elsewhere
   */
  static Constant read(TensorProto proto, String source, String what, boolean isLearned)
      throws FormatException {
    Tensors tensors = new Tensors(proto, source, what);
    Constant constant = tensors.read();
    return new Constant(
        constant.kind(), constant.tensor(), isLearned && constant.kind() == Kind.NUMBER);
  }

  private FormatException defect(String problem) {
    return new FormatException(source, what + " " + problem);
  }

  private Shape shape() throws FormatException {
    int[] sizes = new int[proto.getDimsCount()];
    for (int i = 0; i < sizes.length; i++) {
      long size = proto.getDims(i);
      if (size < 0 || size > Integer.MAX_VALUE) {
        throw defect("has a size of %d, expected 0 to 2147483647".formatted(size));
      }
      sizes[i] = (int) size;
    }
    try {
      return Shape.of(sizes);
    } catch (ArithmeticException e) {
      throw defect("has sizes whose product is beyond 64 bits");
    }
  }

  private Constant read() throws FormatException {
    if (proto.getDataLocation() == DataLocation.EXTERNAL || proto.getExternalDataCount() > 0) {
      throw new IllegalArgumentException(
          "%s: %s keeps its elements in another file, which is not supported"
              .formatted(source, what));
    }
    DataType type = DataType.forNumber(proto.getDataType());
    if (type == null) {
      throw defect("has elements of an unknown type " + proto.getDataType());
    }
    return switch (type) {
      case FLOAT -> floats();
      case DOUBLE ->
          new Constant(
              Kind.NUMBER,
              wide(
                  Double.BYTES,
                  ByteBuffer::getDouble,
                  proto.getDoubleDataCount(),
                  proto::getDoubleData),
              false);
      case FLOAT16 ->
          new Constant(
              Kind.NUMBER,
              narrow(
                  wide(
                      Short.BYTES,
                      b -> Float.float16ToFloat(b.getShort()),
                      proto.getInt32DataCount(),
                      i -> Float.float16ToFloat((short) proto.getInt32Data(i)))),
              false);
      case BFLOAT16 ->
          new Constant(
              Kind.NUMBER,
              narrow(
                  wide(
                      Short.BYTES,
                      b -> Float.intBitsToFloat(b.getShort() << 16),
                      proto.getInt32DataCount(),
                      i -> Float.intBitsToFloat(proto.getInt32Data(i) << 16))),
              false);
      case INT64 ->
          integer(
              Long.BYTES,
              b -> exact(b.getLong()),
              proto.getInt64DataCount(),
              i -> exact(proto.getInt64Data(i)));
      case INT32 ->
          integer(
              Integer.BYTES, ByteBuffer::getInt, proto.getInt32DataCount(), proto::getInt32Data);
      case INT16 ->
          integer(
              Short.BYTES, ByteBuffer::getShort, proto.getInt32DataCount(), proto::getInt32Data);
      case INT8 -> integer(1, ByteBuffer::get, proto.getInt32DataCount(), proto::getInt32Data);
      case UINT8 ->
          integer(
              1, b -> Byte.toUnsignedInt(b.get()), proto.getInt32DataCount(), proto::getInt32Data);
      case UINT16 ->
          integer(
              Short.BYTES,
              b -> Short.toUnsignedInt(b.getShort()),
              proto.getInt32DataCount(),
              proto::getInt32Data);
      case UINT32 ->
          integer(
              Integer.BYTES,
              b -> Integer.toUnsignedLong(b.getInt()),
              proto.getUint64DataCount(),
              i -> exact(proto.getUint64Data(i)));
      case UINT64 ->
          integer(
              Long.BYTES,
              b -> exact(b.getLong()),
              proto.getUint64DataCount(),
              i -> exact(proto.getUint64Data(i)));
      case BOOL ->
          integer(1, ByteBuffer::get, proto.getInt32DataCount(), proto::getInt32Data)
              .as(Kind.TRUTH);
      default ->
          throw new IllegalArgumentException(
              "%s: %s has elements of type %s, which is not supported"
                  .formatted(source, what, type));
    };
  }

  /** The next element of raw data. */
  @FunctionalInterface
  private interface RawElement {
    double next(ByteBuffer bytes);
  }

  private Constant integer(int bytes, RawElement raw, int count, IntToDoubleFunction element)
      throws FormatException {
    return new Constant(Kind.INTEGER, wide(bytes, raw, count, element), false);
  }

  private double exact(long value) {
    if ((long) (double) value != value) {
      throw new IllegalArgumentException(
          "%s: %s holds %d, which no float64 is".formatted(source, what, value));
    }
    return value;
  }

  private Constant floats() throws FormatException {
    if (!proto.hasRawData() || proto.getRawData().isEmpty()) {
      return new Constant(
          Kind.NUMBER,
          narrow(
              wide(
                  Float.BYTES,
                  ByteBuffer::getFloat,
                  proto.getFloatDataCount(),
                  proto::getFloatData)),
          false);
    }
    requireBytes(Float.BYTES);
    Tensor tensor = Tensor.zeros(ElementType.FLOAT32, shape);
    MemorySegment raw = MemorySegment.ofBuffer(proto.getRawData().asReadOnlyByteBuffer());
    MemorySegment.copy(raw, LITTLE_FLOAT, 0, tensor.memory(), JAVA_FLOAT, 0, shape.count());
    return new Constant(Kind.NUMBER, tensor, false);
  }

  private void requireBytes(int each) throws FormatException {
    long found = proto.getRawData().size();
    if (found % each != 0 || found / each != shape.count()) {
      throw defect(
          "of shape %s has %d bytes, expected %d elements of %d bytes"
              .formatted(shape, found, shape.count(), each));
    }
  }

  private Tensor wide(int bytes, RawElement raw, int count, IntToDoubleFunction element)
      throws FormatException {
    if (count == 0) {
      requireBytes(bytes);
      Tensor tensor = Tensor.zeros(ElementType.FLOAT64, shape);
      ByteBuffer buffer = proto.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
      for (long i = 0; i < shape.count(); i++) {
        tensor.set(i, raw.next(buffer));
      }
      return tensor;
    }
    if (count != shape.count() || !proto.getRawData().isEmpty()) {
      throw defect(
          "of shape %s has %d elements and %d raw bytes, expected %d elements"
              .formatted(shape, count, proto.getRawData().size(), shape.count()));
    }
    Tensor tensor = Tensor.zeros(ElementType.FLOAT64, shape);
    for (int i = 0; i < count; i++) {
      tensor.set(i, element.applyAsDouble(i));
    }
    return tensor;
  }

  private static Tensor narrow(Tensor wide) {
    return wide.as(ElementType.FLOAT32);
  }
}
