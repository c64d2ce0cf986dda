package org.warpath.linalg.factor;

import org.warpath.linalg.dense.Matrix;

/** Norms for estimates of condition: never infinite, so that LAPACK takes them. */
final class Norms {

  private Norms() {}

  /** The largest sum of magnitudes of a column; best where columns lie side by side. */
  static double one(Matrix a) {
    double largest = 0;
    for (int j = 0; j < a.columns(); j++) {
      double sum = 0;
      for (int i = 0; i < a.rows(); i++) {
        sum += Math.abs(a.get(i, j));
      }
      largest = Math.max(largest, sum);
    }
    return finite(a, largest);
  }

  /** The same of a symmetric matrix, of which the lower triangle is given. */
  static double oneOfSymmetric(Matrix lower) {
    double[] sums = new double[lower.columns()];
    double largest = 0;
    for (int i = 0; i < lower.rows(); i++) {
      for (int j = 0; j <= i; j++) {
        double magnitude = Math.abs(lower.get(i, j));
        sums[j] += magnitude;
        sums[i] += i == j ? 0 : magnitude;
      }
    }
    for (double sum : sums) {
      largest = Math.max(largest, sum);
    }
    return finite(lower, largest);
  }

  private static double finite(Matrix a, double norm) {
    return switch (a.type()) {
      case FLOAT16, BFLOAT16, FLOAT32 -> Math.min(norm, Float.MAX_VALUE);
      case FLOAT64 -> Math.min(norm, Double.MAX_VALUE);
    };
  }
}
