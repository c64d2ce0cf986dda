package org.warpath.api.math;

import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.sparse.Csr;

/** Whether matrices are symmetric: the methods for those would silently read one half. */
final class Symmetry {
  private static final double TOLERANCE = 1e-6;

  private Symmetry() {}

  /**
   * Refuses a matrix with an element that differs from its mirror image by more than a millionth of
   * the larger.
   */
  static void require(String name, Matrix matrix) {
    requireSquare(name, matrix.rows(), matrix.columns());
    for (int i = 0; i < matrix.rows(); i++) {
      for (int j = 0; j < i; j++) {
        requireEqual(name, i, j, matrix.get(i, j), matrix.get(j, i));
      }
    }
  }

  /** As above; parallel entries are compared by their sums. */
  static void require(String name, Csr matrix) {
    requireSquare(name, matrix.rowCount(), matrix.columnCount());
    for (int row = 0; row < matrix.rowCount(); row++) {
      for (long e = matrix.rowStart(row); e < matrix.rowStart(row + 1); e++) {
        int column = matrix.column(e);
        if (column != row) {
          requireEqual(name, row, column, sum(matrix, row, column), sum(matrix, column, row));
        }
      }
    }
  }

  private static double sum(Csr matrix, int row, int column) {
    long low = matrix.rowStart(row);
    long high = matrix.rowStart(row + 1);
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (matrix.column(middle) < column) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    double sum = 0;
    for (long e = low; e < matrix.rowStart(row + 1) && matrix.column(e) == column; e++) {
      sum += matrix.valueAsDouble(e);
    }
    return sum;
  }

  private static void requireSquare(String name, int rows, int columns) {
    if (rows != columns) {
      throw new IllegalArgumentException(
          "%s is %d×%d, expected a square matrix".formatted(name, rows, columns));
    }
  }

  private static void requireEqual(String name, int i, int j, double one, double other) {
    if (Math.abs(one - other) > TOLERANCE * Math.max(Math.abs(one), Math.abs(other))) {
      throw new IllegalArgumentException(
          "%s is not symmetric: element (%d, %d) is %s, (%d, %d) is %s"
              .formatted(name, i, j, one, j, i, other));
    }
  }
}
