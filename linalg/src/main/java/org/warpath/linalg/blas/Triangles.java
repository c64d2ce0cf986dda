package org.warpath.linalg.blas;

import org.warpath.kernels.Engine;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Triangle;
import org.warpath.linalg.elements.Elementwise;

/** One half of square matrices, row by row; the other half is neither read nor written. */
final class Triangles {

  private Triangles() {}

  static Triangle other(Triangle triangle) {
    return triangle == Triangle.LOWER ? Triangle.UPPER : Triangle.LOWER;
  }

  /** C ← beta · C; a beta of 0 overwrites. */
  static void scale(double beta, Matrix c, Triangle triangle, int threads) {
    double factor = Scalars.rounded(beta, c.type());
    for (int i = 0; factor != 1 && i < c.rows(); i++) {
      Matrix row = row(c, triangle, i);
      Elementwise.add(factor, row, 0, row, row, new Engine.Cpu(threads));
    }
  }

  static void copy(Matrix from, Matrix to, Triangle triangle, int threads) {
    for (int i = 0; i < from.rows(); i++) {
      Elementwise.copy(row(from, triangle, i), row(to, triangle, i), new Engine.Cpu(threads));
    }
  }

  private static Matrix row(Matrix matrix, Triangle triangle, int i) {
    return triangle == Triangle.LOWER
        ? matrix.block(i, i + 1, 0, i + 1)
        : matrix.block(i, i + 1, i, matrix.columns());
  }
}
