package org.warpath.linalg.elements;

/** A loop for each {@link UnaryFunction}, so that those of single instructions are vectorised. */
final class UnaryLoops {

  private UnaryLoops() {}

  /** x[0 … count−1] ← f(x). */
  static void apply(UnaryFunction f, double[] x, int count) {
    switch (f) {
      case NEGATE -> {
        for (int i = 0; i < count; i++) {
          x[i] = -x[i];
        }
      }
      case ABS -> {
        for (int i = 0; i < count; i++) {
          x[i] = Math.abs(x[i]);
        }
      }
      case SIGN -> {
        for (int i = 0; i < count; i++) {
          x[i] = Math.signum(x[i]);
        }
      }
      case SQUARE -> {
        for (int i = 0; i < count; i++) {
          x[i] = x[i] * x[i];
        }
      }
      case SQRT -> {
        for (int i = 0; i < count; i++) {
          x[i] = Math.sqrt(x[i]);
        }
      }
      case RECIPROCAL -> {
        for (int i = 0; i < count; i++) {
          x[i] = 1 / x[i];
        }
      }
      case EXP -> {
        for (int i = 0; i < count; i++) {
          x[i] = Math.exp(x[i]);
        }
      }
      case EXPM1 -> {
        for (int i = 0; i < count; i++) {
          x[i] = Math.expm1(x[i]);
        }
      }
      case LOG -> {
        for (int i = 0; i < count; i++) {
          x[i] = Math.log(x[i]);
        }
      }
      case LOG1P -> {
        for (int i = 0; i < count; i++) {
          x[i] = Math.log1p(x[i]);
        }
      }
      case SIN -> {
        for (int i = 0; i < count; i++) {
          x[i] = Math.sin(x[i]);
        }
      }
      case COS -> {
        for (int i = 0; i < count; i++) {
          x[i] = Math.cos(x[i]);
        }
      }
      case TAN -> {
        for (int i = 0; i < count; i++) {
          x[i] = Math.tan(x[i]);
        }
      }
      case TANH -> {
        for (int i = 0; i < count; i++) {
          x[i] = Math.tanh(x[i]);
        }
      }
      case SIGMOID -> {
        for (int i = 0; i < count; i++) {
          x[i] = sigmoid(x[i]);
        }
      }
      case RELU -> {
        for (int i = 0; i < count; i++) {
          x[i] = Math.max(x[i], 0);
        }
      }
      case FLOOR -> {
        for (int i = 0; i < count; i++) {
          x[i] = Math.floor(x[i]);
        }
      }
      case CEIL -> {
        for (int i = 0; i < count; i++) {
          x[i] = Math.ceil(x[i]);
        }
      }
      case ROUND -> {
        for (int i = 0; i < count; i++) {
          x[i] = Math.rint(x[i]);
        }
      }
    }
  }

  // By the exponential that does not overflow.
  private static double sigmoid(double x) {
    if (x >= 0) {
      return 1 / (1 + Math.exp(-x));
    }
    double e = Math.exp(x);
    return e / (1 + e);
  }
}
