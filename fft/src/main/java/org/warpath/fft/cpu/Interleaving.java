package org.warpath.fft.cpu;

/** Between interleaved complex numbers and their two halves. */
final class Interleaving {
  private Interleaving() {}

  /** Sets re and im from {@code count} complex numbers at {@code from[at]} and after. */
  static void split(double[] from, int at, int count, double[] re, double[] im) {
    int i = 0;
    // By hand: unrolled by the JIT compiler it takes twice as long.
    for (; i + 4 <= count; i += 4) {
      int k = at + 2 * i;
      re[i] = from[k];
      im[i] = from[k + 1];
      re[i + 1] = from[k + 2];
      im[i + 1] = from[k + 3];
      re[i + 2] = from[k + 4];
      im[i + 2] = from[k + 5];
      re[i + 3] = from[k + 6];
      im[i + 3] = from[k + 7];
    }
    for (; i < count; i++) {
      re[i] = from[at + 2 * i];
      im[i] = from[at + 2 * i + 1];
    }
  }

  /** Sets {@code count} complex numbers at {@code to[at]} and after from re and im, scaled. */
  static void join(double[] re, double[] im, int count, double scale, double[] to, int at) {
    if (scale == 1) {
      for (int i = 0; i < count; i++) {
        to[at + 2 * i] = re[i];
        to[at + 2 * i + 1] = im[i];
      }
      return;
    }
    for (int i = 0; i < count; i++) {
      to[at + 2 * i] = re[i] * scale;
      to[at + 2 * i + 1] = im[i] * scale;
    }
  }
}
