package org.warpath.nn.caffe;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** Reads {@code BlobProto} messages: a shape, and floats or doubles, packed or one by one. */
final class BlobReader {
  // Fields of BlobProto.
  static final int FIRST_DIMENSION = 1;
  static final int LAST_DIMENSION = 4;
  static final int DATA = 5;
  static final int DOUBLE_DATA = 8;
  static final int SHAPE = 7;
  // The field of BlobShape.
  static final int DIM = 1;

  private static final int MAX_RANK = 32;

  private final CodedInputStream in;
  private final String source;
  private final int[] legacy = {1, 1, 1, 1};
  private boolean hasLegacy;
  private final List<Integer> sizes = new ArrayList<>();
  private boolean hasShape;
  private float[] floats = new float[0];
  private double[] doubles = new double[0];
  private int floatCount;
  private int doubleCount;

  private BlobReader(CodedInputStream in, String source) {
    this.in = in;
    this.source = source;
  }

  /** The message whose length comes next. */
  static Tensor read(CodedInputStream in, String source) throws IOException {
    int end = in.pushLimit(in.readRawVarint32());
    BlobReader reader = new BlobReader(in, source);
    while (reader.field()) {}
    in.checkLastTagWas(0);
    in.popLimit(end);
    return reader.tensor();
  }

  /** A file with one message, such as a mean image. */
  static Tensor read(Path file) throws IOException {
    String source = file.toString();
    CodedInputStream in = CodedInputStream.newInstance(Files.readAllBytes(file));
    try {
      in.pushLimit(Math.toIntExact(Files.size(file)));
      BlobReader reader = new BlobReader(in, source);
      while (reader.field()) {}
      return reader.tensor();
    } catch (FormatException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      FormatException failure = new FormatException(source, "is damaged, or no blob: " + e);
      failure.initCause(e);
      throw failure;
    }
  }

  private boolean field() throws IOException {
    int tag = in.readTag();
    if (tag == 0) {
      return false;
    }
    int field = WireFormat.getTagFieldNumber(tag);
    switch (field) {
      case 1, 2, 3, LAST_DIMENSION -> {
        legacy[field - FIRST_DIMENSION] = in.readInt32();
        hasLegacy = true;
      }
      case SHAPE -> readShape();
      case DATA -> readFloats(isPacked(tag));
      case DOUBLE_DATA -> readDoubles(isPacked(tag));
      default -> in.skipField(tag);
    }
    return true;
  }

  private static boolean isPacked(int tag) {
    return WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
  }

  private void readShape() throws IOException {
    hasShape = true;
    int end = in.pushLimit(in.readRawVarint32());
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) != DIM) {
        in.skipField(tag);
      } else if (isPacked(tag)) {
        int endOfSizes = in.pushLimit(in.readRawVarint32());
        while (in.getBytesUntilLimit() > 0) {
          addSize(in.readInt64());
        }
        in.popLimit(endOfSizes);
      } else {
        addSize(in.readInt64());
      }
    }
    in.popLimit(end);
  }

  private void addSize(long size) throws FormatException {
    if (size < 0 || size > Integer.MAX_VALUE || sizes.size() == MAX_RANK) {
      throw new FormatException(source, "a blob's shape is damaged");
    }
    sizes.add((int) size);
  }

  private void readFloats(boolean isPacked) throws IOException {
    int bytes = isPacked ? in.readRawVarint32() : Float.BYTES;
    int count = count(bytes, Float.BYTES, floatCount);
    if (floats.length < floatCount + count) {
      floats = Arrays.copyOf(floats, capacity(floatCount, count));
    }
    for (int i = 0; i < count; i++) {
      floats[floatCount++] = in.readFloat();
    }
  }

  private void readDoubles(boolean isPacked) throws IOException {
    int bytes = isPacked ? in.readRawVarint32() : Double.BYTES;
    int count = count(bytes, Double.BYTES, doubleCount);
    if (doubles.length < doubleCount + count) {
      doubles = Arrays.copyOf(doubles, capacity(doubleCount, count));
    }
    for (int i = 0; i < count; i++) {
      doubles[doubleCount++] = in.readDouble();
    }
  }

  /** How many numbers there are in so many bytes, none of which lies behind the message's end. */
  private int count(int bytes, int each, int before) throws IOException {
    int count = bytes / each;
    if (bytes < 0 || bytes % each != 0 || bytes > in.getBytesUntilLimit()) {
      throw new FormatException(source, "a blob's numbers are damaged");
    }
    Math.addExact(before, count);
    return count;
  }

  private static int capacity(int count, int more) {
    return count == 0 ? more : Math.max(count + more, count + count / 2);
  }

  private Tensor tensor() throws FormatException {
    if (floatCount > 0 && doubleCount > 0) {
      throw new FormatException(source, "a blob has both floats and doubles");
    }
    int count = Math.max(floatCount, doubleCount);
    Shape shape = shape(count);
    if (shape.count() != count) {
      throw new FormatException(
          source, "a blob of %s has %d numbers, not %d".formatted(shape, count, shape.count()));
    }
    ElementType type = doubleCount > 0 ? ElementType.FLOAT64 : ElementType.FLOAT32;
    Tensor tensor = Tensor.zeros(type, shape);
    for (int i = 0; i < count; i++) {
      tensor.set(i, doubleCount > 0 ? doubles[i] : floats[i]);
    }
    return tensor;
  }

  private Shape shape(int count) throws FormatException {
    try {
      if (hasShape) {
        return Shape.of(sizes.stream().mapToInt(size -> size).toArray());
      }
      return hasLegacy ? Shape.of(legacy) : Shape.of(count);
    } catch (IllegalArgumentException | ArithmeticException e) {
      FormatException failure = new FormatException(source, "a blob's shape is damaged");
      failure.initCause(e);
      throw failure;
    }
  }
}
