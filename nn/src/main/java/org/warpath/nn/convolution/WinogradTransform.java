package org.warpath.nn.convolution;

import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;

/**
 * Winograd's minimal filtering F(m×m, r×r) as three matrices: m×m outputs are output · ((weights ·
 * w) ⊙ (input · x)), where x are (m+r−1)² inputs and w are r² weights, row-major (Lavin and Gray,
 * Fast Algorithms for Convolutional Neural Networks, 2015). Each is the Kronecker product of the
 * one-dimensional algorithm's with itself: as dense matrices they cost more multiplications than
 * one dimension after the other, but those are the library's.
 *
 * @param outputs m
 * @param kernel r
 * @param input [(m+r−1)² × (m+r−1)²]
 * @param weights [(m+r−1)² × r²]
 * @param output [m² × (m+r−1)²]
 */
record WinogradTransform(int outputs, int kernel, Matrix input, Matrix weights, Matrix output) {
  // Points 0, 1, −1 and infinity.
  private static final double[][] INPUT_4 = {
    {1, 0, -1, 0}, {0, 1, 1, 0}, {0, -1, 1, 0}, {0, 1, 0, -1}
  };
  private static final double[][] WEIGHTS_4_3 = {
    {1, 0, 0}, {0.5, 0.5, 0.5}, {0.5, -0.5, 0.5}, {0, 0, 1}
  };
  private static final double[][] OUTPUT_2_4 = {{1, 1, 1, 0}, {0, 1, -1, -1}};

  // Points 0, 1, −1, 2, −2 and infinity.
  private static final double[][] INPUT_6 = {
    {4, 0, -5, 0, 1, 0},
    {0, -4, -4, 1, 1, 0},
    {0, 4, -4, -1, 1, 0},
    {0, -2, -1, 2, 1, 0},
    {0, 2, -1, -2, 1, 0},
    {0, 4, 0, -5, 0, 1}
  };
  private static final double[] POINTS_6 = {0, 1, -1, 2, -2};
  private static final double[] FACTORS_6 = {1 / 4.0, -1 / 6.0, -1 / 6.0, 1 / 24.0, 1 / 24.0};

  static WinogradTransform of2x2And3x3(ElementType type) {
    return of(type, 2, 3, INPUT_4, WEIGHTS_4_3, OUTPUT_2_4);
  }

  static WinogradTransform of4x4And3x3(ElementType type) {
    return of(type, 4, 3, INPUT_6, powers(3, true), transposed(powers(4, false)));
  }

  static WinogradTransform of2x2And5x5(ElementType type) {
    return of(type, 2, 5, INPUT_6, powers(5, true), transposed(powers(2, false)));
  }

  // Row i: the powers of point i up to the number-th, scaled or not; last, infinity's.
  private static double[][] powers(int number, boolean isScaled) {
    double[][] rows = new double[POINTS_6.length + 1][number];
    for (int i = 0; i < POINTS_6.length; i++) {
      double power = isScaled ? FACTORS_6[i] : 1;
      for (int j = 0; j < number; j++) {
        rows[i][j] = power;
        power *= POINTS_6[i];
      }
    }
    rows[POINTS_6.length][number - 1] = 1;
    return rows;
  }

  private static double[][] transposed(double[][] rows) {
    double[][] columns = new double[rows[0].length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows[i].length; j++) {
        columns[j][i] = rows[i][j];
      }
    }
    return columns;
  }

  private static WinogradTransform of(
      ElementType type,
      int outputs,
      int kernel,
      double[][] input,
      double[][] weights,
      double[][] output) {
    return new WinogradTransform(
        outputs, kernel, squared(type, input), squared(type, weights), squared(type, output));
  }

  private static Matrix squared(ElementType type, double[][] m) {
    int rows = m.length;
    int columns = m[0].length;
    Matrix square = Matrix.zeros(type, rows * rows, columns * columns);
    for (int i = 0; i < rows * rows; i++) {
      for (int j = 0; j < columns * columns; j++) {
        square.set(i, j, m[i / rows][j / columns] * m[i % rows][j % columns]);
      }
    }
    return square;
  }

  /** m + r − 1. */
  int tile() {
    return outputs + kernel - 1;
  }

  /** (m + r − 1)². */
  int points() {
    return tile() * tile();
  }
}
