package org.warpath.linalg.elements;

/** A function of two numbers. NaN gives NaN where nothing else is said. */
public enum BinaryFunction {
  /** x + y. */
  ADD,
  /** x − y. */
  SUBTRACT,
  /** x · y. */
  MULTIPLY,
  /** x / y; a zero divisor gives ±∞ or NaN. */
  DIVIDE,
  /** The smaller; −0 is smaller than 0. */
  MIN,
  /** The larger; 0 is larger than −0. */
  MAX,
  /** xʸ as IEEE 754's pow: x⁰ and 1ʸ are 1 even for NaN, (−1)^±∞ is 1. */
  POW,
  /** The angle of the point (y, x) in radians, in [−π, π]; the first operand is the ordinate. */
  ATAN2
}
