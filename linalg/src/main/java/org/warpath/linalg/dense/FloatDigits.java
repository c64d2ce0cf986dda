package org.warpath.linalg.dense;

import java.math.BigInteger;
import org.warpath.linalg.ElementType;

/**
 * A positive number's decimal digits d₀d₁d₂…, worth d₀.d₁d₂… · 10^exponent: as few as tell it from
 * its neighbours of the same type, within bounds. Exact, with large integers (Steele and White, How
 * to print floating-point numbers accurately, 1990; rounding and the bounds' effect are those of
 * NumPy's dragon4).
 *
 * @param digits at least one, in ASCII
 * @param exponent the power of ten of the first digit
 */
record FloatDigits(String digits, int exponent) {

  /** How many digits to give. */
  enum Point {
    /** Bounds count digits behind the first one. */
    FLOATING,
    /** Bounds count digits behind the decimal point of the number written out. */
    FIXED
  }

  /**
   * Digits of {@code value}.
   *
   * @param value above 0, finite, exact in {@code type}
   * @param point what the bounds count from
   * @param least digits to give even if fewer would do; they are those of the exact value
   * @param most digits after which to stop, rounding to the nearest, ties to even
   */
  static FloatDigits of(double value, ElementType type, Point point, int least, int most) {
    int bits = bits(type);
    int lowest = smallestExponent(type) - (bits - 1);
    int power = Math.max(Math.getExponent(value) - (bits - 1), lowest);
    long mantissa = (long) Math.scalb(value, -power);
    boolean even = (mantissa & 1) == 0;
    // A power of two's lower neighbour is only half as far as its upper one.
    boolean uneven = mantissa == 1L << (bits - 1) && power > lowest;

    // value = rest / scale; it is told from its neighbours by anything within these margins.
    int up = Math.max(power, 0);
    BigInteger rest = BigInteger.valueOf(mantissa).shiftLeft(2 + up);
    BigInteger below = BigInteger.valueOf(uneven ? 1 : 2).shiftLeft(up);
    BigInteger above = BigInteger.TWO.shiftLeft(up);
    BigInteger scale = BigInteger.valueOf(4).shiftLeft(Math.max(-power, 0));
    int exponent = exponent(rest, scale);
    BigInteger ten = BigInteger.TEN.pow(Math.abs(exponent));
    if (exponent >= 0) {
      scale = scale.multiply(ten);
    } else {
      rest = rest.multiply(ten);
      below = below.multiply(ten);
      above = above.multiply(ten);
    }

    int first = point == Point.FIXED ? 1 + exponent : 1;
    StringBuilder digits = new StringBuilder();
    while (true) {
      BigInteger[] quotient = rest.divideAndRemainder(scale);
      int digit = quotient[0].intValueExact();
      rest = quotient[1];
      int toBelow = rest.compareTo(below);
      int toAbove = rest.add(above).compareTo(scale);
      boolean low = toBelow < 0 || (even && toBelow == 0);
      boolean high = toAbove > 0 || (even && toAbove == 0);
      int count = digits.length() + 1;
      if (((low || high) && count >= first + least) || count == first + most) {
        int half = rest.shiftLeft(1).compareTo(scale);
        boolean nearerUp = half > 0 || (half == 0 && digit % 2 == 1);
        boolean roundUp = low == high ? nearerUp : high;
        return rounded(digits, digit + (roundUp ? 1 : 0), exponent);
      }
      digits.append((char) ('0' + digit));
      rest = rest.multiply(BigInteger.TEN);
      below = below.multiply(BigInteger.TEN);
      above = above.multiply(BigInteger.TEN);
    }
  }

  private static FloatDigits rounded(StringBuilder digits, int last, int exponent) {
    if (last < 10) {
      return new FloatDigits(digits.append((char) ('0' + last)).toString(), exponent);
    }
    int end = digits.length();
    while (end > 0 && digits.charAt(end - 1) == '9') {
      end--;
    }
    if (end == 0) {
      return new FloatDigits("1", exponent + 1);
    }
    digits.setLength(end);
    digits.setCharAt(end - 1, (char) (digits.charAt(end - 1) + 1));
    return new FloatDigits(digits.toString(), exponent);
  }

  /** The largest k for which 10ᵏ ≤ rest / scale. */
  private static int exponent(BigInteger rest, BigInteger scale) {
    // The quotient lies between 2^(bits − 1) and 2^(bits + 1).
    int bits = rest.bitLength() - scale.bitLength();
    int k = (int) Math.floor((bits - 1) * Math.log10(2));
    while (isAtLeast(rest, scale, k + 1)) {
      k++;
    }
    return k;
  }

  private static boolean isAtLeast(BigInteger rest, BigInteger scale, int power) {
    BigInteger ten = BigInteger.TEN.pow(Math.abs(power));
    return power >= 0
        ? rest.compareTo(scale.multiply(ten)) >= 0
        : rest.multiply(ten).compareTo(scale) >= 0;
  }

  private static int bits(ElementType type) {
    return switch (type) {
      case FLOAT16 -> 11;
      case BFLOAT16 -> 8;
      case FLOAT32 -> 24;
      case FLOAT64 -> Double.PRECISION;
    };
  }

  private static int smallestExponent(ElementType type) {
    return switch (type) {
      case FLOAT16 -> -14;
      case BFLOAT16, FLOAT32 -> Float.MIN_EXPONENT;
      case FLOAT64 -> Double.MIN_EXPONENT;
    };
  }
}
