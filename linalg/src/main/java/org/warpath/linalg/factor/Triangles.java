package org.warpath.linalg.factor;

import org.warpath.linalg.dense.Matrix;

/** The triangles that LAPACK leaves in one matrix, each as a matrix of its own. */
final class Triangles {

  private Triangles() {}

  /** What lies below the diagonal, ones on it, zeros above; row-major. */
  static Matrix unitLower(Matrix a) {
    Matrix lower = Matrix.zeros(a.type(), a.rows(), a.columns());
    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j < Math.min(i, a.columns()); j++) {
        lower.set(i, j, a.get(i, j));
      }
      if (i < a.columns()) {
        lower.set(i, i, 1);
      }
    }
    return lower;
  }

  /** What lies on and above the diagonal, zeros below; row-major. */
  static Matrix upper(Matrix a) {
    Matrix upper = Matrix.zeros(a.type(), a.rows(), a.columns());
    for (int i = 0; i < Math.min(a.rows(), a.columns()); i++) {
      for (int j = i; j < a.columns(); j++) {
        upper.set(i, j, a.get(i, j));
      }
    }
    return upper;
  }

  /** Writes zeros above the diagonal. */
  static void clearUpper(Matrix a) {
    for (int i = 0; i < a.rows(); i++) {
      for (int j = i + 1; j < a.columns(); j++) {
        a.set(i, j, 0);
      }
    }
  }

  /** Copies what lies below the diagonal of a square matrix to above it. */
  static void mirrorLower(Matrix a) {
    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j < i; j++) {
        a.set(j, i, a.get(i, j));
      }
    }
  }
}
