package org.warpath.linalg.factor;

import java.lang.foreign.Arena;
import java.util.Random;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;

/** Matrices to test factorizations with. */
final class Sample {

  private Sample() {}

  /** How a matrix lies in memory. */
  enum Layout {
    ROWS,
    COLUMNS,
    /** Neither side by side; NaN in the gaps. */
    GAPS
  }

  static Matrix random(ElementType type, int rows, int columns, long seed) {
    Random random = new Random(seed);
    Matrix a = Matrix.zeros(type, rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        a.set(i, j, random.nextDouble(-1, 1));
      }
    }
    return a;
  }

  static Matrix symmetric(ElementType type, int size, long seed) {
    Matrix a = random(type, size, size, seed);
    Triangles.mirrorLower(a);
    return a;
  }

  /** Symmetric and diagonally dominant. */
  static Matrix positiveDefinite(ElementType type, int size, long seed) {
    Matrix a = symmetric(type, size, seed);
    for (int i = 0; i < size; i++) {
      a.set(i, i, size + 1.0);
    }
    return a;
  }

  static Matrix ofRank(ElementType type, int rows, int columns, int rank, long seed) {
    Matrix left = random(ElementType.FLOAT64, rows, rank, seed);
    Matrix right = random(ElementType.FLOAT64, rank, columns, seed + 1);
    return Exact.product(left, right).as(type);
  }

  static Matrix hilbert(ElementType type, int size) {
    Matrix a = Matrix.zeros(type, size, size);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        a.set(i, j, 1.0 / (i + j + 1));
      }
    }
    return a;
  }

  /** Rows from 1 down to 2^−{@code exponents}. */
  static Matrix graded(ElementType type, int size, int exponents, long seed) {
    Matrix a = random(type, size, size, seed);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        a.set(i, j, Math.scalb(a.get(i, j), -exponents * i / size));
      }
    }
    return a;
  }

  /** The same elements, laid out otherwise. */
  static Matrix as(Layout layout, Matrix a) {
    Matrix copy =
        switch (layout) {
          case ROWS -> Matrix.zeros(a.type(), a.rows(), a.columns());
          case COLUMNS -> Packing.columnMajor(a.type(), a.rows(), a.columns());
          case GAPS -> gaps(a);
        };
    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j < a.columns(); j++) {
        copy.set(i, j, a.get(i, j));
      }
    }
    return copy;
  }

  private static Matrix gaps(Matrix a) {
    int width = 3 * a.columns() + 2;
    Matrix space = Matrix.zeros(Arena.ofAuto(), a.type(), 2 * a.rows() + 1, width);
    for (int i = 0; i < space.rows(); i++) {
      for (int j = 0; j < width; j++) {
        space.set(i, j, Double.NaN);
      }
    }
    return new Matrix(
        a.type(), space.memory(), a.rows(), a.columns(), 2L * width, /* columnStride= */ 3);
  }
}
