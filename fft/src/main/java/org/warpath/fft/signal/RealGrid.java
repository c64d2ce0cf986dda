package org.warpath.fft.signal;

import org.warpath.fft.RealFft;
import org.warpath.fft.layout.FastLength;
import org.warpath.fft.layout.FftShape;
import org.warpath.fft.layout.Precision;
import org.warpath.kernels.Engine;

/** A row-major array [rows][columns] of reals, to be convolved. */
record RealGrid(String what, double[] data, int rows, int columns) {
  /** An operand with fewer elements is applied directly. */
  private static final int SHORT = 32;

  RealGrid {
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException("%s is empty: %d×%d".formatted(what, rows, columns));
    }
    if ((long) rows * columns != data.length) {
      throw new IllegalArgumentException(
          "%s has %d elements, %d×%d needs %d"
              .formatted(what, data.length, rows, columns, (long) rows * columns));
    }
  }

  RealGrid reversed() {
    double[] reversed = new double[data.length];
    for (int i = 0; i < data.length; i++) {
      reversed[i] = data[data.length - 1 - i];
    }
    return new RealGrid(what, reversed, rows, columns);
  }

  RealGrid convolve(RealGrid other, Extent extent, Engine engine) {
    if (extent == Extent.VALID
        && Integer.signum(rows - other.rows) * Integer.signum(columns - other.columns) < 0) {
      throw new IllegalArgumentException(
          "%s is %d×%d, b is %d×%d: neither contains the other"
              .formatted(what, rows, columns, other.rows, other.columns));
    }
    int firstRow = extent.first(rows, other.rows);
    int firstColumn = extent.first(columns, other.columns);
    int height = extent.length(rows, other.rows);
    int width = extent.length(columns, other.columns);
    RealGrid full =
        Math.min(data.length, other.data.length) < SHORT
            ? direct(other)
            : byTransforms(other, engine);
    return full.part(firstRow, firstColumn, height, width);
  }

  private RealGrid direct(RealGrid other) {
    int height = Extent.FULL.length(rows, other.rows);
    int width = Extent.FULL.length(columns, other.columns);
    double[] full = new double[Math.multiplyExact(height, width)];
    boolean fewer = data.length < other.data.length;
    RealGrid few = fewer ? this : other;
    RealGrid many = fewer ? other : this;
    for (int i = 0; i < few.data.length; i++) {
      double factor = few.data[i];
      int corner = i / few.columns * width + i % few.columns;
      for (int row = 0; row < many.rows; row++) {
        int from = row * many.columns;
        int to = corner + row * width;
        for (int column = 0; column < many.columns; column++) {
          full[to + column] += factor * many.data[from + column];
        }
      }
    }
    return new RealGrid(what, full, height, width);
  }

  private RealGrid byTransforms(RealGrid other, Engine engine) {
    int height = fast(Extent.FULL.length(rows, other.rows));
    int width = fast(Extent.FULL.length(columns, other.columns));
    RealFft fft = RealFft.plan(FftShape.of(height, width), Precision.FLOAT64, engine);
    double[] product = fft.forward(part(0, 0, height, width).data);
    multiply(product, fft.forward(other.part(0, 0, height, width).data), false);
    return new RealGrid(what, fft.inverse(product), height, width);
  }

  private static int fast(int length) {
    return length == 1 ? 1 : 2 * FastLength.atLeast((length + 1L) / 2);
  }

  /** Elements from a corner on; zeros beyond the edges. */
  private RealGrid part(int firstRow, int firstColumn, int height, int width) {
    double[] part = new double[Math.multiplyExact(height, width)];
    int length = Math.min(width, columns - firstColumn);
    for (int row = 0; row < Math.min(height, rows - firstRow); row++) {
      System.arraycopy(data, (firstRow + row) * columns + firstColumn, part, row * width, length);
    }
    return new RealGrid(what, part, height, width);
  }

  static double[] circular(String what, double[] a, double[] b, boolean conjugate, Engine engine) {
    if (a.length != b.length || a.length == 0) {
      throw new IllegalArgumentException(
          "%s: a has %d elements, b %d: circular needs as many, at least 1"
              .formatted(what, a.length, b.length));
    }
    RealFft fft = RealFft.plan(FftShape.of(a.length), Precision.FLOAT64, engine);
    double[] product = fft.forward(a);
    multiply(product, fft.forward(b), conjugate);
    return fft.inverse(product);
  }

  // x ← x·y or x·ȳ
  private static void multiply(double[] x, double[] y, boolean conjugate) {
    for (int k = 0; k < x.length; k += 2) {
      double yi = conjugate ? -y[k + 1] : y[k + 1];
      double re = x[k] * y[k] - x[k + 1] * yi;
      x[k + 1] = x[k] * yi + x[k + 1] * y[k];
      x[k] = re;
    }
  }
}
