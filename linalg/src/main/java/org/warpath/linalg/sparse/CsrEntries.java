package org.warpath.linalg.sparse;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Which entries a matrix stores: checked, sorted, without duplicates, without zeros. Results lie in
 * memory of the given allocator ({@code Arena.ofAuto()} for memory that lives as long as something
 * refers to it) and do not depend on the thread count. Each takes O(rows + entries) time.
 */
public final class CsrEntries {

  private CsrEntries() {}

  /**
   * Checks what {@link Csr} promises, for a matrix from outside.
   *
   * @throws IllegalArgumentException if offsets do not ascend from 0, a column lies outside of the
   *     matrix, or a row's columns do not ascend; names the row
   */
  public static void requireValid(Csr matrix) {
    if (matrix.rowStart(0) != 0) {
      throw new IllegalArgumentException("offsets must begin with 0, not " + matrix.rowStart(0));
    }
    long entries = matrix.entryCount();
    for (int row = 0; row < matrix.rowCount(); row++) {
      long begin = matrix.rowStart(row);
      long end = matrix.rowStart(row + 1);
      if (end < begin || end > entries) {
        throw new IllegalArgumentException(
            "row %d: its entries end at %d, and begin at %d of %d"
                .formatted(row, end, begin, entries));
      }
      int last = 0;
      for (long e = begin; e < end; e++) {
        int column = matrix.column(e);
        if (column < 0 || column >= matrix.columnCount()) {
          throw new IllegalArgumentException(
              "row %d: column %d lies outside of a %s matrix"
                  .formatted(row, column, matrix.shape()));
        }
        if (column < last) {
          throw new IllegalArgumentException(
              "row %d: column %d comes after column %d".formatted(row, column, last));
        }
        last = column;
      }
    }
  }

  /** The entries of each row by ascending column; parallel entries keep their order. */
  public static Csr sorted(Csr matrix, SegmentAllocator allocator, int threads) {
    try (Arena scratch = Arena.ofShared()) {
      Csr transpose = CsrTranspose.transpose(matrix, scratch, threads);
      return CsrTranspose.transpose(transpose, allocator, threads);
    }
  }

  /**
   * Parallel entries become one: their sum in order, formed in float64 and rounded once. What
   * cancels to 0 stays as a stored zero. The result has values, unless no two entries of a matrix
   * without values are parallel.
   */
  public static Csr sumDuplicates(Csr matrix, SegmentAllocator allocator, int threads) {
    boolean valued = matrix.hasValues() || hasDuplicates(matrix);
    return CsrAssembly.assemble(
        matrix.columnCount(),
        matrix.type(),
        valued,
        matrix.balancedRows(CsrAssembly.TASKS),
        allocator,
        threads,
        (from, to) -> new Merged(matrix));
  }

  /** Whether the columns of each row ascend, parallel entries side by side. */
  public static boolean isSorted(Csr matrix) {
    for (int row = 0; row < matrix.rowCount(); row++) {
      for (long e = matrix.rowStart(row) + 1; e < matrix.rowStart(row + 1); e++) {
        if (matrix.column(e) < matrix.column(e - 1)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether a row has two entries in one column. */
  public static boolean hasDuplicates(Csr matrix) {
    for (int row = 0; row < matrix.rowCount(); row++) {
      for (long e = matrix.rowStart(row) + 1; e < matrix.rowStart(row + 1); e++) {
        if (matrix.column(e) == matrix.column(e - 1)) {
          return true;
        }
      }
    }
    return false;
  }

  private record Merged(Csr matrix) implements CsrAssembly.Rows {
    @Override
    public long length(int row) {
      long length = 0;
      int last = -1;
      for (long e = matrix.rowStart(row); e < matrix.rowStart(row + 1); e++) {
        int column = matrix.column(e);
        length += column == last ? 0 : 1;
        last = column;
      }
      return length;
    }

    @Override
    public void write(int row, long place, MemorySegment columns, @Nullable MemorySegment values) {
      long end = matrix.rowStart(row + 1);
      long e = matrix.rowStart(row);
      for (long to = place; e < end; to++) {
        int column = matrix.column(e);
        double sum = matrix.valueAsDouble(e++);
        while (e < end && matrix.column(e) == column) {
          sum += matrix.valueAsDouble(e++);
        }
        columns.setAtIndex(JAVA_INT, to, column);
        if (values != null) {
          matrix.type().set(values, to, sum);
        }
      }
    }
  }

  /**
   * Without the entries whose value is 0 or −0; NaN stays. A matrix without values has none and is
   * returned as it is.
   */
  public static Csr dropZeros(Csr matrix, SegmentAllocator allocator, int threads) {
    if (!matrix.hasValues()) {
      return matrix;
    }
    return CsrAssembly.assemble(
        matrix.columnCount(),
        matrix.type(),
        true,
        matrix.balancedRows(CsrAssembly.TASKS),
        allocator,
        threads,
        (from, to) -> new NonZero(matrix));
  }

  private record NonZero(Csr matrix) implements CsrAssembly.Rows {
    @Override
    public long length(int row) {
      long length = 0;
      for (long e = matrix.rowStart(row); e < matrix.rowStart(row + 1); e++) {
        length += matrix.valueAsDouble(e) == 0 ? 0 : 1;
      }
      return length;
    }

    @Override
    public void write(int row, long place, MemorySegment columns, @Nullable MemorySegment values) {
      long to = place;
      for (long e = matrix.rowStart(row); e < matrix.rowStart(row + 1); e++) {
        double value = matrix.valueAsDouble(e);
        if (value != 0) {
          columns.setAtIndex(JAVA_INT, to, matrix.column(e));
          matrix.type().set(values, to, value);
          to++;
        }
      }
    }
  }
}
