package org.warpath.nn.tensor;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Locale;
import java.util.Objects;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;

/**
 * A tensor in the host's memory, off the heap. Its contents can be written, its shape is fixed.
 * Reshaped ones and matrices are views. A tensor keeps its memory alive but does not own it.
 *
 * <p>For several threads as an array is: whoever writes while others read must synchronise.
 */
public final class Tensor implements TensorView<Tensor> {
  private final ElementType type;
  private final Shape shape;
  private final MemorySegment memory;

  /**
   * A tensor over {@code memory}, not copied.
   *
   * @param memory native memory that begins with the first element; may be longer than needed
   * @throws IllegalArgumentException if {@code memory} is too small, or not native
   */
  public Tensor(ElementType type, Shape shape, MemorySegment memory) {
    this.type = Objects.requireNonNull(type, "type");
    this.shape = Objects.requireNonNull(shape, "shape");
    long bytes = Math.multiplyExact(shape.count(), (long) type.byteSize());
    if (!memory.isNative() || memory.byteSize() < bytes) {
      throw new IllegalArgumentException(
          "%s elements of %s need %d bytes of native memory".formatted(shape, type, bytes));
    }
    this.memory = memory.asSlice(0, bytes);
  }

  /** Zeros, in memory that lives as long as something refers to it. */
  public static Tensor zeros(ElementType type, Shape shape) {
    return zeros(Arena.ofAuto(), type, shape);
  }

  /** Zeros, in memory of {@code arena}. */
  public static Tensor zeros(Arena arena, ElementType type, Shape shape) {
    long bytes = Math.multiplyExact(shape.count(), (long) type.byteSize());
    return new Tensor(type, shape, arena.allocate(bytes, Vector.ALIGNMENT));
  }

  /** A float32 tensor with these elements, copied. */
  public static Tensor of(Shape shape, float... elements) {
    Tensor tensor = zeros(ElementType.FLOAT32, shape);
    tensor.requireCount(elements.length);
    tensor.memory.copyFrom(MemorySegment.ofArray(elements));
    return tensor;
  }

  /** A float64 tensor with these elements, copied. */
  public static Tensor of(Shape shape, double... elements) {
    Tensor tensor = zeros(ElementType.FLOAT64, shape);
    tensor.requireCount(elements.length);
    tensor.memory.copyFrom(MemorySegment.ofArray(elements));
    return tensor;
  }

  private void requireCount(long count) {
    if (count != shape.count()) {
      throw new IllegalArgumentException(
          "%s has %d elements, not %d".formatted(shape, shape.count(), count));
    }
  }

  @Override
  public ElementType type() {
    return type;
  }

  @Override
  public Shape shape() {
    return shape;
  }

  /** The elements' memory: just these. */
  public MemorySegment memory() {
    return memory;
  }

  /** The element at a row-major place. */
  public double get(long place) {
    return type.get(memory, place);
  }

  /** Writes the element at a row-major place, rounded once to the type. */
  public void set(long place, double value) {
    type.set(memory, place, value);
  }

  /** to[offset … offset + count) ← the elements from row-major place {@code from} on, widened. */
  public void load(long from, double[] to, int offset, int count) {
    switch (type) {
      case FLOAT64 ->
          MemorySegment.copy(memory, JAVA_DOUBLE, from * Double.BYTES, to, offset, count);
      case FLOAT32 -> {
        // In bytes and an int index, so that the loop is vectorised.
        long base = from * Float.BYTES;
        for (int i = 0; i < count; i++) {
          to[offset + i] = memory.get(JAVA_FLOAT, base + (long) i * Float.BYTES);
        }
      }
      case FLOAT16, BFLOAT16 -> {
        for (int i = 0; i < count; i++) {
          to[offset + i] = get(from + i);
        }
      }
    }
  }

  /**
   * The elements from row-major place {@code to} on ← from[offset … offset + count), rounded once.
   */
  public void store(long to, double[] from, int offset, int count) {
    switch (type) {
      case FLOAT64 ->
          MemorySegment.copy(from, offset, memory, JAVA_DOUBLE, to * Double.BYTES, count);
      case FLOAT32 -> {
        long base = to * Float.BYTES;
        for (int i = 0; i < count; i++) {
          memory.set(JAVA_FLOAT, base + (long) i * Float.BYTES, (float) from[offset + i]);
        }
      }
      case FLOAT16, BFLOAT16 -> {
        for (int i = 0; i < count; i++) {
          set(to + i, from[offset + i]);
        }
      }
    }
  }

  @Override
  public Tensor reshape(Shape other) {
    if (other.count() != shape.count()) {
      throw new IllegalArgumentException(
          "%s cannot be %s: %d elements are not %d"
              .formatted(shape, other, shape.count(), other.count()));
    }
    return new Tensor(type, other, memory);
  }

  /** The elements from row-major place {@code from} on, in shape {@code part}: a view. */
  public Tensor slice(long from, Shape part) {
    return new Tensor(
        type, part, memory.asSlice(from * type.byteSize(), part.count() * type.byteSize()));
  }

  /**
   * All elements as a matrix: a view.
   *
   * @throws IllegalArgumentException if {@code rows · columns} is another number than theirs
   */
  public Matrix matrix(int rows, int columns) {
    requireCount((long) rows * columns);
    return new Matrix(type, memory, rows, columns, Math.max(1, columns), 1);
  }

  /** ← from, element by element, rounded once if this type is narrower. */
  public void copyFrom(Tensor from) {
    requireCount(from.shape.count());
    if (type == from.type) {
      memory.copyFrom(from.memory);
      return;
    }
    for (long i = 0; i < shape.count(); i++) {
      set(i, from.get(i));
    }
  }

  /** A copy of its own. */
  public Tensor copy() {
    return as(type);
  }

  /** A copy with elements of {@code other}, rounded once if that is narrower. */
  public Tensor as(ElementType other) {
    Tensor copy = zeros(other, shape);
    copy.copyFrom(this);
    return copy;
  }

  /** Every element ← value. */
  public void fill(double value) {
    if (value == 0) {
      memory.fill((byte) 0);
      return;
    }
    for (long i = 0; i < shape.count(); i++) {
      set(i, value);
    }
  }

  /** The elements in row-major order. */
  public double[] toArray() {
    double[] elements = new double[Math.toIntExact(shape.count())];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = get(i);
    }
    return elements;
  }

  /** Type and shape, such as {@code "float32 64×10"}. */
  @Override
  public String toString() {
    return type.name().toLowerCase(Locale.ROOT) + " " + shape;
  }
}
