package org.warpath.linalg.io;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.MatrixBatch;
import org.warpath.linalg.dense.Vector;

/**
 * A NumPy array of numbers: any count of dimensions, elements side by side in native memory in the
 * machine's byte order. It keeps its memory alive but does not own it.
 */
public final class NpyArray {
  private final NpyType dtype;
  private final long[] shape;
  private final boolean fortranOrder;
  private final MemorySegment data;

  /**
   * An array over {@code data}, not copied.
   *
   * @param shape size of each dimension, each at least 0; no dimension is a single number
   * @param fortranOrder whether the first index runs fastest in memory, not the last
   * @param data native memory that begins with the first element and is aligned for it; may be
   *     longer than needed. Complex elements are the real part, then the imaginary
   * @throws IllegalArgumentException if {@code data} is too small, not native or not aligned
   */
  public NpyArray(NpyType dtype, long[] shape, boolean fortranOrder, MemorySegment data) {
    this.dtype = Objects.requireNonNull(dtype, "dtype");
    this.shape = shape.clone();
    this.fortranOrder = fortranOrder;
    long bytes = NpyShape.byteSize(dtype, shape);
    if (!data.isNative() || data.byteSize() < bytes) {
      throw new IllegalArgumentException(
          "%s needs %d bytes of native memory, was given %d%s"
              .formatted(
                  describe(), bytes, data.byteSize(), data.isNative() ? "" : " on the heap"));
    }
    if (data.address() % dtype.wordSize() != 0) {
      throw new IllegalArgumentException(
          describe() + " must start at a multiple of " + dtype.wordSize() + " bytes");
    }
    this.data = data.asSlice(0, bytes);
  }

  /**
   * {@code vector} as an array: shares its memory if it is contiguous, else a copy. bfloat16, which
   * NumPy has not, becomes float32, exactly.
   */
  public static NpyArray of(Vector vector) {
    return strided(
        vector.type(), vector.memory(), new long[] {vector.length()}, new long[] {vector.stride()});
  }

  /**
   * {@code matrix} as an array: shares its memory if its elements lie side by side, row-major or,
   * as Fortran order, column-major; else a row-major copy. bfloat16, which NumPy has not, becomes
   * float32, exactly.
   */
  public static NpyArray of(Matrix matrix) {
    return strided(
        matrix.type(),
        matrix.memory(),
        new long[] {matrix.rows(), matrix.columns()},
        new long[] {matrix.rowStride(), matrix.columnStride()});
  }

  /**
   * {@code batch} as an array of three dimensions: shares its memory if all elements lie side by
   * side, else a copy. bfloat16, which NumPy has not, becomes float32, exactly.
   */
  public static NpyArray of(MatrixBatch batch) {
    return strided(
        batch.type(),
        batch.memory(),
        new long[] {batch.count(), batch.rows(), batch.columns()},
        new long[] {batch.batchStride(), batch.rowStride(), batch.columnStride()});
  }

  private static NpyArray strided(
      ElementType type, MemorySegment memory, long[] shape, long[] strides) {
    NpyType dtype =
        switch (type) {
          case FLOAT16 -> NpyType.FLOAT16;
          case BFLOAT16, FLOAT32 -> NpyType.FLOAT32;
          case FLOAT64 -> NpyType.FLOAT64;
        };
    boolean same = dtype.elementType() == type;
    if (same && NpyShape.isPacked(shape, strides, false)) {
      return new NpyArray(dtype, shape, false, memory);
    }
    if (same && NpyShape.isPacked(shape, strides, true)) {
      return new NpyArray(dtype, shape, true, memory);
    }
    MemorySegment copy = allocate(dtype, NpyShape.byteSize(dtype, shape));
    NpyShape.copyPacked(type, memory, shape, strides, dtype, copy);
    return new NpyArray(dtype, shape, false, copy);
  }

  static MemorySegment allocate(NpyType dtype, long byteSize) {
    return Arena.ofAuto().allocate(Math.max(byteSize, dtype.byteSize()), Vector.ALIGNMENT);
  }

  /** What the elements are. */
  public NpyType dtype() {
    return dtype;
  }

  /** Size of each dimension; a copy. */
  public long[] shape() {
    return shape.clone();
  }

  /** Dimensions: 0 of a single number, 1 of a vector, 2 of a matrix. */
  public int dimensions() {
    return shape.length;
  }

  /** Whether the first index runs fastest in memory, not the last. */
  public boolean fortranOrder() {
    return fortranOrder;
  }

  /**
   * The elements side by side, in the machine's byte order; read-only if the file was mapped so.
   */
  public MemorySegment data() {
    return data;
  }

  /** How many elements. */
  public long size() {
    return data.byteSize() / dtype.byteSize();
  }

  /**
   * This array of one dimension as a vector. float16, float32 and float64 share memory; integers
   * and booleans are copied to float64, rounded beyond 2⁵³.
   *
   * @throws IllegalArgumentException if it has not one dimension, is complex, or has 2³¹ elements
   */
  public Vector asVector() {
    requireReal("a vector", 1);
    Reals reals = reals();
    return new Vector(reals.type, reals.memory, extent(0), 1);
  }

  /**
   * This array of two dimensions as a matrix: row-major, or column-major if it is in Fortran order.
   * float16, float32 and float64 share memory; integers and booleans are copied to float64, rounded
   * beyond 2⁵³.
   *
   * @throws IllegalArgumentException if it has not two dimensions (one: use {@link #asVector} and
   *     say whether it is a row or a column), is complex, or one is 2³¹ or more
   */
  public Matrix asMatrix() {
    requireReal("a matrix", 2);
    Reals reals = reals();
    long[] strides = NpyShape.packedStrides(shape, fortranOrder);
    return new Matrix(reals.type, reals.memory, extent(0), extent(1), strides[0], strides[1]);
  }

  /**
   * This array of three dimensions as a batch, the first index its matrices. float16, float32 and
   * float64 share memory; integers and booleans are copied to float64, rounded beyond 2⁵³.
   *
   * @throws IllegalArgumentException if it has not three dimensions, is complex, or one is 2³¹ or
   *     more
   */
  public MatrixBatch asBatch() {
    requireReal("a batch of matrices", 3);
    Reals reals = reals();
    long[] strides = NpyShape.packedStrides(shape, fortranOrder);
    return new MatrixBatch(
        reals.type,
        reals.memory,
        extent(0),
        extent(1),
        extent(2),
        strides[1],
        strides[2],
        strides[0]);
  }

  private record Reals(ElementType type, MemorySegment memory) {}

  private Reals reals() {
    @Nullable ElementType type = dtype.elementType();
    if (type != null) {
      return new Reals(type, data);
    }
    MemorySegment doubles = allocate(NpyType.FLOAT64, size() * Double.BYTES);
    for (long i = 0; i < size(); i++) {
      ElementType.FLOAT64.set(doubles, i, dtype.get(data, i));
    }
    return new Reals(ElementType.FLOAT64, doubles);
  }

  private void requireReal(String what, int dimensions) {
    if (shape.length != dimensions) {
      throw new IllegalArgumentException(
          "%s is not %s: it has %d dimensions, expected %d"
              .formatted(describe(), what, shape.length, dimensions));
    }
    if (dtype.isComplex()) {
      throw new IllegalArgumentException(
          "%s is not %s of real numbers: it is complex".formatted(describe(), what));
    }
  }

  private int extent(int dimension) {
    if (shape[dimension] > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "%s is too large: dimension %d must be below 2³¹".formatted(describe(), dimension));
    }
    return (int) shape[dimension];
  }

  /** Type and shape, such as {@code "float64 (3, 4)"}; for messages. */
  public String describe() {
    return dtype.numpyName() + " " + NpyHeader.tuple(shape);
  }
}
