package org.warpath.linalg.solve;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Triangle;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.sparse.Csr;
import org.warpath.linalg.sparse.CsrTranspose;

/**
 * A sparse triangular matrix to be solved with.
 *
 * @param triangle on which side of the diagonal the entries lie
 * @param strict the entries beside the diagonal
 * @param inverseDiagonal one over each diagonal element; null if those are all 1
 */
record TriangularFactor(Triangle triangle, Csr strict, @Nullable Vector inverseDiagonal) {

  /** Writes z ← T⁻¹·r; they may be the same. Row after row, as each needs those before it. */
  void solve(Vector r, Vector z) {
    if (strict.type() == ElementType.FLOAT64) {
      solveDoubles(r.memory(), z.memory());
    } else {
      solveFloats(r.memory(), z.memory());
    }
  }

  private void solveDoubles(MemorySegment r, MemorySegment z) {
    MemorySegment offsets = strict.rowOffsets();
    MemorySegment columns = strict.columnIndices();
    MemorySegment values = strict.values();
    @Nullable MemorySegment inverse = inverseDiagonal == null ? null : inverseDiagonal.memory();
    int n = strict.rowCount();
    boolean down = triangle == Triangle.LOWER;
    for (int step = 0; step < n; step++) {
      int row = down ? step : n - 1 - step;
      long end = offsets.getAtIndex(JAVA_LONG, row + 1L);
      double sum = r.getAtIndex(JAVA_DOUBLE, row);
      for (long e = offsets.getAtIndex(JAVA_LONG, row); e < end; e++) {
        sum -=
            values.getAtIndex(JAVA_DOUBLE, e)
                * z.getAtIndex(JAVA_DOUBLE, columns.getAtIndex(JAVA_INT, e));
      }
      z.setAtIndex(
          JAVA_DOUBLE, row, inverse == null ? sum : sum * inverse.getAtIndex(JAVA_DOUBLE, row));
    }
  }

  private void solveFloats(MemorySegment r, MemorySegment z) {
    MemorySegment offsets = strict.rowOffsets();
    MemorySegment columns = strict.columnIndices();
    MemorySegment values = strict.values();
    @Nullable MemorySegment inverse = inverseDiagonal == null ? null : inverseDiagonal.memory();
    int n = strict.rowCount();
    boolean down = triangle == Triangle.LOWER;
    for (int step = 0; step < n; step++) {
      int row = down ? step : n - 1 - step;
      long end = offsets.getAtIndex(JAVA_LONG, row + 1L);
      double sum = r.getAtIndex(JAVA_FLOAT, row);
      for (long e = offsets.getAtIndex(JAVA_LONG, row); e < end; e++) {
        double value = values.getAtIndex(JAVA_FLOAT, e);
        sum -= value * z.getAtIndex(JAVA_FLOAT, columns.getAtIndex(JAVA_INT, e));
      }
      double solved = inverse == null ? sum : sum * inverse.getAtIndex(JAVA_FLOAT, row);
      z.setAtIndex(JAVA_FLOAT, row, (float) solved);
    }
  }

  /** The transpose: a copy. */
  TriangularFactor transposed() {
    Triangle other = triangle == Triangle.LOWER ? Triangle.UPPER : Triangle.LOWER;
    return new TriangularFactor(
        other, CsrTranspose.transpose(strict, Arena.ofAuto(), 1), inverseDiagonal);
  }
}
