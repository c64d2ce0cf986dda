package org.warpath.graph.io.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * Scans decimal numbers from bytes, without strings in the common case. The result is the float32
 * nearest to the number as written, as {@link Float#parseFloat} gives it.
 *
 * <p>Up to 18 digits and one power of ten up to 10²² give a double that is off by less than two
 * units in its last place. Rounding that to float32 is right unless the double lies that close to
 * the middle between two neighbouring floats; only then, and for extreme exponents, the slow exact
 * way is taken. (The idea is that of W. D. Clinger, "How to read floating point numbers
 * accurately", 1990.)
 */
final class DecimalScanner {
  private static final int KEPT_DIGITS = 18;
  private static final double[] POWERS_OF_TEN = new double[23];
  private static final float SMALLEST_NORMAL = Float.MIN_NORMAL;
  private static final double LARGEST_SAFE = 3.4e38;

  // The 29 bits of a double's mantissa that float32 has no room for, and their middle.
  private static final long DROPPED_BITS = (1L << 29) - 1;
  private static final long MIDDLE = 1L << 28;
  private static final long MARGIN = 4;

  static {
    for (int i = 0; i < POWERS_OF_TEN.length; i++) {
      POWERS_OF_TEN[i] = Double.parseDouble("1e" + i);
    }
  }

  private int end;
  private float value;

  /** Where the number scanned last ends. */
  int end() {
    return end;
  }

  /** The number scanned last; infinite if it is beyond float32. */
  float value() {
    return value;
  }

  /**
   * Scans {@code [+-] digits [. digits] [e [+-] digits]}, with at least one digit before the
   * exponent.
   *
   * @param limit where the bytes end
   * @return whether there is such a number at {@code from}; it may be followed by anything
   */
  boolean scan(byte[] bytes, int from, int limit) {
    int at = from;
    boolean negative = false;
    if (at < limit && (bytes[at] == '-' || bytes[at] == '+')) {
      negative = bytes[at] == '-';
      at++;
    }
    long digits = 0;
    int kept = 0;
    int seen = 0;
    int exponent = 0;
    boolean fraction = false;
    for (; at < limit; at++) {
      int digit = bytes[at] - '0';
      if (digit < 0 || digit > 9) {
        if (digit != '.' - '0' || fraction) {
          break;
        }
        fraction = true;
        continue;
      }
      seen++;
      if (kept < KEPT_DIGITS) {
        digits = digits * 10 + digit;
        kept += digits == 0 ? 0 : 1;
        exponent -= fraction ? 1 : 0;
      } else {
        exponent += fraction ? 0 : 1;
      }
    }
    if (seen == 0) {
      return false;
    }
    end = at;
    if (at < limit && (bytes[at] == 'e' || bytes[at] == 'E')) {
      exponent += scanExponent(bytes, at + 1, limit);
    }
    value = round(bytes, from, negative, digits, exponent);
    return true;
  }

  /** The exponent at {@code from}, moving the end behind it; 0 if there is none. */
  private int scanExponent(byte[] bytes, int from, int limit) {
    int at = from;
    boolean negative = at < limit && bytes[at] == '-';
    if (negative || (at < limit && bytes[at] == '+')) {
      at++;
    }
    int exponent = 0;
    int first = at;
    while (at < limit && bytes[at] >= '0' && bytes[at] <= '9') {
      exponent = Math.min(exponent * 10 + bytes[at] - '0', 1_000_000);
      at++;
    }
    if (at == first) {
      return 0;
    }
    end = at;
    return negative ? -exponent : exponent;
  }

  private float round(byte[] bytes, int from, boolean negative, long digits, int exponent) {
    if (digits == 0) {
      return negative ? -0f : 0f;
    }
    if (Math.abs(exponent) < POWERS_OF_TEN.length) {
      double near =
          exponent < 0 ? digits / POWERS_OF_TEN[-exponent] : digits * POWERS_OF_TEN[exponent];
      long dropped = Double.doubleToRawLongBits(near) & DROPPED_BITS;
      boolean clear = Math.abs(dropped - MIDDLE) > MARGIN;
      if (clear && near >= SMALLEST_NORMAL && near < LARGEST_SAFE) {
        return (float) (negative ? -near : near);
      }
    }
    return Float.parseFloat(new String(bytes, from, end - from, ISO_8859_1));
  }
}
