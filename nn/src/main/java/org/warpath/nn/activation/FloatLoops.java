package org.warpath.nn.activation;

import java.util.function.DoubleUnaryOperator;

/**
 * {@link Function}s of the elements of float32 arrays, in place: those of single instructions and
 * exponentials in float32, in loops that are vectorised, all others in float64.
 */
final class FloatLoops {
  private static final float GELU_TWICE_SCALE = (float) (2 * DoubleLoops.GELU_SCALE);
  private static final float GELU_CUBE = (float) DoubleLoops.GELU_CUBE;

  private FloatLoops() {}

  /** x[0 … count−1] ← f(x). */
  static void value(Activation f, float[] x, int count) {
    float alpha = (float) f.alpha();
    float beta = (float) f.beta();
    switch (f.function()) {
      case RELU -> {
        for (int i = 0; i < count; i++) {
          x[i] = Math.max(x[i], 0);
        }
      }
      case LEAKY_RELU -> {
        for (int i = 0; i < count; i++) {
          x[i] = Math.max(x[i], 0) + alpha * Math.min(x[i], 0);
        }
      }
      case ELU -> exponentialBelow0(x, count, alpha, 1);
      case SELU -> exponentialBelow0(x, count, alpha * beta, beta);
      case SIGMOID -> FloatExponentials.sigmoid(x, count);
      case HARD_SIGMOID -> {
        for (int i = 0; i < count; i++) {
          x[i] = Math.min(Math.max(alpha * x[i] + beta, 0), 1);
        }
      }
      case TANH -> FloatExponentials.tanh(x, count);
      case SOFTSIGN -> {
        for (int i = 0; i < count; i++) {
          x[i] = x[i] / (1 + Math.abs(x[i]));
        }
      }
      case CLIP -> {
        for (int i = 0; i < count; i++) {
          x[i] = Math.min(Math.max(x[i], alpha), beta);
        }
      }
      case EXP -> FloatExponentials.exp(x, count);
      case NEGATE -> {
        for (int i = 0; i < count; i++) {
          x[i] = -x[i];
        }
      }
      case SQRT -> {
        for (int i = 0; i < count; i++) {
          x[i] = (float) Math.sqrt(x[i]);
        }
      }
      case ABS -> {
        for (int i = 0; i < count; i++) {
          x[i] = Math.abs(x[i]);
        }
      }
      case RECIPROCAL -> {
        for (int i = 0; i < count; i++) {
          x[i] = 1 / x[i];
        }
      }
      case GELU_TANH -> geluTanh(x, count);
      case SOFTPLUS, GELU, LOG -> {
        DoubleUnaryOperator value = DoubleLoops.value(f);
        for (int i = 0; i < count; i++) {
          x[i] = (float) value.applyAsDouble(x[i]);
        }
      }
    }
  }

  private static void geluTanh(float[] x, int count) {
    float[] y = new float[count];
    for (int i = 0; i < count; i++) {
      y[i] = GELU_TWICE_SCALE * (x[i] + GELU_CUBE * x[i] * x[i] * x[i]);
    }
    FloatExponentials.sigmoid(y, count);
    for (int i = 0; i < count; i++) {
      x[i] *= y[i];
    }
  }

  private static void exponentialBelow0(float[] x, int count, float below, float above) {
    float[] positive = new float[count];
    for (int i = 0; i < count; i++) {
      positive[i] = Math.max(x[i], 0);
      x[i] = Math.min(x[i], 0);
    }
    FloatExponentials.expm1(x, count);
    for (int i = 0; i < count; i++) {
      x[i] = above * positive[i] + below * x[i];
    }
  }

  /** v[0 … count−1] ← f′, where v is f's value or what it was taken of. */
  static void slope(Activation f, float[] v, int count) {
    float alpha = (float) f.alpha();
    float beta = (float) f.beta();
    switch (f.function()) {
      case RELU -> {
        for (int i = 0; i < count; i++) {
          v[i] = Math.signum(v[i]);
        }
      }
      case LEAKY_RELU -> {
        for (int i = 0; i < count; i++) {
          float below = below0(v[i]);
          v[i] = (1 - below) + below * alpha;
        }
      }
      case ELU -> {
        for (int i = 0; i < count; i++) {
          float below = below0(v[i]);
          v[i] = (1 - below) + below * (Math.min(v[i], 0) + alpha);
        }
      }
      case SELU -> {
        for (int i = 0; i < count; i++) {
          float below = below0(v[i]);
          v[i] = (1 - below) * beta + below * (Math.min(v[i], 0) + alpha * beta);
        }
      }
      case SIGMOID -> {
        for (int i = 0; i < count; i++) {
          v[i] = v[i] * (1 - v[i]);
        }
      }
      case HARD_SIGMOID -> {
        for (int i = 0; i < count; i++) {
          v[i] = alpha * below0(-v[i]) * below0(v[i] - 1);
        }
      }
      case TANH -> {
        for (int i = 0; i < count; i++) {
          v[i] = (1 - v[i]) * (1 + v[i]);
        }
      }
      case SOFTSIGN -> {
        for (int i = 0; i < count; i++) {
          v[i] = (1 - Math.abs(v[i])) * (1 - Math.abs(v[i]));
        }
      }
      case CLIP -> {
        for (int i = 0; i < count; i++) {
          v[i] = below0(alpha - v[i]) * below0(v[i] - beta);
        }
      }
      case SOFTPLUS, GELU, GELU_TANH, EXP, LOG, NEGATE, SQRT, ABS, RECIPROCAL -> {
        DoubleUnaryOperator slope = DoubleLoops.slope(f);
        for (int i = 0; i < count; i++) {
          v[i] = (float) slope.applyAsDouble(v[i]);
        }
      }
    }
  }

  // 1 below 0, else 0: a choice would be a branch, of which random signs mislead half.
  private static float below0(float x) {
    return -Math.signum(Math.min(x, 0));
  }

  /** x[0 … count−1] ← x·y. */
  static void multiply(float[] x, float[] y, int count) {
    for (int i = 0; i < count; i++) {
      x[i] *= y[i];
    }
  }
}
