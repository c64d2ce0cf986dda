package org.warpath.linalg.dense;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.warpath.linalg.ElementType;

/**
 * {@code count} matrices of one shape, their first elements {@code batchStride} elements apart. A
 * stride of 0 is one matrix taken {@code count} times: for operands that are only read.
 *
 * @param type what the elements are
 * @param memory native memory from the first matrix's first element on
 * @param count matrices, at least 0
 * @param rows rows of each
 * @param columns columns of each
 * @param rowStride elements from a row to the next, at least 1
 * @param columnStride elements from a column to the next, at least 1
 * @param batchStride elements from a matrix to the next, at least 0
 */
public record MatrixBatch(
    ElementType type,
    MemorySegment memory,
    int count,
    int rows,
    int columns,
    long rowStride,
    long columnStride,
    long batchStride)
    implements BatchView<Matrix> {

  public MatrixBatch {
    Objects.requireNonNull(type, "type");
    if (count < 0 || batchStride < 0) {
      throw new IllegalArgumentException(
          "a batch has count ≥ 0 and stride ≥ 0, not " + count + " and " + batchStride);
    }
    if (count > 0) {
      // The last matrix's constructor checks that it lies within the memory.
      matrix(type, memory, count - 1, rows, columns, rowStride, columnStride, batchStride);
    }
  }

  /** Zeros, packed one behind the other, in memory that lives as long as something refers to it. */
  public static MatrixBatch zeros(ElementType type, int count, int rows, int columns) {
    long size = (long) rows * columns;
    long bytes = Math.multiplyExact(Math.multiplyExact(size, count), (long) type.byteSize());
    return new MatrixBatch(
        type,
        Arena.ofAuto().allocate(bytes, Vector.ALIGNMENT),
        count,
        rows,
        columns,
        Math.max(1, columns),
        1,
        size);
  }

  private static Matrix matrix(
      ElementType type,
      MemorySegment memory,
      int index,
      int rows,
      int columns,
      long rowStride,
      long columnStride,
      long batchStride) {
    long first = Spans.ofMatrix(index + 1, 1, batchStride, 1) - 1;
    return new Matrix(
        type, Spans.from(memory, type, first), rows, columns, rowStride, columnStride);
  }

  @Override
  public Matrix get(int index) {
    Objects.checkIndex(index, count);
    return matrix(type, memory, index, rows, columns, rowStride, columnStride, batchStride);
  }

  /** The transposes: a view. */
  public MatrixBatch transposed() {
    return new MatrixBatch(
        type, memory, count, columns, rows, columnStride, rowStride, batchStride);
  }

  /** The elements as NumPy 2 prints an array of three dimensions; of more than 1000 the corners. */
  @Override
  public String toString() {
    return ArrayText.of(
        type,
        memory,
        new int[] {count, rows, columns},
        new long[] {batchStride, rowStride, columnStride});
  }
}
