package org.warpath.fft.cpu;

import org.warpath.kernels.Parallel;

/**
 * Between the half spectrum X of n reals, n even, and the spectrum Z of their h = n/2 pairs: with E
 * and O the spectra of the even and the odd numbers, Z = E + i·O and X_k = E_k + w^k·O_k.
 */
final class HalfSpectrum {
  private static final int RUN = 1024;

  private final int h;
  private final double[] turns; // exp(−2πi·k/n) for k ≤ h, interleaved

  HalfSpectrum(int n) {
    h = n / 2;
    turns = Twiddles.table(h + 1, n);
  }

  /** Turns Z, the first h elements of a line, into X, all h + 1 of them. */
  void unpack(ComplexLine line, int threads) {
    double[] re = new double[1];
    double[] im = new double[1];
    line.load(0, 1, re, im);
    double sum = re[0] + im[0];
    double difference = re[0] - im[0];
    // Pairs (k, h − k) for k = 1 … h/2, the last of which may be one element.
    Parallel.forEachRange(
        threads,
        h / 2,
        RUN,
        (from, to) -> unpack(line, Math.toIntExact(from + 1), Math.toIntExact(to - from)));
    line.store(0, 1, new double[] {sum}, new double[] {0});
    line.store(h, 1, new double[] {difference}, new double[] {0});
  }

  private void unpack(ComplexLine line, int first, int count) {
    double[] ar = new double[count];
    double[] ai = new double[count];
    double[] br = new double[count];
    double[] bi = new double[count];
    int mirror = h - first - count + 1;
    line.load(first, count, ar, ai);
    line.load(mirror, count, br, bi);
    for (int i = 0; i < count; i++) {
      int j = count - 1 - i;
      double er = 0.5 * (ar[i] + br[j]);
      double ei = 0.5 * (ai[i] - bi[j]);
      double or = 0.5 * (ai[i] + bi[j]);
      double oi = 0.5 * (br[j] - ar[i]);
      double wr = turns[2 * (first + i)];
      double wi = turns[2 * (first + i) + 1];
      double tr = or * wr - oi * wi;
      double ti = or * wi + oi * wr;
      ar[i] = er + tr;
      ai[i] = ei + ti;
      br[j] = er - tr;
      bi[j] = ti - ei;
    }
    line.store(mirror, count, br, bi);
    line.store(first, count, ar, ai);
  }

  /**
   * 2·Z of the line X, read for an inverse transform: real and imaginary parts exchanged. The
   * imaginary parts of X_0 and X_h count as zero.
   */
  LineSource packing(ComplexLine line) {
    return (from, count, re, im) -> pack(line, from, count, re, im);
  }

  private void pack(ComplexLine line, int from, int count, double[] re, double[] im) {
    double[] br = new double[count];
    double[] bi = new double[count];
    line.load(from, count, re, im);
    line.load(h - from - count + 1, count, br, bi);
    if (from == 0) {
      im[0] = 0;
      bi[count - 1] = 0;
    }
    for (int i = 0; i < count; i++) {
      int j = count - 1 - i;
      double er = re[i] + br[j];
      double ei = im[i] - bi[j];
      double tr = re[i] - br[j];
      double ti = im[i] + bi[j];
      double wr = turns[2 * (from + i)];
      double wi = turns[2 * (from + i) + 1];
      double or = tr * wr + ti * wi;
      double oi = ti * wr - tr * wi;
      re[i] = ei + or;
      im[i] = er - oi;
    }
  }
}
