package org.warpath.linalg.sparse.blas;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.sparse.Csr;

/**
 * y ← alpha · A·x + beta · y by rows, summed in float64 and rounded once. A row is summed in pairs
 * within blocks of four, two and one entry. Neighbouring rows of one short length, of which a
 * stencil's matrix consists, go through loops written for that length: without branches inside a
 * row the processor runs far ahead and keeps memory busy, which makes them a fifth faster.
 */
abstract class RowSums {
  private static final int SHORTEST_RUN = 8;
  private static final int LONGEST_EQUAL_ROW = 9;

  private final Csr a;
  private final long entries;
  final double alpha;
  final double beta;
  final long rowOffsets;
  final long columns;
  final long values;
  final long x;
  final long y;
  final int length;

  /**
   * @param x contiguous, of the matrix's type, as long as the matrix has columns
   * @param y contiguous, of the matrix's type, as long as the matrix has rows
   */
  RowSums(double alpha, Csr a, Vector x, double beta, Vector y) {
    this.a = a;
    // What there is memory for, whatever the offsets say by now.
    entries = a.columnIndices().byteSize() / Integer.BYTES;
    this.alpha = alpha;
    this.beta = beta;
    rowOffsets = ProcessMemory.address(a.rowOffsets());
    columns = ProcessMemory.address(a.columnIndices());
    values = a.hasValues() ? ProcessMemory.address(a.values()) : 0;
    this.x = ProcessMemory.address(x.memory());
    this.y = ProcessMemory.address(y.memory());
    length = x.length();
  }

  static RowSums of(double alpha, Csr a, Vector x, double beta, Vector y) {
    boolean wide = a.type() == ElementType.FLOAT64;
    if (!a.hasValues()) {
      return wide
          ? new PatternRowSums.Float64(alpha, a, x, beta, y)
          : new PatternRowSums.Float32(alpha, a, x, beta, y);
    }
    return wide
        ? new Float64RowSums(alpha, a, x, beta, y)
        : new Float32RowSums(alpha, a, x, beta, y);
  }

  /** Writes the rows {@code from … to−1}, whose offsets were looked at. */
  abstract void rows(int from, int to);

  /**
   * The same for rows that all have {@code width} entries, the first of which is {@code entry}.
   * Returns whether there is a loop for that width; if not, it has done nothing.
   */
  abstract boolean equalRows(int width, int from, int to, long entry);

  /**
   * Writes the rows {@code from … to−1}. How a row is summed depends on the matrix and on {@code
   * from} and {@code to} alone.
   *
   * @throws IllegalArgumentException if their offsets do not ascend
   * @throws IndexOutOfBoundsException if a column lies outside of the matrix
   */
  final void write(int from, int to) {
    MemorySegment offsets = a.rowOffsets();
    int row = from;
    while (row < to) {
      int first = row;
      int end = runEnd(offsets, row, to);
      while (end - row < SHORTEST_RUN && end < to) {
        row = end;
        end = runEnd(offsets, row, to);
      }
      long entry = a.rowStart(row);
      long width = a.rowStart(row + 1) - entry;
      boolean done =
          end - row >= SHORTEST_RUN
              && width <= LONGEST_EQUAL_ROW
              && equalRows((int) width, row, end, entry);
      rows(first, done ? row : end);
      row = end;
    }
  }

  // The first row behind `row` of another length. Looks at all offsets up to there.
  private int runEnd(MemorySegment offsets, int row, int to) {
    long begin = offsets.getAtIndex(JAVA_LONG, row);
    long end = offsets.getAtIndex(JAVA_LONG, row + 1L);
    long width = end - begin;
    if (begin < 0 || end < begin || end > entries) {
      throw invalid(row, begin, end);
    }
    int next = row + 1;
    while (next < to) {
      long nextEnd = offsets.getAtIndex(JAVA_LONG, next + 1L);
      if (nextEnd - end != width || nextEnd > entries) {
        break;
      }
      end = nextEnd;
      next++;
    }
    return next;
  }

  private IllegalArgumentException invalid(int row, long begin, long end) {
    return new IllegalArgumentException(
        "spmv: row %d of A has the entries from %d to %d of %d"
            .formatted(row, begin, end, entries));
  }
}
