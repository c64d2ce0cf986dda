package org.warpath.linalg.solve;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.SingularMatrixException;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.sparse.Csr;

/**
 * The places of a square matrix's entries with the numbers of an incomplete factor at them, in
 * float64: rows ascending by column, each place once.
 */
final class Pattern {
  private final String operation;
  final int size;
  final long[] offsets;
  final MemorySegment columns;
  final MemorySegment values;
  // The entry of each row's diagonal element.
  final long[] diagonal;

  /**
   * A copy of a matrix; parallel entries add up.
   *
   * @param lowerOnly whether to leave out what lies above the diagonal
   * @throws SingularMatrixException if a diagonal element is not stored
   * @throws IllegalArgumentException if the matrix is not square, or an entry not finite
   */
  Pattern(String operation, Csr a, boolean lowerOnly) {
    if (a.rowCount() != a.columnCount()) {
      throw new IllegalArgumentException(
          "%s: A is %s, but must be square".formatted(operation, a.shape()));
    }
    this.operation = operation;
    size = a.rowCount();
    offsets = new long[size + 1];
    diagonal = new long[size];
    Arena arena = Arena.ofAuto();
    columns = arena.allocate(a.entryCount() * Integer.BYTES, Csr.ALIGNMENT);
    values = arena.allocate(a.entryCount() * Double.BYTES, Csr.ALIGNMENT);
    long count = 0;
    for (int row = 0; row < size; row++) {
      diagonal[row] = -1;
      int last = -1;
      for (long e = a.rowStart(row); e < a.rowStart(row + 1); e++) {
        int column = a.column(e);
        if (lowerOnly && column > row) {
          break;
        }
        double value = a.valueAsDouble(e);
        if (!Double.isFinite(value)) {
          throw new IllegalArgumentException(
              "%s: entry (%d, %d) is %s".formatted(operation, row, column, value));
        }
        if (column == last) {
          set(count - 1, get(count - 1) + value);
          continue;
        }
        last = column;
        if (column == row) {
          diagonal[row] = count;
        }
        columns.setAtIndex(JAVA_INT, count, column);
        set(count++, value);
      }
      if (diagonal[row] < 0) {
        throw new SingularMatrixException(operation, row);
      }
      offsets[row + 1] = count;
    }
  }

  int column(long entry) {
    return columns.getAtIndex(JAVA_INT, entry);
  }

  double get(long entry) {
    return values.getAtIndex(JAVA_DOUBLE, entry);
  }

  void set(long entry, double value) {
    values.setAtIndex(JAVA_DOUBLE, entry, value);
  }

  /** What lies left of the diagonal, as a matrix of {@code type}. */
  Csr lower(ElementType type) {
    return part(type, offsets, diagonal);
  }

  /** What lies right of the diagonal, as a matrix of {@code type}. */
  Csr upper(ElementType type) {
    long[] from = new long[size];
    long[] to = new long[size];
    for (int row = 0; row < size; row++) {
      from[row] = diagonal[row] + 1;
      to[row] = offsets[row + 1];
    }
    return part(type, from, to);
  }

  private Csr part(ElementType type, long[] from, long[] to) {
    long count = 0;
    for (int row = 0; row < size; row++) {
      count += to[row] - from[row];
    }
    Arena arena = Arena.ofAuto();
    MemorySegment partOffsets = arena.allocate((size + 1L) * Long.BYTES, Csr.ALIGNMENT);
    MemorySegment partColumns = arena.allocate(count * Integer.BYTES, Csr.ALIGNMENT);
    MemorySegment partValues = arena.allocate(count * type.byteSize(), Csr.ALIGNMENT);
    long next = 0;
    for (int row = 0; row < size; row++) {
      for (long e = from[row]; e < to[row]; e++) {
        partColumns.setAtIndex(JAVA_INT, next, column(e));
        type.set(partValues, next++, get(e));
      }
      partOffsets.setAtIndex(JAVA_LONG, row + 1L, next);
    }
    return new Csr(size, size, partOffsets, partColumns, partValues, type);
  }

  /**
   * One over each diagonal element, rounded to {@code type}.
   *
   * @throws SingularMatrixException if one is infinite
   */
  Vector inverseDiagonal(ElementType type) {
    Vector inverse = Vector.zeros(type, size);
    for (int row = 0; row < size; row++) {
      inverse.set(row, 1 / get(diagonal[row]));
      if (!Double.isFinite(inverse.get(row))) {
        throw new SingularMatrixException(operation, row);
      }
    }
    return inverse;
  }
}
