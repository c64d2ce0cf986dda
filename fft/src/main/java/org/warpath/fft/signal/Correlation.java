package org.warpath.fft.signal;

import org.warpath.kernels.Engine;

/**
 * Cross-correlations of reals, z_k = Σ a_(j+k)·b_j; otherwise as {@link Convolution}. Element 0 of
 * the full result is for the lag k = −(n − 1), where b's last element meets a's first.
 */
public final class Correlation {
  private Correlation() {}

  /**
   * The linear correlation, zeros beyond the ends (SciPy's {@code signal.correlate}).
   *
   * @param a m elements, at least 1
   * @param b n elements, at least 1
   * @return {@code extent.length(m, n)} elements
   * @throws IllegalArgumentException if an operand is empty
   */
  public static double[] linear(double[] a, double[] b, Extent extent, Engine engine) {
    return linear(a, 1, a.length, b, 1, b.length, extent, engine);
  }

  /**
   * The linear correlation in two dimensions (SciPy's {@code signal.correlate}), of row-major
   * arrays.
   *
   * @throws IllegalArgumentException as {@link Convolution#linear(double[], int, int, double[],
   *     int, int, Extent, Engine)}
   */
  public static double[] linear(
      double[] a,
      int aRows,
      int aColumns,
      double[] b,
      int bRows,
      int bColumns,
      Extent extent,
      Engine engine) {
    RealGrid first = new RealGrid("correlation: a", a, aRows, aColumns);
    RealGrid second = new RealGrid("correlation: b", b, bRows, bColumns);
    return first.convolve(second.reversed(), extent, engine).data();
  }

  /**
   * The circular correlation of n elements each, indices modulo n; element k is for lag k.
   *
   * @throws IllegalArgumentException if the lengths differ or are 0
   */
  public static double[] circular(double[] a, double[] b, Engine engine) {
    return RealGrid.circular("correlation", a, b, true, engine);
  }
}
