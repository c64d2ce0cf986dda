package org.warpath.api.client.array;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Array;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * An array of numbers of any shape, row-major, as NumPy's {@code .npy} holds it. Arrays that go in
 * and come out are shared, not copied.
 */
public final class NpyArray {
  // The longest array that every JVM can make.
  private static final int MAX_WORDS = Integer.MAX_VALUE - 8;

  private final NpyType type;
  private final int[] shape;
  private final Object words;

  private NpyArray(NpyType type, int[] shape, Object words) {
    this.type = type;
    this.shape = shape;
    this.words = words;
  }

  /** A vector of float64. */
  public static NpyArray of(double... values) {
    return new NpyArray(NpyType.FLOAT64, new int[] {values.length}, values);
  }

  /** A vector of float32. */
  public static NpyArray of(float... values) {
    return new NpyArray(NpyType.FLOAT32, new int[] {values.length}, values);
  }

  /** A vector of int32. */
  public static NpyArray of(int... values) {
    return new NpyArray(NpyType.INT32, new int[] {values.length}, values);
  }

  /** A vector of int64. */
  public static NpyArray of(long... values) {
    return new NpyArray(NpyType.INT64, new int[] {values.length}, values);
  }

  /**
   * A vector of complex128.
   *
   * @param values real part, imaginary part, real part …
   */
  public static NpyArray ofComplex(double... values) {
    if (values.length % 2 != 0) {
      throw new IllegalArgumentException(
          "complex numbers are pairs, there cannot be " + values.length + " parts");
    }
    return new NpyArray(NpyType.COMPLEX128, new int[] {values.length / 2}, values);
  }

  /**
   * A matrix of float64, copied.
   *
   * @param rows all of one length
   */
  public static NpyArray of(double[][] rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    double[] values = new double[Math.multiplyExact(rows.length, columns)];
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != columns) {
        throw new IllegalArgumentException(
            "row %d has %d columns, the first %d".formatted(i, rows[i].length, columns));
      }
      System.arraycopy(rows[i], 0, values, i * columns, columns);
    }
    return new NpyArray(NpyType.FLOAT64, new int[] {rows.length, columns}, values);
  }

  /** This array, of another shape with as many elements. */
  public NpyArray reshape(int... newShape) {
    if (elements(newShape) != size()) {
      throw new IllegalArgumentException(
          "%d elements cannot have the shape %s".formatted(size(), Arrays.toString(newShape)));
    }
    return new NpyArray(type, newShape.clone(), words);
  }

  /**
   * Reads an array and nothing behind it.
   *
   * @throws IOException if it is not one, of another type, too large for an array of Java's, or
   *     broken off
   */
  public static NpyArray read(InputStream in) throws IOException {
    NpyHeader header = NpyHeader.read(in);
    NpyType type = header.type();
    long length = words(header);
    Object words = type.words((int) length);
    Words.read(in, header.order(), type.wordBytes, words);
    boolean turn = header.fortranOrder() && header.shape().length > 1;
    return new NpyArray(
        type, header.shape(), turn ? Words.rowMajor(words, header.shape(), type) : words);
  }

  /**
   * Reads an array that is all there is.
   *
   * @throws IOException as {@link #read}, or if something follows
   */
  public static NpyArray readWhole(InputStream in) throws IOException {
    NpyArray array = read(in);
    if (in.read() >= 0) {
      throw new EOFException("the array goes on behind its end");
    }
    return array;
  }

  /** Writes the array as NumPy's {@code save} does. */
  public void write(OutputStream out) throws IOException {
    new NpyHeader(type, ByteOrder.LITTLE_ENDIAN, false, shape).write(out);
    Words.write(out, type.wordBytes, words);
  }

  /** What the elements are. */
  public NpyType type() {
    return type;
  }

  /** Size of each dimension; a copy. */
  public int[] shape() {
    return shape.clone();
  }

  /** How many elements. */
  public int size() {
    return Array.getLength(words) / type.wordsPerElement;
  }

  /**
   * The elements as float64, complex ones as real part, imaginary part …; float32 and int32 are
   * widened into a new array.
   *
   * @throws IllegalStateException if they are int64, which float64 cannot hold
   */
  public double[] doubles() {
    return switch (words) {
      case double[] doubles -> doubles;
      case float[] floats -> {
        double[] widened = new double[floats.length];
        for (int i = 0; i < floats.length; i++) {
          widened[i] = floats[i];
        }
        yield widened;
      }
      case int[] ints -> Arrays.stream(ints).asDoubleStream().toArray();
      default -> throw isNot("float64");
    };
  }

  /**
   * The elements, which are float32 or complex64.
   *
   * @throws IllegalStateException if they are not
   */
  public float[] floats() {
    if (words instanceof float[] floats) {
      return floats;
    }
    throw isNot("float32");
  }

  /**
   * The elements, which are int32.
   *
   * @throws IllegalStateException if they are not
   */
  public int[] ints() {
    if (words instanceof int[] ints) {
      return ints;
    }
    throw isNot("int32");
  }

  /**
   * The elements as int64; int32 is widened into a new array.
   *
   * @throws IllegalStateException if they are not whole numbers
   */
  public long[] longs() {
    return switch (words) {
      case long[] longs -> longs;
      case int[] ints -> Arrays.stream(ints).asLongStream().toArray();
      default -> throw isNot("int64");
    };
  }

  /**
   * The rows of a real matrix, copied, as float64.
   *
   * @throws IllegalStateException if it has not two dimensions, is complex, or int64
   */
  public double[][] rows() {
    if (shape.length != 2 || type.wordsPerElement != 1) {
      throw isNot("real matrix");
    }
    double[] values = doubles();
    double[][] rows = new double[shape[0]][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(values, i * shape[1], (i + 1) * shape[1]);
    }
    return rows;
  }

  private IllegalStateException isNot(String wanted) {
    return new IllegalStateException(this + " is no " + wanted);
  }

  /** Its type and shape. */
  @Override
  public String toString() {
    return type + " array of shape " + Arrays.toString(shape);
  }

  private static long words(NpyHeader header) throws IOException {
    try {
      long words = Math.multiplyExact(elements(header.shape()), header.type().wordsPerElement);
      if (words <= MAX_WORDS) {
        return words;
      }
    } catch (ArithmeticException e) {
      // Even larger.
    }
    throw new IOException(
        "an array of shape %s is too large".formatted(Arrays.toString(header.shape())));
  }

  private static long elements(int[] shape) {
    long elements = 1;
    for (int size : shape) {
      if (size < 0) {
        throw new IllegalArgumentException("a dimension cannot have " + size + " elements");
      }
      elements = Math.multiplyExact(elements, size);
    }
    return elements;
  }
}
