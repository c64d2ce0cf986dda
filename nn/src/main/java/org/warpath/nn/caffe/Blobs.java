package org.warpath.nn.caffe;

import java.io.IOException;
import java.nio.file.Path;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.protobuf.WireMessage;
import org.warpath.nn.protobuf.WireOutput;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** Messages {@code BlobProto}: a shape, and floats or doubles. */
final class Blobs {
  // Fields of BlobProto.
  private static final int FIRST_DIMENSION = 1;
  private static final int LEGACY_RANK = 4;
  private static final int DATA = 5;
  private static final int SHAPE = 7;
  private static final int DOUBLE_DATA = 8;
  // The field of BlobShape.
  private static final int DIM = 1;

  private static final int MAX_RANK = 32;

  private Blobs() {}

  /** A file with one blob, such as a mean image. */
  static Tensor read(Path file) throws IOException {
    return read(WireMessage.read(file, "file of a blob", "the blob"), file.toString());
  }

  /**
   * The tensor that a message holds.
   *
   * @param source the file, for messages
   */
  static Tensor read(WireMessage blob, String source) throws FormatException {
    float[] floats = blob.floats(DATA);
    double[] doubles = blob.doubles(DOUBLE_DATA);
    if (floats.length > 0 && doubles.length > 0) {
      throw new FormatException(source, "a blob has both floats and doubles");
    }
    int count = Math.max(floats.length, doubles.length);
    Shape shape = shape(blob, source, count);
    if (shape.count() != count) {
      throw new FormatException(
          source, "a blob of %s has %d numbers, not %d".formatted(shape, count, shape.count()));
    }
    return doubles.length > 0 ? Tensor.of(shape, doubles) : Tensor.of(shape, floats);
  }

  private static Shape shape(WireMessage blob, String source, int count) throws FormatException {
    if (blob.has(SHAPE)) {
      return shape(blob.message(SHAPE, "a blob's shape").integers(DIM), source);
    }
    long[] sizes = new long[LEGACY_RANK];
    boolean isLegacy = false;
    for (int i = 0; i < LEGACY_RANK; i++) {
      boolean isGiven = blob.has(FIRST_DIMENSION + i);
      sizes[i] = isGiven ? blob.integer(FIRST_DIMENSION + i) : 1;
      isLegacy |= isGiven;
    }
    return isLegacy ? shape(sizes, source) : Shape.of(count);
  }

  private static Shape shape(long[] sizes, String source) throws FormatException {
    if (sizes.length > MAX_RANK) {
      throw new FormatException(
          source, "a blob has %d axes, expected at most %d".formatted(sizes.length, MAX_RANK));
    }
    int[] narrow = new int[sizes.length];
    for (int i = 0; i < narrow.length; i++) {
      if (sizes[i] < 0 || sizes[i] > Integer.MAX_VALUE) {
        throw new FormatException(
            source,
            "a blob's shape has a size of %d, expected 0 to 2147483647".formatted(sizes[i]));
      }
      narrow[i] = (int) sizes[i];
    }
    try {
      return Shape.of(narrow);
    } catch (ArithmeticException e) {
      FormatException failure =
          new FormatException(source, "a blob's shape has sizes whose product is beyond 64 bits");
      failure.initCause(e);
      throw failure;
    }
  }

  /**
   * The message of a tensor: doubles of a float64 one, floats of others.
   *
   * @throws IllegalArgumentException if it has 2 GiB or more, which no message may
   */
  static WireOutput message(Tensor blob) {
    boolean isDouble = blob.type() == ElementType.FLOAT64;
    Tensor numbers =
        isDouble || blob.type() == ElementType.FLOAT32 ? blob : blob.as(ElementType.FLOAT32);
    if (numbers.memory().byteSize() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a blob of %s has 2 GiB or more, which no caffemodel can hold".formatted(blob.shape()));
    }
    return new WireOutput()
        .message(SHAPE, new WireOutput().integers(DIM, blob.shape().toArray()))
        .bytes(isDouble ? DOUBLE_DATA : DATA, numbers.memory().asByteBuffer());
  }
}
