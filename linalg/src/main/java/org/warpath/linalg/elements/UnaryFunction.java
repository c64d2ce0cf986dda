package org.warpath.linalg.elements;

/**
 * A function of one number. NaN gives NaN; a value outside the domain gives NaN as IEEE 754 has it.
 */
public enum UnaryFunction {
  /** −x. */
  NEGATE,
  /** |x|. */
  ABS,
  /** −1, 1, or x itself if it is a zero. */
  SIGN,
  /** x². */
  SQUARE,
  /** √x; NaN below 0. */
  SQRT,
  /** 1/x; ±∞ for ±0. */
  RECIPROCAL,
  /** eˣ. */
  EXP,
  /** eˣ − 1, precise near 0. */
  EXPM1,
  /** The natural logarithm; −∞ for 0, NaN below. */
  LOG,
  /** log(1 + x), precise near 0. */
  LOG1P,
  /** Sine of radians. */
  SIN,
  /** Cosine of radians. */
  COS,
  /** Tangent of radians. */
  TAN,
  /** Hyperbolic tangent. */
  TANH,
  /** 1 / (1 + e⁻ˣ). */
  SIGMOID,
  /** max(x, 0). */
  RELU,
  /** The nearest integer not above x. */
  FLOOR,
  /** The nearest integer not below x. */
  CEIL,
  /** The nearest integer; of two, the even one. */
  ROUND
}
