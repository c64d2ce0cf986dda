package org.warpath.fft.signal;

import java.util.function.DoubleUnaryOperator;

/**
 * Window functions of n points, as SciPy's {@code get_window}. A periodic window is the first n
 * points of a symmetric one of n + 1: right for spectra of windows that overlap; a symmetric one is
 * right for filters. One point is 1.
 */
public final class Windows {
  private Windows() {}

  /** Whether a window's last point equals its first or comes before it. */
  public enum Symmetry {
    /** For spectra. */
    PERIODIC,
    /** For filters. */
    SYMMETRIC
  }

  /** All ones. */
  public static double[] rectangular(int n) {
    return points(n, Symmetry.SYMMETRIC, t -> 1);
  }

  /** ½ − ½·cos. */
  public static double[] hann(int n, Symmetry symmetry) {
    return cosines(n, symmetry, 0.5, 0.5);
  }

  /** 0.54 − 0.46·cos. */
  public static double[] hamming(int n, Symmetry symmetry) {
    return cosines(n, symmetry, 0.54, 0.46);
  }

  /** 0.42 − 0.5·cos + 0.08·cos 2. */
  public static double[] blackman(int n, Symmetry symmetry) {
    return cosines(n, symmetry, 0.42, 0.5, 0.08);
  }

  /** Blackman and Harris's window of four terms, with side lobes below −92 dB (Harris, 1978). */
  public static double[] blackmanHarris(int n, Symmetry symmetry) {
    return cosines(n, symmetry, 0.35875, 0.48829, 0.14128, 0.01168);
  }

  /** A flat top: the height of a peak anywhere between two frequencies, to 0.01 dB. */
  public static double[] flatTop(int n, Symmetry symmetry) {
    return cosines(n, symmetry, 0.21557895, 0.41663158, 0.277263158, 0.083578947, 0.006947368);
  }

  /**
   * Kaiser's window I₀(β·√(1 − x²)) / I₀(β), x from −1 to 1.
   *
   * @param beta at least 0, at most 700: 0 is rectangular, 5 like Hamming, 6 like Hann, 8.6 like
   *     Blackman
   */
  public static double[] kaiser(int n, double beta, Symmetry symmetry) {
    if (!(beta >= 0 && beta <= 700)) {
      throw new IllegalArgumentException("beta must be in [0, 700], was " + beta);
    }
    double peak = besselI0(beta);
    return points(
        n,
        symmetry,
        t -> {
          double x = 2 * t - 1;
          return besselI0(beta * Math.sqrt(Math.max(0, 1 - x * x))) / peak;
        });
  }

  /**
   * Tukey's window: flat, with cosine tapers.
   *
   * @param taper the tapers' share of the length, in [0, 1]: 0 is rectangular, 1 is Hann's
   */
  public static double[] tukey(int n, double taper, Symmetry symmetry) {
    if (!(taper >= 0 && taper <= 1)) {
      throw new IllegalArgumentException("taper must be in [0, 1], was " + taper);
    }
    if (taper == 0) {
      return rectangular(n);
    }
    return points(
        n,
        symmetry,
        t -> {
          double edge = Math.min(t, 1 - t);
          return edge >= taper / 2 ? 1 : 0.5 * (1 - Math.cos(2 * Math.PI * edge / taper));
        });
  }

  // a₀ − a₁·cos(2πt) + a₂·cos(4πt) − …
  private static double[] cosines(int n, Symmetry symmetry, double... terms) {
    return points(
        n,
        symmetry,
        t -> {
          double sum = 0;
          for (int k = 0; k < terms.length; k++) {
            sum += (k % 2 == 0 ? terms[k] : -terms[k]) * Math.cos(2 * Math.PI * k * t);
          }
          return sum;
        });
  }

  private static double[] points(int n, Symmetry symmetry, DoubleUnaryOperator window) {
    if (n < 1) {
      throw new IllegalArgumentException("a window needs at least 1 point, not " + n);
    }
    double[] points = new double[n];
    int last = symmetry == Symmetry.PERIODIC ? n : n - 1;
    for (int i = 0; i < n; i++) {
      points[i] = n == 1 ? 1 : window.applyAsDouble((double) i / last);
    }
    return points;
  }

  // Σ (x²/4)^k / k!²: all terms positive, so that none of the digits is lost.
  private static double besselI0(double x) {
    double quarter = x * x / 4;
    double term = 1;
    double sum = 1;
    for (int k = 1; term > sum * 1e-17; k++) {
      term *= quarter / ((double) k * k);
      sum += term;
    }
    return sum;
  }
}
