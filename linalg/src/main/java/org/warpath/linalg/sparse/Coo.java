package org.warpath.linalg.sparse;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.ElementType;

/**
 * A sparse matrix as triplets of row, column and value, off the heap, in any order; several at one
 * place are allowed. It does not own its memory. For putting matrices together and for exchanging
 * them: products take a {@link Csr}.
 *
 * @param rowCount rows, at least 0
 * @param columnCount columns, at least 0
 * @param rowIndices int32[entries], each in [0, rowCount)
 * @param columnIndices int32[entries], each in [0, columnCount)
 * @param values float32 or float64[entries], or null when every entry counts as 1
 * @param type what the values are, float32 or float64; without values, what they would be
 */
public record Coo(
    int rowCount,
    int columnCount,
    MemorySegment rowIndices,
    MemorySegment columnIndices,
    @Nullable MemorySegment values,
    ElementType type) {

  public Coo {
    if (rowCount < 0 || columnCount < 0) {
      throw new IllegalArgumentException(
          "a matrix has no negative size, was " + rowCount + "×" + columnCount);
    }
    if (type.isHalf()) {
      throw new IllegalArgumentException("values must be float32 or float64, not " + type);
    }
    long entries = rowIndices.byteSize() / Integer.BYTES;
    Csr.requireBytes("rowIndices", rowIndices, entries, Integer.BYTES);
    Csr.requireBytes("columnIndices", columnIndices, entries, Integer.BYTES);
    if (values != null) {
      Csr.requireBytes("values", values, entries, type.byteSize());
    }
  }

  /** A float64 matrix from arrays of one length, copied. */
  public static Coo ofDoubles(
      SegmentAllocator allocator,
      int rowCount,
      int columnCount,
      int[] rowIndices,
      int[] columnIndices,
      double[] values) {
    return new Coo(
        rowCount,
        columnCount,
        Csr.copy(allocator, MemorySegment.ofArray(rowIndices)),
        Csr.copy(allocator, MemorySegment.ofArray(columnIndices)),
        Csr.copy(allocator, MemorySegment.ofArray(values)),
        ElementType.FLOAT64);
  }

  /**
   * The entries of {@code matrix} row by row; columns and values are shared, rows are spelled out
   * in memory of {@code allocator}.
   */
  public static Coo of(Csr matrix, SegmentAllocator allocator, int threads) {
    MemorySegment rows = allocator.allocate(matrix.entryCount() * Integer.BYTES, Csr.ALIGNMENT);
    int[] bounds = matrix.balancedRows(CsrAssembly.TASKS);
    Parallel.forEach(
        threads,
        CsrAssembly.TASKS,
        task -> {
          for (int row = bounds[task]; row < bounds[task + 1]; row++) {
            for (long e = matrix.rowStart(row); e < matrix.rowStart(row + 1); e++) {
              rows.setAtIndex(JAVA_INT, e, row);
            }
          }
        });
    return new Coo(
        matrix.rowCount(),
        matrix.columnCount(),
        rows,
        matrix.columnIndices(),
        matrix.values(),
        matrix.type());
  }

  /** Triplets. */
  public long entryCount() {
    return rowIndices.byteSize() / Integer.BYTES;
  }

  /** Rows and columns, such as {@code "3×4"}; for messages. */
  public String shape() {
    return rowCount + "×" + columnCount;
  }

  /** The transpose: a view. */
  public Coo transposed() {
    return new Coo(columnCount, rowCount, columnIndices, rowIndices, values, type);
  }

  /**
   * The matrix in rows, columns ascending, in memory of {@code allocator}; {@code Arena.ofAuto()}
   * for memory that lives as long as something refers to it. The bits do not depend on {@code
   * threads}. O(rows + columns + entries) time, two copies of the entries as working memory.
   *
   * @throws IllegalArgumentException if a triplet lies outside of the matrix; names the first of a
   *     part of them
   */
  public Csr toCsr(Duplicates duplicates, SegmentAllocator allocator, int threads) {
    try (Arena scratch = Arena.ofShared()) {
      Csr columns = new CooSort(this, threads).sort(scratch);
      if (duplicates == Duplicates.KEEP) {
        return CsrTranspose.transpose(columns, allocator, threads);
      }
      Csr parallel = CsrTranspose.transpose(columns, scratch, threads);
      return CsrEntries.sumDuplicates(parallel, allocator, threads);
    }
  }

  /** The matrix in columns, rows ascending; else as {@link #toCsr}. */
  public Csc toCsc(Duplicates duplicates, SegmentAllocator allocator, int threads) {
    return new Csc(transposed().toCsr(duplicates, allocator, threads));
  }
}
