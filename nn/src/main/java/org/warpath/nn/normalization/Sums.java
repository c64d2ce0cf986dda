package org.warpath.nn.normalization;

/**
 * Sums of the first elements of arrays, in a fixed order: four side by side, as one would wait for
 * each addition before the next.
 */
final class Sums {
  private Sums() {}

  /** Σ x. */
  static double of(double[] x, int count) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < count; i += 4) {
      a += x[i];
      b += x[i + 1];
      c += x[i + 2];
      d += x[i + 3];
    }
    for (; i < count; i++) {
      a += x[i];
    }
    return (a + b) + (c + d);
  }

  /** Σ (x − mean)². */
  static double ofSquares(double[] x, double mean, int count) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < count; i += 4) {
      a += (x[i] - mean) * (x[i] - mean);
      b += (x[i + 1] - mean) * (x[i + 1] - mean);
      c += (x[i + 2] - mean) * (x[i + 2] - mean);
      d += (x[i + 3] - mean) * (x[i + 3] - mean);
    }
    for (; i < count; i++) {
      a += (x[i] - mean) * (x[i] - mean);
    }
    return (a + b) + (c + d);
  }

  /** Σ (x − mean) · y. */
  static double ofProducts(double[] x, double mean, double[] y, int count) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < count; i += 4) {
      a += (x[i] - mean) * y[i];
      b += (x[i + 1] - mean) * y[i + 1];
      c += (x[i + 2] - mean) * y[i + 2];
      d += (x[i + 3] - mean) * y[i + 3];
    }
    for (; i < count; i++) {
      a += (x[i] - mean) * y[i];
    }
    return (a + b) + (c + d);
  }
}
