package org.warpath.linalg.solve;

import java.util.Arrays;

/**
 * The least squares problem min ‖β·e₁ − H·y‖ for a Hessenberg matrix H that grows by columns, kept
 * triangular by Givens rotations.
 */
final class Hessenberg {
  // A pivot of such a share of the largest is 0 but for rounding.
  private static final double SINGULAR = 0x1p-50;

  private final double[][] columns;
  private final double[] cosines;
  private final double[] sines;
  private final double[] right;
  private double largest;
  private int count;

  /**
   * @param limit the most columns
   * @param beta the residual without any
   */
  Hessenberg(int limit, double beta) {
    columns = new double[limit][];
    cosines = new double[limit];
    sines = new double[limit];
    right = new double[limit + 1];
    right[0] = beta;
  }

  int limit() {
    return columns.length;
  }

  int columns() {
    return count;
  }

  /**
   * Appends column j of H.
   *
   * @param column h[j + 2]; rotated in place
   * @return the smallest residual that is possible now
   */
  double append(double[] column) {
    for (int i = 0; i < count; i++) {
      double above = column[i];
      double below = column[i + 1];
      column[i] = cosines[i] * above + sines[i] * below;
      column[i + 1] = -sines[i] * above + cosines[i] * below;
    }
    double length = Math.hypot(column[count], column[count + 1]);
    largest = Math.max(largest, length);
    if (length <= SINGULAR * largest) {
      length = 0;
    }
    cosines[count] = length == 0 ? 1 : column[count] / length;
    sines[count] = length == 0 ? 0 : column[count + 1] / length;
    column[count] = length;
    right[count + 1] = -sines[count] * right[count];
    right[count] *= cosines[count];
    columns[count++] = column;
    return Math.abs(length == 0 ? right[count - 1] : right[count]);
  }

  /** The y of the smallest residual; 0 where a singular H leaves it open. */
  double[] solve() {
    double[] y = Arrays.copyOf(right, count);
    for (int j = count - 1; j >= 0; j--) {
      double pivot = columns[j][j];
      y[j] = pivot == 0 ? 0 : y[j] / pivot;
      for (int i = 0; i < j; i++) {
        y[i] -= columns[j][i] * y[j];
      }
    }
    return y;
  }
}
