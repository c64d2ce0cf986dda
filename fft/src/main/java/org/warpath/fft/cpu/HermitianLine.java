package org.warpath.fft.cpu;

/**
 * The whole spectrum of n reals, n odd, from its first half: X_(n−k) is X_k's conjugate. Read for
 * an inverse transform: real and imaginary parts exchanged. X_0's imaginary part counts as zero.
 */
final class HermitianLine implements LineSource {
  private final LineSource half;
  private final int n;

  HermitianLine(LineSource half, int n) {
    this.half = half;
    this.n = n;
  }

  @Override
  public void load(int from, int count, double[] re, double[] im) {
    int stored = n / 2 + 1;
    int direct = Math.clamp((long) stored - from, 0, count);
    if (direct > 0) {
      half.load(from, direct, im, re);
    }
    if (from == 0) {
      re[0] = 0;
    }
    if (direct < count) {
      int mirrored = count - direct;
      double[] x = new double[mirrored];
      double[] y = new double[mirrored];
      half.load(n - (from + count) + 1, mirrored, x, y);
      for (int i = 0; i < mirrored; i++) {
        im[direct + i] = x[mirrored - 1 - i];
        re[direct + i] = -y[mirrored - 1 - i];
      }
    }
  }
}
