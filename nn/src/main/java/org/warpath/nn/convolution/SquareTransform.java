package org.warpath.nn.convolution;

import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;

/**
 * A linear map from squares of s×s numbers to points, one dimension after the other: each row of a
 * square goes through {@code across}, then each column of that through {@code down}. A point has
 * one part, or a real and an imaginary one, which follow each other.
 *
 * @param parts 1 for real points, 2 for complex ones
 * @param across [Q · parts × s], in float64
 * @param down [P · parts × s · parts], in float64; the same for each of the Q columns
 */
record SquareTransform(int parts, Matrix across, Matrix down) {

  /** The same in both dimensions, with real points. */
  static SquareTransform real(double[][] line) {
    Matrix matrix = Matrix.zeros(ElementType.FLOAT64, line.length, line[0].length);
    for (int i = 0; i < line.length; i++) {
      for (int j = 0; j < line[i].length; j++) {
        matrix.set(i, j, line[i][j]);
      }
    }
    return new SquareTransform(1, matrix, matrix);
  }

  /** s. */
  int size() {
    return across.columns();
  }

  /** Points of a square: Q · P. */
  int points() {
    return across.rows() / parts * (down.rows() / parts);
  }

  /** The map of squares that are turned by half a turn. */
  SquareTransform turned() {
    int s = size();
    Matrix turnedAcross = across.copy();
    Matrix turnedDown = down.copy();
    for (int i = 0; i < s; i++) {
      for (int row = 0; row < across.rows(); row++) {
        turnedAcross.set(row, i, across.get(row, s - 1 - i));
      }
      for (int part = 0; part < parts; part++) {
        for (int row = 0; row < down.rows(); row++) {
          turnedDown.set(row, i * parts + part, down.get(row, (s - 1 - i) * parts + part));
        }
      }
    }
    return new SquareTransform(parts, turnedAcross, turnedDown);
  }

  /** As one matrix [Q · P · parts × s²], points by their Q first, squares row-major. */
  Matrix dense(ElementType type) {
    int s = size();
    Matrix dense = Matrix.zeros(type, points() * parts, s * s);
    for (int row = 0; row < dense.rows(); row++) {
      int q = row / down.rows();
      for (int at = 0; at < s * s; at++) {
        double sum = 0;
        for (int part = 0; part < parts; part++) {
          sum +=
              down.get(row % down.rows(), at / s * parts + part)
                  * across.get(q * parts + part, at % s);
        }
        dense.set(row, at, sum);
      }
    }
    return dense;
  }
}
