package org.warpath.fft.signal;

import org.warpath.fft.RealFft;
import org.warpath.fft.layout.FftShape;
import org.warpath.fft.layout.Precision;
import org.warpath.kernels.Engine;

/**
 * Discrete cosine transforms of type II and III, as SciPy's {@code fft.dct}, by one real transform
 * of the same length (Makhoul, 1980). Immutable; for any number of threads at once.
 *
 * <p>Type II is y_k = 2·Σ x_j·cos(π·k·(2j + 1)/2n). Type III is y_k = x_0 + 2·Σ_(j≥1) x_j·cos(π·(2k
 * + 1)·j/2n). One undoes the other but for a factor 2n; with {@link Norm#ORTHO} exactly.
 */
public final class Dct {
  private final int n;
  private final int count;
  private final Norm norm;
  private final RealFft fft;
  private final double[] cos; // cos(π·k/2n)
  private final double[] sin;

  /** How results are scaled. */
  public enum Norm {
    /** As the formulas say. */
    NONE,
    /** So that the transform's matrix is orthogonal. */
    ORTHO
  }

  private Dct(int n, int count, Norm norm, Engine engine) {
    this.n = n;
    this.count = count;
    this.norm = norm;
    fft = RealFft.plan(FftShape.batch(count, n), Precision.FLOAT64, engine);
    cos = new double[n];
    sin = new double[n];
    for (int k = 0; k < n; k++) {
      cos[k] = Math.cos(Math.PI * k / (2.0 * n));
      sin[k] = Math.sin(Math.PI * k / (2.0 * n));
    }
  }

  /** A plan for n elements. */
  public static Dct plan(int n, Norm norm, Engine engine) {
    return batch(1, n, norm, engine);
  }

  /**
   * A plan for {@code count} transforms of n elements, one after another in memory.
   *
   * @throws IllegalArgumentException if one of the numbers is below 1
   */
  public static Dct batch(int count, int n, Norm norm, Engine engine) {
    return new Dct(n, count, norm, engine);
  }

  /**
   * The transform of type II.
   *
   * @param x count·n elements
   * @throws IllegalArgumentException if there are more or fewer
   */
  public double[] type2(double[] x) {
    requireLength(x);
    double[] sorted = new double[x.length];
    for (int first = 0; first < x.length; first += n) {
      // The even elements upwards, then the odd ones downwards.
      for (int j = 0; j < n; j++) {
        int at = j < n - j ? 2 * j : 2 * (n - j) - 1;
        sorted[first + j] = x[first + at];
      }
    }
    double[] spectrum = fft.forward(sorted);
    double[] y = new double[x.length];
    int half = n / 2 + 1;
    for (int line = 0; line < count; line++) {
      int from = 2 * line * half;
      int first = line * n;
      for (int k = 0; k < half; k++) {
        // V_k·exp(−πi·k/2n): its real part is y_k/2, its imaginary part −y_(n−k)/2.
        double re = spectrum[from + 2 * k];
        double im = spectrum[from + 2 * k + 1];
        y[first + k] = 2 * (re * cos[k] + im * sin[k]) * factor(k);
        if (k > 0) {
          y[first + n - k] = 2 * (re * sin[k] - im * cos[k]) * factor(n - k);
        }
      }
    }
    return y;
  }

  /** The transform of type III; otherwise as {@link #type2}. */
  public double[] type3(double[] x) {
    requireLength(x);
    int half = n / 2 + 1;
    double[] spectrum = new double[2 * count * half];
    for (int line = 0; line < count; line++) {
      int to = 2 * line * half;
      int first = line * n;
      for (int k = 0; k < half; k++) {
        // n·(x_k − i·x_(n−k))·exp(πi·k/2n); n undoes the inverse transform's scale.
        double re = n * x[first + k] * inverseFactor(k);
        double im = k == 0 ? 0 : -n * x[first + n - k] * inverseFactor(n - k);
        spectrum[to + 2 * k] = re * cos[k] - im * sin[k];
        spectrum[to + 2 * k + 1] = re * sin[k] + im * cos[k];
      }
    }
    double[] sorted = fft.inverse(spectrum);
    double[] y = new double[x.length];
    for (int first = 0; first < x.length; first += n) {
      for (int j = 0; j < n; j++) {
        int at = j < n - j ? 2 * j : 2 * (n - j) - 1;
        y[first + at] = sorted[first + j];
      }
    }
    return y;
  }

  private double factor(int k) {
    return norm == Norm.NONE ? 1 : Math.sqrt((k == 0 ? 1 : 2) / (4.0 * n));
  }

  private double inverseFactor(int k) {
    return norm == Norm.NONE ? 1 : Math.sqrt((k == 0 ? 4 : 2) / (4.0 * n));
  }

  private void requireLength(double[] x) {
    if (x.length != (long) count * n) {
      throw new IllegalArgumentException(
          "dct: data has %d elements, %d × %d needs %d"
              .formatted(x.length, count, n, (long) count * n));
    }
  }
}
