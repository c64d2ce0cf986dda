package org.warpath.fft.cpu;

/** Bluestein's chirp of length n, and the spectrum of its conjugate as a filter of length m. */
final class Chirp {
  private final double[] chirp; // exp(−πi·j²/n), interleaved
  private final double[] filter; // its conjugate's spectrum over m, interleaved

  /** m is smooth and at least 2n − 1. */
  Chirp(int n, int m) {
    chirp = new double[2 * n];
    double[] wrapped = new double[2 * m];
    for (int j = 0; j < n; j++) {
      // j² modulo 2n: exact, where j²·π/n would lose digits.
      Twiddles.put(chirp, 2 * j, (long) j * j % (2L * n), 2L * n);
      for (int at : new int[] {j, (m - j) % m}) {
        wrapped[2 * at] = chirp[2 * j];
        wrapped[2 * at + 1] = -chirp[2 * j + 1];
      }
    }
    filter = new double[2 * m];
    new SmoothLine(m)
        .transform(
            (from, count, re, im) -> Interleaving.split(wrapped, 2 * from, count, re, im),
            (from, count, re, im) -> Interleaving.join(re, im, count, 1.0 / m, filter, 2 * from),
            1);
  }

  /** Multiplies re + i·im by the chirp from element {@code at} on. */
  void turn(int at, int count, double[] re, double[] im) {
    multiply(chirp, at, count, re, im);
  }

  /** Multiplies re + i·im by the filter from element {@code at} on. */
  void filter(int at, int count, double[] re, double[] im) {
    multiply(filter, at, count, re, im);
  }

  /** The chirp's value at {@code w[2j]}, {@code w[2j + 1]}. */
  double[] values() {
    return chirp;
  }

  /** The filter's value at {@code w[2j]}, {@code w[2j + 1]}. */
  double[] filterValues() {
    return filter;
  }

  private static void multiply(double[] w, int at, int count, double[] re, double[] im) {
    for (int i = 0; i < count; i++) {
      double wr = w[2 * (at + i)];
      double wi = w[2 * (at + i) + 1];
      double r = re[i];
      re[i] = r * wr - im[i] * wi;
      im[i] = r * wi + im[i] * wr;
    }
  }
}
