package org.warpath.fft.cpu;

import java.util.Arrays;

/**
 * The transform of r rows for an odd r, from its definition: x_j + x_{r−j} meets only cosines and
 * x_j − x_{r−j} only sines, which halves the r² products.
 */
final class OddButterfly {
  private final int radix;
  private final double[] roots; // exp(−2πi·k/r), interleaved

  OddButterfly(int radix) {
    this.radix = radix;
    roots = Twiddles.table(radix, radix);
  }

  /**
   * Transforms rows first, first + step, …; the spare rows, r − 1 of them, change places with some.
   */
  void transform(Rows rows, int first, int step, int lanes, Rows spare) {
    int half = radix / 2;
    double[][] re = rows.re;
    double[][] im = rows.im;
    for (int j = 1; j <= half; j++) {
      int a = first + j * step;
      int b = first + (radix - j) * step;
      sumAndDifference(re[a], im[a], re[b], im[b], lanes);
    }
    for (int k = 1; k <= half; k++) {
      double[] sumRe = spare.re[k - 1];
      double[] sumIm = spare.im[k - 1];
      double[] oddRe = spare.re[radix - k - 1];
      double[] oddIm = spare.im[radix - k - 1];
      System.arraycopy(re[first], 0, sumRe, 0, lanes);
      System.arraycopy(im[first], 0, sumIm, 0, lanes);
      Arrays.fill(oddRe, 0, lanes, 0.0);
      Arrays.fill(oddIm, 0, lanes, 0.0);
      for (int j = 1; j <= half; j++) {
        int root = 2 * (int) ((long) j * k % radix);
        int a = first + j * step;
        int b = first + (radix - j) * step;
        addProduct(sumRe, sumIm, re[a], im[a], lanes, roots[root]);
        addTurned(oddRe, oddIm, re[b], im[b], lanes, roots[root + 1]);
      }
      sumAndDifference(sumRe, sumIm, oddRe, oddIm, lanes);
    }
    for (int j = 1; j < radix; j++) {
      if (j <= half) { // those hold the sums x_j + x_{r−j}, the others differences
        addProduct(re[first], im[first], re[first + j * step], im[first + j * step], lanes, 1);
      }
      exchange(rows, first + j * step, spare, j - 1);
    }
  }

  private static void exchange(Rows rows, int row, Rows spare, int other) {
    double[] re = rows.re[row];
    double[] im = rows.im[row];
    rows.re[row] = spare.re[other];
    rows.im[row] = spare.im[other];
    spare.re[other] = re;
    spare.im[other] = im;
  }

  // a, b ← a + b, a − b
  private static void sumAndDifference(
      double[] ar, double[] ai, double[] br, double[] bi, int lanes) {
    for (int q = 0; q < lanes; q++) {
      double dr = ar[q] - br[q];
      double di = ai[q] - bi[q];
      ar[q] += br[q];
      ai[q] += bi[q];
      br[q] = dr;
      bi[q] = di;
    }
  }

  // y += c·x
  private static void addProduct(
      double[] yr, double[] yi, double[] xr, double[] xi, int lanes, double c) {
    for (int q = 0; q < lanes; q++) {
      yr[q] += c * xr[q];
      yi[q] += c * xi[q];
    }
  }

  // y += i·s·x
  private static void addTurned(
      double[] yr, double[] yi, double[] xr, double[] xi, int lanes, double s) {
    for (int q = 0; q < lanes; q++) {
      yr[q] -= s * xi[q];
      yi[q] += s * xr[q];
    }
  }
}
