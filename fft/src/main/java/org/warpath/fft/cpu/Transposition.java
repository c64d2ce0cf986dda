package org.warpath.fft.cpu;

/** Rows to columns. */
final class Transposition {
  private Transposition() {}

  /** Sets to[first + lane][k] = from[k][lane], for k below {@code count} and each lane. */
  static void transpose(double[][] from, int count, int lanes, double[][] to, int first) {
    int lane = 0;
    for (; lane + 8 <= lanes; lane += 8) {
      eight(from, count, lane, to, first + lane);
    }
    for (; lane < lanes; lane++) {
      double[] column = to[first + lane];
      for (int k = 0; k < count; k++) {
        column[k] = from[k][lane];
      }
    }
  }

  // A cache line of each row at a time.
  private static void eight(double[][] from, int count, int lane, double[][] to, int first) {
    double[] a = to[first];
    double[] b = to[first + 1];
    double[] c = to[first + 2];
    double[] d = to[first + 3];
    double[] e = to[first + 4];
    double[] f = to[first + 5];
    double[] g = to[first + 6];
    double[] h = to[first + 7];
    for (int k = 0; k < count; k++) {
      double[] row = from[k];
      a[k] = row[lane];
      b[k] = row[lane + 1];
      c[k] = row[lane + 2];
      d[k] = row[lane + 3];
      e[k] = row[lane + 4];
      f[k] = row[lane + 5];
      g[k] = row[lane + 6];
      h[k] = row[lane + 7];
    }
  }
}
