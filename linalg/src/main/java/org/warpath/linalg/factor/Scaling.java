package org.warpath.linalg.factor;

import org.warpath.linalg.dense.Matrix;

/** Multiplication by powers of two, which rounds nothing short of the smallest numbers. */
final class Scaling {

  private Scaling() {}

  /** The exponent of the largest magnitude; 0 if there is none or it is 0. */
  static int exponent(Matrix a) {
    double largest = 0;
    for (int j = 0; j < a.columns(); j++) {
      for (int i = 0; i < a.rows(); i++) {
        largest = Math.max(largest, Math.abs(a.get(i, j)));
      }
    }
    return largest == 0 ? 0 : Math.getExponent(largest);
  }

  /** A ← 2^exponent · A. */
  static void multiply(Matrix a, int exponent) {
    for (int j = 0; exponent != 0 && j < a.columns(); j++) {
      for (int i = 0; i < a.rows(); i++) {
        a.set(i, j, Math.scalb(a.get(i, j), exponent));
      }
    }
  }
}
