package org.warpath.linalg.factor;

import static org.assertj.core.api.Assertions.assertThat;

import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;

/** Products and distances in float64, by the definition: what identities are held against. */
final class Exact {

  private Exact() {}

  static Matrix product(Matrix... factors) {
    Matrix product = factors[0];
    for (int f = 1; f < factors.length; f++) {
      product = product(product, factors[f]);
    }
    return product;
  }

  private static Matrix product(Matrix a, Matrix b) {
    assertThat(a.columns()).isEqualTo(b.rows());
    Matrix c = Matrix.zeros(ElementType.FLOAT64, a.rows(), b.columns());
    double[][] right = b.toArray();
    for (int i = 0; i < a.rows(); i++) {
      double[] row = new double[b.columns()];
      for (int k = 0; k < a.columns(); k++) {
        double factor = a.get(i, k);
        for (int j = 0; j < row.length; j++) {
          row[j] += factor * right[k][j];
        }
      }
      for (int j = 0; j < row.length; j++) {
        c.set(i, j, row[j]);
      }
    }
    return c;
  }

  static Matrix diagonal(org.warpath.linalg.dense.Vector values) {
    Matrix d = Matrix.zeros(ElementType.FLOAT64, values.length(), values.length());
    for (int i = 0; i < values.length(); i++) {
      d.set(i, i, values.get(i));
    }
    return d;
  }

  static Matrix rows(Matrix a, int[] order) {
    Matrix permuted = Matrix.zeros(a.type(), order.length, a.columns());
    for (int i = 0; i < order.length; i++) {
      for (int j = 0; j < a.columns(); j++) {
        permuted.set(i, j, a.get(order[i], j));
      }
    }
    return permuted;
  }

  static Matrix columns(Matrix a, int[] order) {
    return rows(a.transposed(), order).transposed();
  }

  /** The Frobenius norm. */
  static double norm(Matrix a) {
    double sum = 0;
    for (double[] row : a.toArray()) {
      for (double element : row) {
        sum = Math.hypot(sum, element);
      }
    }
    return sum;
  }

  static double distance(Matrix a, Matrix b) {
    assertThat(a.shape()).isEqualTo(b.shape());
    double sum = 0;
    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j < a.columns(); j++) {
        sum = Math.hypot(sum, a.get(i, j) - b.get(i, j));
      }
    }
    return sum;
  }

  /** ‖actual − expected‖ ≤ units · max(m, n) · ε · scale, both norms Frobenius's. */
  static void assertClose(
      Matrix actual, Matrix expected, ElementType type, double units, double scale) {
    double size = Math.max(1, Math.max(actual.rows(), actual.columns()));
    double bound = units * size * Operands.epsilon(type) * scale;
    assertThat(distance(actual, expected))
        .as("distance, at most %s·n·ε·%s", units, scale)
        .isLessThanOrEqualTo(bound);
  }

  static void assertOrthonormalColumns(Matrix q) {
    Matrix identity = Matrix.identity(ElementType.FLOAT64, q.columns());
    double size = Math.max(1, q.rows());
    assertThat(distance(product(q.transposed(), q), identity))
        .as("‖QᵀQ − I‖")
        .isLessThanOrEqualTo(2 * size * Operands.epsilon(q.type()));
  }
}
