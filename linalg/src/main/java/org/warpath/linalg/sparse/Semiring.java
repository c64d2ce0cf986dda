package org.warpath.linalg.sparse;

/**
 * How a sparse product adds and multiplies. {@code add} is associative and commutative with neutral
 * element {@link #zero}, which is also what an absent entry counts as; {@code multiply} has the
 * neutral element {@link #one}.
 */
public enum Semiring {

  /** (+, ×): the product of linear algebra. */
  PLUS_TIMES(0f, 1f),

  /** (min, +): one step of shortest paths. */
  MIN_PLUS(Float.POSITIVE_INFINITY, 0f),

  /** (max, min): one step of widest paths. */
  MAX_MIN(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY),

  /** (∨, ∧): one step of reachability. Every number but ±0 is true; results are 0 or 1. */
  OR_AND(0f, 1f);

  private final float zero;
  private final float one;

  Semiring(float zero, float one) {
    this.zero = zero;
    this.one = one;
  }

  /** The neutral element of {@link #add}: 0, +∞, −∞, 0. */
  public float zero() {
    return zero;
  }

  /** The neutral element of {@link #multiply}: 1, 0, +∞, 1. */
  public float one() {
    return one;
  }

  /** The semiring's sum of two numbers, in float32. */
  public float add(float a, float b) {
    return switch (this) {
      case PLUS_TIMES -> a + b;
      case MIN_PLUS -> Math.min(a, b);
      case MAX_MIN -> Math.max(a, b);
      case OR_AND -> a != 0 || b != 0 ? 1f : 0f;
    };
  }

  /** The semiring's product of two numbers, in float32. */
  public float multiply(float a, float b) {
    return switch (this) {
      case PLUS_TIMES -> a * b;
      case MIN_PLUS -> a + b;
      case MAX_MIN -> Math.min(a, b);
      case OR_AND -> a != 0 && b != 0 ? 1f : 0f;
    };
  }
}
