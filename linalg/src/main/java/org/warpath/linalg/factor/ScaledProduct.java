package org.warpath.linalg.factor;

import org.warpath.linalg.dense.Vector;

/**
 * A product of numbers that neither overflows nor underflows on the way.
 *
 * @param mantissa 0, or of magnitude in [1, 2)
 * @param exponent the power of two that it is multiplied by
 */
record ScaledProduct(double mantissa, long exponent) {
  private static final int BEYOND_ANY_DOUBLE = 5000;

  /** The product of all elements; 1 if there are none. */
  static ScaledProduct of(Vector factors) {
    double mantissa = 1;
    long exponent = 0;
    for (int i = 0; i < factors.length(); i++) {
      double factor = factors.get(i);
      if (factor == 0) {
        return new ScaledProduct(0, 0);
      }
      int shift = Math.getExponent(factor);
      mantissa *= Math.scalb(factor, -shift);
      int carry = Math.getExponent(mantissa);
      mantissa = Math.scalb(mantissa, -carry);
      exponent += shift + carry;
    }
    return new ScaledProduct(mantissa, exponent);
  }

  ScaledProduct negated() {
    return new ScaledProduct(-mantissa, exponent);
  }

  ScaledProduct squared() {
    return new ScaledProduct(mantissa * mantissa, 2 * exponent);
  }

  /** The product; infinite or 0 if beyond a double's range. */
  double value() {
    return Math.scalb(mantissa, Math.clamp(exponent, -BEYOND_ANY_DOUBLE, BEYOND_ANY_DOUBLE));
  }

  /** The natural logarithm of its magnitude; −∞ if it is 0. */
  double logMagnitude() {
    return Math.log(Math.abs(mantissa)) + exponent * Math.log(2);
  }

  /** −1, 0 or 1. */
  int sign() {
    return (int) Math.signum(mantissa);
  }
}
