package org.warpath.nn.convolution;

import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;

/**
 * Convolution of small squares by three transforms: m×m outputs are the transpose of {@code output}
 * applied to the product, point by point, of weights · w with input · x, where x are t×t inputs, t
 * = m + r − 1 or more, and w are r×r weights.
 *
 * <p>Winograd's minimal filtering F(m×m, r×r) has real points (Lavin and Gray, Fast Algorithms for
 * Convolutional Neural Networks, 2015). Fourier's transform has complex ones, and the weights' are
 * conjugated in the product.
 *
 * @param name what it is called
 * @param outputs m
 * @param kernel r
 * @param tile t
 * @param input of t×t inputs
 * @param weights of r×r weights
 * @param output of m×m outputs' gradients; transposed, it gives outputs
 */
record TileScheme(
    String name,
    int outputs,
    int kernel,
    int tile,
    SquareTransform input,
    SquareTransform weights,
    SquareTransform output) {
  private static final int THREE = 3;
  private static final int FIVE = 5;
  private static final int FOURIER_TILE = 16;
  private static final int MOST_FOURIER_KERNEL = 11;

  // Points 0, 1, −1 and infinity.
  private static final double[][] INPUT_4 = {
    {1, 0, -1, 0}, {0, 1, 1, 0}, {0, -1, 1, 0}, {0, 1, 0, -1}
  };
  private static final double[][] WEIGHTS_4_3 = {
    {1, 0, 0}, {0.5, 0.5, 0.5}, {0.5, -0.5, 0.5}, {0, 0, 1}
  };
  private static final double[][] OUTPUT_4_2 = {{1, 0}, {1, 1}, {1, -1}, {0, -1}};

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

  /**
   * What {@code algorithm} does with this geometry.
   *
   * @throws IllegalArgumentException if the kernel is of another size, or strides or dilations are
   *     not 1, or the algorithm has no tiles
   */
  static TileScheme of(ConvolutionAlgorithm algorithm, Geometry geometry) {
    TileScheme scheme =
        switch (algorithm) {
          case WINOGRAD_2X2_3X3 -> winograd(2, THREE, INPUT_4, WEIGHTS_4_3, OUTPUT_4_2);
          case WINOGRAD_4X4_3X3 ->
              winograd(4, THREE, INPUT_6, powers(THREE, true), powers(4, false));
          case WINOGRAD_2X2_5X5 -> winograd(2, FIVE, INPUT_6, powers(FIVE, true), powers(2, false));
          case FFT -> fourier(geometry);
          case AUTO, DIRECT, IM2COL_GEMM, SHIFTED_GEMM ->
              throw new IllegalArgumentException(algorithm + " transforms no tiles");
        };
    if (!scheme.serves(geometry)) {
      throw new IllegalArgumentException(
          "%s is for kernels of %2$d×%2$d with strides and dilations of 1, not %3$s"
              .formatted(scheme.name, scheme.kernel, geometry.window()));
    }
    return scheme;
  }

  /** Whether {@link ConvolutionAlgorithm#WINOGRAD_4X4_3X3} serves the geometry. */
  static boolean winogradServes(Geometry geometry) {
    return serves(THREE, geometry);
  }

  /** Whether {@link ConvolutionAlgorithm#FFT} serves the geometry. */
  static boolean fourierServes(Geometry geometry) {
    int kernel = geometry.width().kernel();
    return kernel > 1 && kernel <= MOST_FOURIER_KERNEL && serves(kernel, geometry);
  }

  private boolean serves(Geometry geometry) {
    return serves(kernel, geometry);
  }

  private static boolean serves(int kernel, Geometry geometry) {
    return geometry.depth().equals(Axis.NONE)
        && isPlain(geometry.height(), kernel)
        && isPlain(geometry.width(), kernel);
  }

  private static boolean isPlain(Axis axis, int kernel) {
    return axis.kernel() == kernel && axis.stride() == 1 && axis.dilation() == 1;
  }

  private static TileScheme winograd(
      int outputs, int kernel, double[][] input, double[][] weights, double[][] output) {
    return new TileScheme(
        "F(%1$d×%1$d, %2$d×%2$d)".formatted(outputs, kernel),
        outputs,
        kernel,
        outputs + kernel - 1,
        SquareTransform.real(input),
        SquareTransform.real(weights),
        SquareTransform.real(output));
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

  private static TileScheme fourier(Geometry geometry) {
    int kernel = geometry.width().kernel();
    if (kernel < 2 || kernel > MOST_FOURIER_KERNEL) {
      throw new IllegalArgumentException(
          "FFT is for square kernels of sides in [2, %d], not %s"
              .formatted(MOST_FOURIER_KERNEL, geometry.window()));
    }
    int outputs = FOURIER_TILE - kernel + 1;
    SquareTransform output = waves(outputs);
    Matrix across = output.across();
    for (int row = 0; row < across.rows(); row++) {
      // Frequencies v and t − v give the same: all but the first and the last count twice.
      int v = row / 2;
      double factor = v == 0 || v == FOURIER_TILE / 2 ? 1 : 2;
      for (int j = 0; j < outputs; j++) {
        across.set(row, j, across.get(row, j) * factor / (FOURIER_TILE * FOURIER_TILE));
      }
    }
    return new TileScheme(
        "FFT", outputs, kernel, FOURIER_TILE, waves(FOURIER_TILE), waves(kernel), output);
  }

  // Of s×s real numbers, as if zeros made them t×t: v in [0, t/2] across, u in [0, t) down.
  private static SquareTransform waves(int size) {
    int t = FOURIER_TILE;
    Matrix across = Matrix.zeros(ElementType.FLOAT64, (t / 2 + 1) * 2, size);
    Matrix down = Matrix.zeros(ElementType.FLOAT64, t * 2, size * 2);
    for (int frequency = 0; frequency < t; frequency++) {
      for (int at = 0; at < size; at++) {
        double angle = 2 * Math.PI * (frequency * at % t) / t;
        if (frequency <= t / 2) {
          across.set(2 * frequency, at, Math.cos(angle));
          across.set(2 * frequency + 1, at, -Math.sin(angle));
        }
        down.set(2 * frequency, 2 * at, Math.cos(angle));
        down.set(2 * frequency, 2 * at + 1, Math.sin(angle));
        down.set(2 * frequency + 1, 2 * at, -Math.sin(angle));
        down.set(2 * frequency + 1, 2 * at + 1, Math.cos(angle));
      }
    }
    return new SquareTransform(2, across, down);
  }

  /** How many parts points have. */
  int parts() {
    return input.parts();
  }

  /** How many products over channels there are. */
  int points() {
    return input.points();
  }
}
