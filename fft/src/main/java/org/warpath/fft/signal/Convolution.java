package org.warpath.fft.signal;

import org.warpath.kernels.Engine;

/**
 * Convolutions (a∗b)_k = Σ a_j·b_(k−j) of reals, in O(n·log n) time by transforms, or directly
 * where an operand is short. Results are off by about 10⁻¹⁶ of the product of the operands' norms,
 * so that small elements among large ones lose digits. A NaN or infinity spoils every result it
 * enters and, by transforms, all of them.
 */
public final class Convolution {
  private Convolution() {}

  /**
   * The linear convolution, zeros beyond the ends (SciPy's {@code signal.convolve}).
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
   * The linear convolution in two dimensions (SciPy's {@code signal.convolve2d}), of row-major
   * arrays.
   *
   * @throws IllegalArgumentException if an operand's shape is empty or not its length's, or, for
   *     {@link Extent#VALID}, neither operand is at least as large as the other both ways
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
    RealGrid first = new RealGrid("convolution: a", a, aRows, aColumns);
    RealGrid second = new RealGrid("convolution: b", b, bRows, bColumns);
    return first.convolve(second, extent, engine).data();
  }

  /**
   * The circular convolution of n elements each, indices modulo n.
   *
   * @throws IllegalArgumentException if the lengths differ or are 0
   */
  public static double[] circular(double[] a, double[] b, Engine engine) {
    return RealGrid.circular("convolution", a, b, false, engine);
  }
}
