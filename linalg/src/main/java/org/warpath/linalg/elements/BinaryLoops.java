package org.warpath.linalg.elements;

/** A loop for each {@link BinaryFunction}, so that those of single instructions are vectorised. */
final class BinaryLoops {

  private BinaryLoops() {}

  /** x[0 … count−1] ← f(x, y). */
  static void apply(BinaryFunction f, double[] x, double[] y, int count) {
    switch (f) {
      case ADD -> {
        for (int i = 0; i < count; i++) {
          x[i] = x[i] + y[i];
        }
      }
      case SUBTRACT -> {
        for (int i = 0; i < count; i++) {
          x[i] = x[i] - y[i];
        }
      }
      case MULTIPLY -> {
        for (int i = 0; i < count; i++) {
          x[i] = x[i] * y[i];
        }
      }
      case DIVIDE -> {
        for (int i = 0; i < count; i++) {
          x[i] = x[i] / y[i];
        }
      }
      case MIN -> {
        for (int i = 0; i < count; i++) {
          x[i] = Math.min(x[i], y[i]);
        }
      }
      case MAX -> {
        for (int i = 0; i < count; i++) {
          x[i] = Math.max(x[i], y[i]);
        }
      }
      case POW -> {
        for (int i = 0; i < count; i++) {
          x[i] = pow(x[i], y[i]);
        }
      }
      case ATAN2 -> {
        for (int i = 0; i < count; i++) {
          x[i] = Math.atan2(x[i], y[i]);
        }
      }
    }
  }

  // Java's pow gives NaN where IEEE 754's gives 1.
  private static double pow(double x, double y) {
    return x == 1 || (x == -1 && Double.isInfinite(y)) ? 1 : Math.pow(x, y);
  }
}
