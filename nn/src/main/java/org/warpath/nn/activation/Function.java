package org.warpath.nn.activation;

import java.util.Locale;

/** Functions of one element, with up to two constants, {@code alpha} and {@code beta}. */
public enum Function {
  /** max(x, 0). */
  RELU(true),
  /** x, below 0 alpha·x. */
  LEAKY_RELU(false),
  /** x, below 0 alpha·(eˣ − 1): Clevert, Unterthiner and Hochreiter (2016). alpha ≥ 0. */
  ELU(true),
  /** beta·ELU with alpha, beta ≥ 0: Klambauer and others (2017). */
  SELU(true),
  /** 1 / (1 + e⁻ˣ). */
  SIGMOID(true),
  /** alpha·x + beta, kept in [0, 1]. */
  HARD_SIGMOID(true),
  /** The hyperbolic tangent. */
  TANH(true),
  /** log(1 + eˣ). */
  SOFTPLUS(true),
  /** x / (1 + |x|). */
  SOFTSIGN(true),
  /** x·Φ(x), Φ the normal distribution's: Hendrycks and Gimpel (2016). */
  GELU(false),
  /** GELU with Φ(x) ≈ (1 + tanh(√(2/π)·(x + 0.044715·x³))) / 2. */
  GELU_TANH(false),
  /** x, kept in [alpha, beta]; the slope is 0 at both. */
  CLIP(true),
  /** eˣ. */
  EXP(true),
  /** The natural logarithm. */
  LOG(false),
  /** −x. */
  NEGATE(true),
  /** √x. */
  SQRT(true),
  /** |x|; the slope at 0 is 0. */
  ABS(false),
  /** 1/x. */
  RECIPROCAL(true);

  // Whether the slope is told by the value; else by x.
  private final boolean slopeIsOfValue;

  Function(boolean slopeIsOfValue) {
    this.slopeIsOfValue = slopeIsOfValue;
  }

  boolean slopeIsOfValue() {
    return slopeIsOfValue;
  }

  /** Its number in the kernels. */
  int kernelCode() {
    return switch (this) {
      case RELU -> 0;
      case LEAKY_RELU -> 1;
      case ELU -> 2;
      case SELU -> 3;
      case SIGMOID -> 4;
      case HARD_SIGMOID -> 5;
      case TANH -> 6;
      case SOFTPLUS -> 7;
      case SOFTSIGN -> 8;
      case GELU -> 9;
      case GELU_TANH -> 10;
      case CLIP -> 11;
      case EXP -> 12;
      case LOG -> 13;
      case NEGATE -> 14;
      case SQRT -> 15;
      case ABS -> 16;
      case RECIPROCAL -> 17;
    };
  }

  String kind() {
    return name().toLowerCase(Locale.ROOT).replace("_", "");
  }
}
