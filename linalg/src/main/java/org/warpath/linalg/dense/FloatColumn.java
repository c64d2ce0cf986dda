package org.warpath.linalg.dense;

import java.lang.foreign.MemorySegment;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.FloatDigits.Point;

/**
 * Writes numbers equally wide, as NumPy does: all written out, or all with exponents if the largest
 * and smallest ask for it, with at most 8 digits behind the point and no more than are needed.
 */
final class FloatColumn {
  private static final int PRECISION = 8;
  private static final double SMALLEST_FIXED = 1e-4;
  private static final double WIDEST_FIXED = 1000;

  private final ElementType type;
  private final boolean exponents;
  private int precision = PRECISION;
  private int exponentDigits;
  private int left;
  private int right;

  /** A column for {@code values} and others like them. */
  FloatColumn(ElementType type, double[] values) {
    this.type = type;
    this.exponents = needsExponents(values);
    boolean allFinite = true;
    boolean negativeInfinite = false;
    int fraction = 0;
    for (double value : values) {
      allFinite &= Double.isFinite(value);
      negativeInfinite |= value == Double.NEGATIVE_INFINITY;
      if (Double.isFinite(value)) {
        String text = exponents ? scientific(value, 0) : positional(value);
        int point = text.indexOf('.');
        int end = exponents ? text.indexOf('e') : text.length();
        left = Math.max(left, point);
        fraction = Math.max(fraction, end - point - 1);
        exponentDigits = Math.max(exponentDigits, text.length() - end - 2);
      }
    }
    right = fraction;
    if (exponents) {
      precision = fraction;
      right = exponentDigits + 2 + precision;
    }
    if (!allFinite) {
      int behind = right + 1;
      left = Math.max(left, Math.max(3, negativeInfinite ? 4 : 3) - behind);
    }
  }

  // As NumPy, in the type's own arithmetic.
  private boolean needsExponents(double[] values) {
    double largest = 0;
    double smallest = Double.POSITIVE_INFINITY;
    for (double value : values) {
      double size = Math.abs(value);
      if (size > 0 && size < Double.POSITIVE_INFINITY) {
        largest = Math.max(largest, size);
        smallest = Math.min(smallest, size);
      }
    }
    return largest > 0
        && (largest >= largestFixed()
            || smallest < round(SMALLEST_FIXED)
            || round(largest / smallest) > WIDEST_FIXED);
  }

  private double round(double value) {
    MemorySegment element = MemorySegment.ofArray(new long[1]);
    type.set(element, 0, value);
    return type.get(element, 0);
  }

  /** 10 to the decimal digits that the type always keeps, and 10⁸ at most. */
  private double largestFixed() {
    return switch (type) {
      case FLOAT16 -> 1e3;
      case BFLOAT16 -> 1e2;
      case FLOAT32 -> 1e6;
      case FLOAT64 -> 1e8;
    };
  }

  /** {@code value} as wide as the others. */
  String format(double value) {
    if (!Double.isFinite(value)) {
      String name = Double.isNaN(value) ? "nan" : value < 0 ? "-inf" : "inf";
      return " ".repeat(left + right + 1 - name.length()) + name;
    }
    String text = exponents ? scientific(value, precision) : positional(value);
    int point = text.indexOf('.');
    String padded = " ".repeat(Math.max(0, left - point)) + text;
    return exponents ? padded : padded + " ".repeat(right - (text.length() - point - 1));
  }

  private static String sign(double value) {
    return Double.doubleToRawLongBits(value) < 0 ? "-" : "";
  }

  /** {@code -12.5}, {@code 3.}: without zeros at the end. */
  private String positional(double value) {
    if (value == 0) {
      return sign(value) + "0.";
    }
    FloatDigits number = FloatDigits.of(Math.abs(value), type, Point.FIXED, 0, PRECISION);
    String digits = number.digits();
    int whole = number.exponent() + 1;
    if (whole <= 0) {
      return sign(value) + "0." + trimmed("0".repeat(-whole) + digits);
    }
    String filled = digits + "0".repeat(Math.max(0, whole - digits.length()));
    return sign(value) + filled.substring(0, whole) + "." + trimmed(filled.substring(whole));
  }

  private static String trimmed(String fraction) {
    int end = fraction.length();
    while (end > 0 && fraction.charAt(end - 1) == '0') {
      end--;
    }
    return fraction.substring(0, end);
  }

  /** {@code -1.25e-07}, with {@code least} digits behind the point at least. */
  private String scientific(double value, int least) {
    FloatDigits number =
        value == 0
            ? new FloatDigits("0", 0)
            : FloatDigits.of(Math.abs(value), type, Point.FLOATING, least, precision);
    String fraction = trimmed(number.digits().substring(1));
    String exponent = Integer.toString(Math.abs(number.exponent()));
    return sign(value)
        + number.digits().charAt(0)
        + "."
        + fraction
        + "0".repeat(Math.max(0, least - fraction.length()))
        + (number.exponent() < 0 ? "e-" : "e+")
        + "0".repeat(Math.max(0, Math.max(2, exponentDigits) - exponent.length()))
        + exponent;
  }
}
