package org.warpath.linalg.dense;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.Objects;
import org.warpath.linalg.ElementType;

/**
 * A matrix off the heap: element (i, j) lies {@code i · rowStride + j · columnStride} elements
 * behind the first. Row-major where nothing else is said. Its contents can be written, its shape is
 * fixed. Rows, columns, blocks, the diagonal and the transpose are views: they share memory and
 * cost nothing. A matrix keeps its memory alive but does not own it.
 *
 * <p>For several threads as an array is: whoever writes while others read must synchronise.
 */
public final class Matrix implements MatrixView<Matrix> {
  private final ElementType type;
  private final MemorySegment memory;
  private final int rows;
  private final int columns;
  private final long rowStride;
  private final long columnStride;

  /**
   * A matrix over {@code memory}, not copied. Distinct elements should have distinct places; what
   * an operation writes into a matrix for which that is not so is undefined.
   *
   * @param memory native memory that begins with element (0, 0); may be longer than needed
   * @param rows at least 0
   * @param columns at least 0
   * @param rowStride elements from a row to the next, at least 1
   * @param columnStride elements from a column to the next, at least 1
   * @throws IllegalArgumentException if {@code memory} is too small, or not native
   */
  public Matrix(
      ElementType type,
      MemorySegment memory,
      int rows,
      int columns,
      long rowStride,
      long columnStride) {
    this.type = Objects.requireNonNull(type, "type");
    requireSize(rows, columns);
    if (rowStride < 1 || columnStride < 1) {
      throw new IllegalArgumentException(
          "strides must be at least 1, were " + rowStride + " and " + columnStride);
    }
    this.memory = Spans.slice(memory, type, Spans.ofMatrix(rows, columns, rowStride, columnStride));
    this.rows = rows;
    this.columns = columns;
    this.rowStride = rowStride;
    this.columnStride = columnStride;
  }

  private static void requireSize(int rows, int columns) {
    if (rows < 0 || columns < 0) {
      throw new IllegalArgumentException(
          "a matrix has no negative size, was " + rows + "×" + columns);
    }
  }

  /** Zeros, row-major, in memory that lives as long as something refers to it. */
  public static Matrix zeros(ElementType type, int rows, int columns) {
    return zeros(Arena.ofAuto(), type, rows, columns);
  }

  /** Zeros, row-major, in memory of {@code allocator} (which must give zeros, as arenas do). */
  public static Matrix zeros(SegmentAllocator allocator, ElementType type, int rows, int columns) {
    requireSize(rows, columns);
    long bytes = Math.multiplyExact((long) rows * columns, (long) type.byteSize());
    return new Matrix(
        type, allocator.allocate(bytes, Vector.ALIGNMENT), rows, columns, Math.max(1, columns), 1);
  }

  /** The identity, {@code size}×{@code size}. */
  public static Matrix identity(ElementType type, int size) {
    Matrix identity = zeros(type, size, size);
    for (int i = 0; i < size; i++) {
      identity.set(i, i, 1);
    }
    return identity;
  }

  /**
   * A float64 matrix with these rows, copied; {@code new double[0][]} is 0×0.
   *
   * @throws IllegalArgumentException if rows differ in length
   */
  public static Matrix of(double[]... rows) {
    return of(ElementType.FLOAT64, rows);
  }

  /**
   * A matrix with these rows, each element rounded to {@code type}.
   *
   * @throws IllegalArgumentException if rows differ in length
   */
  public static Matrix of(ElementType type, double[]... rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    Matrix matrix = zeros(type, rows.length, columns);
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != columns) {
        throw new IllegalArgumentException(
            "row %d has %d elements, row 0 has %d".formatted(i, rows[i].length, columns));
      }
      for (int j = 0; j < columns; j++) {
        matrix.set(i, j, rows[i][j]);
      }
    }
    return matrix;
  }

  @Override
  public ElementType type() {
    return type;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public long rowStride() {
    return rowStride;
  }

  @Override
  public long columnStride() {
    return columnStride;
  }

  /** The memory from the first element to the last; empty if there are none. */
  public MemorySegment memory() {
    return memory;
  }

  /** Element (i, j). */
  public double get(int i, int j) {
    return type.get(memory, index(i, j));
  }

  /** Writes element (i, j), rounded to the matrix's type. */
  public void set(int i, int j, double value) {
    type.set(memory, index(i, j), value);
  }

  private long index(int i, int j) {
    if (i < 0 || i >= rows || j < 0 || j >= columns) {
      throw new IndexOutOfBoundsException(
          "element (" + i + ", " + j + ") of a " + shape() + " matrix");
    }
    return i * rowStride + j * columnStride;
  }

  @Override
  public Matrix transposed() {
    return new Matrix(type, memory, columns, rows, columnStride, rowStride);
  }

  /** Rows and columns from the first (included) to the second (excluded): a view. */
  public Matrix block(int rowFrom, int rowTo, int columnFrom, int columnTo) {
    Objects.checkFromToIndex(rowFrom, rowTo, rows);
    Objects.checkFromToIndex(columnFrom, columnTo, columns);
    return new Matrix(
        type,
        Spans.from(memory, type, rowFrom * rowStride + columnFrom * columnStride),
        rowTo - rowFrom,
        columnTo - columnFrom,
        rowStride,
        columnStride);
  }

  /** Row {@code i}: a view. */
  public Vector row(int i) {
    Objects.checkIndex(i, rows);
    return new Vector(type, Spans.from(memory, type, i * rowStride), columns, columnStride);
  }

  /** Column {@code j}: a view. */
  public Vector column(int j) {
    Objects.checkIndex(j, columns);
    return new Vector(type, Spans.from(memory, type, j * columnStride), rows, rowStride);
  }

  /** The diagonal: a view of min(rows, columns) elements. */
  public Vector diagonal() {
    return new Vector(type, memory, Math.min(rows, columns), rowStride + columnStride);
  }

  @Override
  public boolean isReadOnly() {
    return memory.isReadOnly();
  }

  @Override
  public long bytesTo(Matrix other) {
    return other.memory.address() - memory.address();
  }

  /** A packed row-major copy. */
  public Matrix copy() {
    return as(type);
  }

  /** A packed row-major copy with other elements, each rounded. */
  public Matrix as(ElementType other) {
    Matrix copy = zeros(other, rows, columns);
    if (other == type) {
      Rows.copy(this, copy);
    } else {
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          copy.set(i, j, get(i, j));
        }
      }
    }
    return copy;
  }

  /** The elements as doubles, a row an array. */
  public double[][] toArray() {
    double[][] array = new double[rows][];
    for (int i = 0; i < rows; i++) {
      array[i] = row(i).toArray();
    }
    return array;
  }

  /** The elements as NumPy 2 prints them, a row a line; of more than 1000 the corners. */
  @Override
  public String toString() {
    return ArrayText.of(
        type, memory, new int[] {rows, columns}, new long[] {rowStride, columnStride});
  }
}
