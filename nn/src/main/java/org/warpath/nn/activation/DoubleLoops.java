package org.warpath.nn.activation;

import java.util.function.DoubleUnaryOperator;

/** {@link Function}s of the elements of float64 arrays, in place. */
final class DoubleLoops {
  // √(2/π), and Hendrycks and Gimpel's factor of the cube.
  static final double GELU_SCALE = 0.7978845608028654;
  static final double GELU_CUBE = 0.044715;
  private static final double INVERSE_ROOT_TWO_PI = 0.3989422804014327;
  // Beyond, Φ is 0 or 1 and φ is 0; times infinity that would be no number.
  private static final double NORMAL_RANGE = 40;

  private DoubleLoops() {}

  /** x[0 … count−1] ← f(x). */
  static void value(Activation f, double[] x, int count) {
    if (f.function() == Function.RELU) {
      for (int i = 0; i < count; i++) {
        x[i] = Math.max(x[i], 0);
      }
      return;
    }
    DoubleUnaryOperator value = value(f);
    for (int i = 0; i < count; i++) {
      x[i] = value.applyAsDouble(x[i]);
    }
  }

  /** f of one number. */
  static DoubleUnaryOperator value(Activation f) {
    double alpha = f.alpha();
    double beta = f.beta();
    return switch (f.function()) {
      case RELU -> x -> Math.max(x, 0);
      case LEAKY_RELU -> x -> x < 0 ? alpha * x : x;
      case ELU -> x -> x < 0 ? alpha * Math.expm1(x) : x;
      case SELU -> x -> beta * (x < 0 ? alpha * Math.expm1(x) : x);
      case SIGMOID -> DoubleLoops::sigmoid;
      case HARD_SIGMOID -> x -> Math.clamp(alpha * x + beta, 0.0, 1.0);
      case TANH -> Math::tanh;
      case SOFTPLUS -> x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
      case SOFTSIGN -> x -> x / (1 + Math.abs(x));
      case GELU -> DoubleLoops::gelu;
      case GELU_TANH -> x -> x * sigmoid(2 * inner(x));
      case CLIP -> x -> Math.min(Math.max(x, alpha), beta);
      case EXP -> Math::exp;
      case LOG -> Math::log;
      case NEGATE -> x -> -x;
      case SQRT -> Math::sqrt;
      case ABS -> Math::abs;
      case RECIPROCAL -> x -> 1 / x;
    };
  }

  /** v[0 … count−1] ← f′, where v is f's value or what it was taken of. */
  static void slope(Activation f, double[] v, int count) {
    if (f.function() == Function.RELU) {
      for (int i = 0; i < count; i++) {
        v[i] = v[i] > 0 ? 1 : 0;
      }
      return;
    }
    DoubleUnaryOperator slope = slope(f);
    for (int i = 0; i < count; i++) {
      v[i] = slope.applyAsDouble(v[i]);
    }
  }

  /** f′, told by y = f(x) or by x, as {@link Function#slopeIsOfValue} says. */
  static DoubleUnaryOperator slope(Activation f) {
    double alpha = f.alpha();
    double beta = f.beta();
    return switch (f.function()) {
      case RELU -> y -> y > 0 ? 1 : 0;
      case LEAKY_RELU -> x -> x < 0 ? alpha : 1;
      case ELU -> y -> y < 0 ? y + alpha : 1;
      case SELU -> y -> y < 0 ? y + alpha * beta : beta;
      case SIGMOID -> y -> y * (1 - y);
      case HARD_SIGMOID -> y -> y > 0 && y < 1 ? alpha : 0;
      case TANH -> y -> (1 - y) * (1 + y);
      case SOFTPLUS -> y -> -Math.expm1(-y);
      case SOFTSIGN -> y -> (1 - Math.abs(y)) * (1 - Math.abs(y));
      case GELU -> DoubleLoops::geluSlope;
      case GELU_TANH -> DoubleLoops::geluTanhSlope;
      case CLIP -> y -> y > alpha && y < beta ? 1 : 0;
      case EXP -> y -> y;
      case LOG -> x -> 1 / x;
      case NEGATE -> y -> -1;
      case SQRT -> y -> 0.5 / y;
      case ABS -> Math::signum;
      case RECIPROCAL -> y -> -y * y;
    };
  }

  /** x[0 … count−1] ← x·y. */
  static void multiply(double[] x, double[] y, int count) {
    for (int i = 0; i < count; i++) {
      x[i] *= y[i];
    }
  }

  // By the exponential that does not overflow.
  private static double sigmoid(double x) {
    double e = Math.exp(-Math.abs(x));
    return (x >= 0 ? 1 : e) / (1 + e);
  }

  private static double normal(double x) {
    return 0.5 * Erf.complement(-x * Math.sqrt(0.5));
  }

  private static double gelu(double x) {
    return Math.max(x, -NORMAL_RANGE) * normal(x);
  }

  private static double geluSlope(double x) {
    double t = Math.clamp(x, -NORMAL_RANGE, NORMAL_RANGE);
    return normal(x) + t * INVERSE_ROOT_TWO_PI * Math.exp(-0.5 * t * t);
  }

  private static double inner(double x) {
    return GELU_SCALE * (x + GELU_CUBE * x * x * x);
  }

  // y = x·σ(2u), so y′ = σ + x·σ·(1 − σ)·2u′.
  private static double geluTanhSlope(double x) {
    double s = sigmoid(2 * inner(x));
    return s + x * s * (1 - s) * 2 * GELU_SCALE * (1 + 3 * GELU_CUBE * x * x);
  }
}
