package org.warpath.nn.recurrent;

/**
 * tanh and the logistic function of arrays. For float32 by the rational function of Eigen's {@code
 * ptanh}, whose loop is vectorised, within 4e-7 of the true value; for float64 by the library's.
 */
final class Squash {
  // From here on tanh is 1 in float32.
  private static final double LARGEST = 7.905311107635498;

  private final boolean isExact;

  /** With float64's accuracy if {@code isExact}. */
  Squash(boolean isExact) {
    this.isExact = isExact;
  }

  /** x ← tanh x. */
  void tanh(double[] x, int n) {
    if (isExact) {
      for (int i = 0; i < n; i++) {
        x[i] = Math.tanh(x[i]);
      }
    } else {
      for (int i = 0; i < n; i++) {
        x[i] = rational(x[i]);
      }
    }
  }

  /** x ← 1 / (1 + e^−x). */
  void logistic(double[] x, int n) {
    if (isExact) {
      for (int i = 0; i < n; i++) {
        x[i] = x[i] >= 0 ? 1 / (1 + Math.exp(-x[i])) : 1 - 1 / (1 + Math.exp(x[i]));
      }
    } else {
      for (int i = 0; i < n; i++) {
        x[i] = 0.5 + 0.5 * rational(0.5 * x[i]);
      }
    }
  }

  private static double rational(double any) {
    double x = Math.max(-LARGEST, Math.min(LARGEST, any));
    double s = x * x;
    double p = -2.76076847742355e-16;
    p = p * s + 2.00018790482477e-13;
    p = p * s - 8.60467152213735e-11;
    p = p * s + 5.12229709037114e-08;
    p = p * s + 1.48572235717979e-05;
    p = p * s + 6.37261928875436e-04;
    p = p * s + 4.89352455891786e-03;
    double q = 1.19825839466702e-06;
    q = q * s + 1.18534705686654e-04;
    q = q * s + 2.26843463243900e-03;
    q = q * s + 4.89352518554385e-03;
    return x * p / q;
  }
}
