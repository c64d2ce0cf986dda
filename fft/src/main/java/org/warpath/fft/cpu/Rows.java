package org.warpath.fft.cpu;

import java.util.Arrays;

/**
 * Rows of complex numbers, real and imaginary parts apart, each row an array of its own. A
 * transform permutes rows by exchanging references.
 */
final class Rows {
  double[][] re;
  double[][] im;
  private double[][] spareRe;
  private double[][] spareIm;

  /** {@code count} rows that are set before use. */
  Rows(int count) {
    re = new double[count][];
    im = new double[count][];
    spareRe = new double[count][];
    spareIm = new double[count][];
  }

  /** {@code count} rows of {@code lanes} zeros. */
  Rows(int count, int lanes) {
    this(count);
    Arrays.setAll(re, k -> new double[lanes]);
    Arrays.setAll(im, k -> new double[lanes]);
  }

  int count() {
    return re.length;
  }

  /** Rows {@code from} (inclusive) to {@code to} (exclusive); references to them are copied. */
  Rows part(int from, int to) {
    Rows part = new Rows(to - from);
    System.arraycopy(re, from, part.re, 0, to - from);
    System.arraycopy(im, from, part.im, 0, to - from);
    return part;
  }

  /** Makes these the rows of {@code first} and then those of {@code second}. */
  void join(Rows first, Rows second) {
    System.arraycopy(first.re, 0, re, 0, first.count());
    System.arraycopy(first.im, 0, im, 0, first.count());
    System.arraycopy(second.re, 0, re, first.count(), second.count());
    System.arraycopy(second.im, 0, im, first.count(), second.count());
  }

  /** Makes row k what was row {@code order[k]}, for each k. */
  void permute(int[] order) {
    double[][] fromRe = re;
    double[][] fromIm = im;
    for (int k = 0; k < order.length; k++) {
      spareRe[k] = fromRe[order[k]];
      spareIm[k] = fromIm[order[k]];
    }
    re = spareRe;
    im = spareIm;
    spareRe = fromRe;
    spareIm = fromIm;
  }

  /** Exchanges real and imaginary parts: before and after a transform, that makes it inverse. */
  void swapParts() {
    double[][] swapped = re;
    re = im;
    im = swapped;
    swapped = spareRe;
    spareRe = spareIm;
    spareIm = swapped;
  }
}
