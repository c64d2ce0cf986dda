package org.warpath.linalg.dense;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.Objects;
import org.warpath.linalg.ElementType;

/**
 * A vector off the heap: {@code length} elements of one type, {@code stride} elements apart. Its
 * contents can be written, its shape is fixed. Views share memory; a vector keeps its memory alive
 * but does not own it.
 *
 * <p>For several threads as an array is: whoever writes while others read must synchronise.
 */
public final class Vector {
  /** Fresh memory starts on a cache line. */
  public static final long ALIGNMENT = 64;

  private final ElementType type;
  private final MemorySegment memory;
  private final int length;
  private final long stride;

  /**
   * A vector over {@code memory}, not copied.
   *
   * @param memory native memory that begins with element 0; may be longer than needed
   * @param length elements, at least 0
   * @param stride elements from one element to the next, at least 1
   * @throws IllegalArgumentException if {@code memory} is too small, or not native
   */
  public Vector(ElementType type, MemorySegment memory, int length, long stride) {
    this.type = Objects.requireNonNull(type, "type");
    if (length < 0 || stride < 1) {
      throw new IllegalArgumentException(
          "a vector has length ≥ 0 and stride ≥ 1, not " + length + " and " + stride);
    }
    this.memory = Spans.slice(memory, type, Spans.ofMatrix(length, 1, stride, 1));
    this.length = length;
    this.stride = stride;
  }

  /** Zeros, in memory that lives as long as something refers to it. */
  public static Vector zeros(ElementType type, int length) {
    return zeros(Arena.ofAuto(), type, length);
  }

  /** Zeros, in memory of {@code allocator} (which must give zeros, as arenas do). */
  public static Vector zeros(SegmentAllocator allocator, ElementType type, int length) {
    if (length < 0) {
      throw new IllegalArgumentException("a vector has length ≥ 0, not " + length);
    }
    return new Vector(
        type, allocator.allocate((long) length * type.byteSize(), ALIGNMENT), length, 1);
  }

  /** A float64 vector with these elements, copied. */
  public static Vector of(double... elements) {
    Vector vector = zeros(ElementType.FLOAT64, elements.length);
    vector.memory.copyFrom(MemorySegment.ofArray(elements));
    return vector;
  }

  /** A float32 vector with these elements, copied. */
  public static Vector of(float... elements) {
    Vector vector = zeros(ElementType.FLOAT32, elements.length);
    vector.memory.copyFrom(MemorySegment.ofArray(elements));
    return vector;
  }

  /** What the elements are. */
  public ElementType type() {
    return type;
  }

  /** Elements. */
  public int length() {
    return length;
  }

  /** Elements from one element to the next. */
  public long stride() {
    return stride;
  }

  /** The memory from element 0 to the last: (length − 1) · stride + 1 elements, 0 if empty. */
  public MemorySegment memory() {
    return memory;
  }

  /** Whether elements lie side by side. */
  public boolean isContiguous() {
    return stride == 1 || length <= 1;
  }

  /** Element {@code i}. */
  public double get(int i) {
    return type.get(memory, Objects.checkIndex(i, length) * stride);
  }

  /** Writes element {@code i}, rounded to the vector's type. */
  public void set(int i, double value) {
    type.set(memory, Objects.checkIndex(i, length) * stride, value);
  }

  /** Elements {@code from} to {@code to}, excluding {@code to}: a view. */
  public Vector slice(int from, int to) {
    Objects.checkFromToIndex(from, to, length);
    return new Vector(type, Spans.from(memory, type, from * stride), to - from, stride);
  }

  /** Every {@code step}th element from the first: a view. */
  public Vector every(int step) {
    if (step < 1) {
      throw new IllegalArgumentException("step must be at least 1, was " + step);
    }
    return new Vector(type, memory, Math.ceilDiv(length, step), stride * step);
  }

  /** This vector as a matrix of one row, 1×n: a view. */
  public Matrix asRow() {
    return new Matrix(type, memory, 1, length, Math.max(1, length * stride), stride);
  }

  /** This vector as a matrix of one column, n×1: a view. */
  public Matrix asColumn() {
    return new Matrix(type, memory, length, 1, stride, 1);
  }

  /** A contiguous copy. */
  public Vector copy() {
    return as(type);
  }

  /** A contiguous copy with other elements, each rounded. */
  public Vector as(ElementType other) {
    Vector copy = zeros(other, length);
    if (other == type && isContiguous()) {
      copy.memory.copyFrom(memory);
    } else {
      for (int i = 0; i < length; i++) {
        copy.set(i, get(i));
      }
    }
    return copy;
  }

  /** The elements as doubles. */
  public double[] toArray() {
    double[] array = new double[length];
    for (int i = 0; i < length; i++) {
      array[i] = get(i);
    }
    return array;
  }

  /** Shape and type, such as {@code "float32[7]"}; for messages. */
  public String shape() {
    return type.name().toLowerCase(java.util.Locale.ROOT) + "[" + length + "]";
  }

  /** The elements as NumPy 2 prints them: {@code "[1. 2.5]"}; of more than 1000 the ends. */
  @Override
  public String toString() {
    return ArrayText.of(type, memory, new int[] {length}, new long[] {stride});
  }
}
