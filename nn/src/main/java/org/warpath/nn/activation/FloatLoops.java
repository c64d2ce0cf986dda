package org.warpath.nn.activation;

import java.util.function.DoubleUnaryOperator;

/**
 * {@link Function}s of the elements of float32 arrays, in place. A method has one loop: compiled
 * for itself it is vectorised, whichever functions were used before.
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
      case RELU -> relu(x, count);
      case LEAKY_RELU -> leakyRelu(x, count, alpha);
      case ELU -> FloatExponentials.elu(x, alpha, 1, count);
      case SELU -> FloatExponentials.elu(x, alpha * beta, beta, count);
      case SIGMOID -> FloatExponentials.sigmoid(x, count);
      case HARD_SIGMOID -> hardSigmoid(x, count, alpha, beta);
      case TANH -> FloatExponentials.tanh(x, count);
      case SOFTPLUS -> FloatExponentials.softplus(x, count);
      case SOFTSIGN -> softsign(x, count);
      case GELU -> FloatGelu.value(x, count);
      case GELU_TANH -> geluTanh(x, count);
      case CLIP -> clip(x, count, alpha, beta);
      case EXP -> FloatExponentials.exp(x, count);
      case NEGATE -> negate(x, count);
      case SQRT -> sqrt(x, count);
      case ABS -> abs(x, count);
      case RECIPROCAL -> reciprocal(x, count);
      case LOG -> log(x, count);
    }
  }

  private static void relu(float[] x, int count) {
    for (int i = 0; i < count; i++) {
      x[i] = Math.max(x[i], 0);
    }
  }

  private static void leakyRelu(float[] x, int count, float alpha) {
    for (int i = 0; i < count; i++) {
      x[i] = Math.max(x[i], 0) + alpha * Math.min(x[i], 0);
    }
  }

  private static void hardSigmoid(float[] x, int count, float alpha, float beta) {
    for (int i = 0; i < count; i++) {
      x[i] = Math.min(Math.max(alpha * x[i] + beta, 0), 1);
    }
  }

  private static void softsign(float[] x, int count) {
    for (int i = 0; i < count; i++) {
      x[i] = x[i] / (1 + Math.abs(x[i]));
    }
  }

  private static void clip(float[] x, int count, float alpha, float beta) {
    for (int i = 0; i < count; i++) {
      x[i] = Math.min(Math.max(x[i], alpha), beta);
    }
  }

  private static void negate(float[] x, int count) {
    for (int i = 0; i < count; i++) {
      x[i] = -x[i];
    }
  }

  private static void sqrt(float[] x, int count) {
    for (int i = 0; i < count; i++) {
      x[i] = (float) Math.sqrt(x[i]);
    }
  }

  private static void abs(float[] x, int count) {
    for (int i = 0; i < count; i++) {
      x[i] = Math.abs(x[i]);
    }
  }

  private static void reciprocal(float[] x, int count) {
    for (int i = 0; i < count; i++) {
      x[i] = 1 / x[i];
    }
  }

  private static void log(float[] x, int count) {
    for (int i = 0; i < count; i++) {
      x[i] = (float) Math.log(x[i]);
    }
  }

  private static void geluTanh(float[] x, int count) {
    float[] y = new float[count];
    for (int i = 0; i < count; i++) {
      y[i] = GELU_TWICE_SCALE * (x[i] + GELU_CUBE * x[i] * x[i] * x[i]);
    }
    FloatExponentials.sigmoid(y, count);
    multiply(x, y, count);
  }

  /** v[0 … count−1] ← f′, where v is f's value or what it was taken of. */
  static void slope(Activation f, float[] v, int count) {
    float alpha = (float) f.alpha();
    float beta = (float) f.beta();
    switch (f.function()) {
      case RELU -> reluSlope(v, count);
      case LEAKY_RELU -> leakyReluSlope(v, count, alpha);
      case ELU -> eluSlope(v, count, alpha, 1);
      case SELU -> eluSlope(v, count, alpha * beta, beta);
      case SIGMOID -> sigmoidSlope(v, count);
      case HARD_SIGMOID -> hardSigmoidSlope(v, count, alpha);
      case TANH -> tanhSlope(v, count);
      case SOFTPLUS -> FloatExponentials.softplusSlope(v, count);
      case SOFTSIGN -> softsignSlope(v, count);
      case GELU -> FloatGelu.slope(v, count);
      case CLIP -> clipSlope(v, count, alpha, beta);
      case GELU_TANH, EXP, LOG, NEGATE, SQRT, ABS, RECIPROCAL -> {
        DoubleUnaryOperator slope = DoubleLoops.slope(f);
        for (int i = 0; i < count; i++) {
          v[i] = (float) slope.applyAsDouble(v[i]);
        }
      }
    }
  }

  private static void reluSlope(float[] v, int count) {
    for (int i = 0; i < count; i++) {
      v[i] = Math.signum(v[i]);
    }
  }

  private static void leakyReluSlope(float[] v, int count, float alpha) {
    for (int i = 0; i < count; i++) {
      float below = below0(v[i]);
      v[i] = (1 - below) + below * alpha;
    }
  }

  private static void eluSlope(float[] v, int count, float alpha, float above) {
    for (int i = 0; i < count; i++) {
      float below = below0(v[i]);
      v[i] = (1 - below) * above + below * (Math.min(v[i], 0) + alpha);
    }
  }

  private static void sigmoidSlope(float[] v, int count) {
    for (int i = 0; i < count; i++) {
      v[i] = v[i] * (1 - v[i]);
    }
  }

  private static void hardSigmoidSlope(float[] v, int count, float alpha) {
    for (int i = 0; i < count; i++) {
      v[i] = alpha * below0(-v[i]) * below0(v[i] - 1);
    }
  }

  private static void tanhSlope(float[] v, int count) {
    for (int i = 0; i < count; i++) {
      v[i] = (1 - v[i]) * (1 + v[i]);
    }
  }

  private static void softsignSlope(float[] v, int count) {
    for (int i = 0; i < count; i++) {
      v[i] = (1 - Math.abs(v[i])) * (1 - Math.abs(v[i]));
    }
  }

  private static void clipSlope(float[] v, int count, float alpha, float beta) {
    for (int i = 0; i < count; i++) {
      v[i] = below0(alpha - v[i]) * below0(v[i] - beta);
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
