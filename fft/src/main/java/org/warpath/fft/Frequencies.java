package org.warpath.fft;

import java.util.Arrays;

/** The frequencies of a spectrum's elements, and the order with zero in the middle. */
public final class Frequencies {
  private Frequencies() {}

  /**
   * The frequencies of n elements: 0, 1, …, then the negative ones, …, −1, each over n·spacing; for
   * even n the middle one counts as negative (NumPy's {@code fftfreq}).
   *
   * @param n at least 1
   * @param spacing the distance of samples, in seconds for frequencies in hertz; not 0
   */
  public static double[] of(int n, double spacing) {
    double[] frequencies = new double[require(n, spacing)];
    for (int k = 0; k < n; k++) {
      frequencies[k] = (k < (n + 1) / 2 ? k : k - n) / (n * spacing);
    }
    return frequencies;
  }

  /** The n/2 + 1 frequencies of a half spectrum, none negative (NumPy's {@code rfftfreq}). */
  public static double[] ofHalfSpectrum(int n, double spacing) {
    double[] frequencies = new double[require(n, spacing) / 2 + 1];
    Arrays.setAll(frequencies, k -> k / (n * spacing));
    return frequencies;
  }

  private static int require(int n, double spacing) {
    if (n < 1) {
      throw new IllegalArgumentException("n must be at least 1, was " + n);
    }
    if (spacing == 0 || !Double.isFinite(spacing)) {
      throw new IllegalArgumentException("spacing must be finite and not 0, was " + spacing);
    }
    return n;
  }

  /**
   * Moves element 0 of each axis to its middle (NumPy's {@code fftshift}).
   *
   * @param data a row-major array; not changed
   * @param width numbers an element: 1 for reals, 2 for interleaved complex ones
   * @param sizes the array's shape
   * @throws IllegalArgumentException if the shape does not give {@code data.length}
   */
  public static double[] shift(double[] data, int width, int... sizes) {
    return roll(data, width, sizes, false);
  }

  /** Undoes {@link #shift} (NumPy's {@code ifftshift}). */
  public static double[] unshift(double[] data, int width, int... sizes) {
    return roll(data, width, sizes, true);
  }

  private static double[] roll(double[] data, int width, int[] sizes, boolean back) {
    long elements = width;
    for (int size : sizes) {
      if (size < 0) {
        throw new IllegalArgumentException(
            "shift: every size must be at least 0, was " + Arrays.toString(sizes));
      }
      elements = Math.multiplyExact(elements, (long) size);
    }
    if (width < 1 || elements != data.length) {
      throw new IllegalArgumentException(
          "shift: data has %d elements, shape %s of width %d has %d"
              .formatted(data.length, Arrays.toString(sizes), width, elements));
    }
    double[] result = data;
    int inner = width;
    for (int axis = sizes.length - 1; axis >= 0; axis--) {
      result = roll(result, sizes[axis], inner, back);
      inner *= sizes[axis];
    }
    return sizes.length == 0 ? data.clone() : result;
  }

  private static double[] roll(double[] data, int n, int inner, boolean back) {
    double[] rolled = new double[data.length];
    int head = (back ? n / 2 : n - n / 2) * inner; // what moves to the end
    int block = n * inner;
    for (int first = 0; first < data.length; first += block) {
      System.arraycopy(data, first + head, rolled, first, block - head);
      System.arraycopy(data, first, rolled, first + block - head, head);
    }
    return rolled;
  }
}
