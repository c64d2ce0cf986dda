package org.warpath.nn.convolution;

import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;

/**
 * Convolution of small squares as three matrices: m×m outputs are output · (product of weights · w
 * with input · x), where x are t×t inputs, t = m + r − 1 or more, and w are r² weights, row-major.
 *
 * <p>Winograd's minimal filtering F(m×m, r×r) multiplies point by point (Lavin and Gray, Fast
 * Algorithms for Convolutional Neural Networks, 2015). Fourier's transform does so with complex
 * numbers, whose real and imaginary {@code parts} are rows after one another; the weights' are
 * conjugated. Each matrix is the Kronecker product of the one-dimensional algorithm's with itself:
 * as dense matrices they cost more multiplications than one dimension after the other, but those
 * are the library's.
 *
 * @param name what it is called
 * @param outputs m
 * @param kernel r
 * @param tile t
 * @param parts 1 for real points, 2 for complex ones
 * @param input [points · parts × t²]
 * @param weights [points · parts × r²]
 * @param output [m² × points · parts]
 */
record TileTransform(
    String name,
    int outputs,
    int kernel,
    int tile,
    int parts,
    Matrix input,
    Matrix weights,
    Matrix output) {
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

  static TileTransform of2x2And3x3(ElementType type) {
    return of(type, 2, 3, INPUT_4, WEIGHTS_4_3, OUTPUT_2_4);
  }

  static TileTransform of4x4And3x3(ElementType type) {
    return of(type, 4, 3, INPUT_6, powers(3, true), transposed(powers(4, false)));
  }

  static TileTransform of2x2And5x5(ElementType type) {
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

  private static TileTransform of(
      ElementType type,
      int outputs,
      int kernel,
      double[][] input,
      double[][] weights,
      double[][] output) {
    String name = "F(%1$d×%1$d, %2$d×%2$d)".formatted(outputs, kernel);
    return new TileTransform(
        name,
        outputs,
        kernel,
        outputs + kernel - 1,
        1,
        squared(type, input),
        squared(type, weights),
        squared(type, output));
  }

  /** Fourier's, for kernels of r×r, in tiles of t×t; r < t, and t is even. */
  static TileTransform fourier(ElementType type, int kernel, int tile) {
    int outputs = tile - kernel + 1;
    Matrix output = Matrix.zeros(type, outputs * outputs, frequencies(tile) * 2);
    for (int a = 0; a < outputs * outputs; a++) {
      for (int point = 0; point < frequencies(tile); point++) {
        // Frequencies v and t − v give the same: all but the first and the last count twice.
        int v = point / tile;
        double factor = (v == 0 || v == tile / 2 ? 1.0 : 2.0) / (tile * tile);
        double angle = angle(point, a / outputs, a % outputs, tile);
        output.set(a, 2 * point, factor * Math.cos(angle));
        output.set(a, 2 * point + 1, -factor * Math.sin(angle));
      }
    }
    return new TileTransform(
        "FFT",
        outputs,
        kernel,
        tile,
        2,
        waves(type, tile, tile),
        waves(type, kernel, tile),
        output);
  }

  // Of real t×t numbers: v in [0, t/2], u in [0, t).
  private static int frequencies(int tile) {
    return (tile / 2 + 1) * tile;
  }

  private static double angle(int point, int i, int j, int tile) {
    int turns = (point % tile * i + point / tile * j) % tile;
    return 2 * Math.PI * turns / tile;
  }

  private static Matrix waves(ElementType type, int size, int tile) {
    Matrix waves = Matrix.zeros(type, frequencies(tile) * 2, size * size);
    for (int point = 0; point < frequencies(tile); point++) {
      for (int at = 0; at < size * size; at++) {
        double angle = angle(point, at / size, at % size, tile);
        waves.set(2 * point, at, Math.cos(angle));
        waves.set(2 * point + 1, at, -Math.sin(angle));
      }
    }
    return waves;
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

  /** How many products over channels there are. */
  int points() {
    return input.rows() / parts;
  }
}
