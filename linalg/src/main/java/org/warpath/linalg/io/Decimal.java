package org.warpath.linalg.io;

import java.io.IOException;
import java.util.Locale;

/**
 * Numbers in text: decimals with a point, and {@code inf} and {@code nan} as C and Python write.
 */
final class Decimal {
  private static final String IN_NUMBERS = "0123456789.+-eE";

  private Decimal() {}

  /**
   * The nearest float64; of a number beyond its range, an infinity.
   *
   * @throws NumberFormatException if {@code text} is no number
   */
  static double parse(String text) {
    // The JDK takes hexadecimal numbers, suffixes and blanks too.
    if (text.chars().allMatch(c -> IN_NUMBERS.indexOf(c) >= 0)) {
      return Double.parseDouble(text);
    }
    String word = text.toLowerCase(Locale.ROOT);
    boolean negative = word.startsWith("-");
    String name = negative || word.startsWith("+") ? word.substring(1) : word;
    return switch (name) {
      case "inf", "infinity" -> negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
      case "nan" -> Double.NaN;
      default -> throw new NumberFormatException("no number: " + text);
    };
  }

  /** Writes the shortest decimal that {@link #parse} makes {@code value} of again. */
  static void write(TextOutput out, double value) throws IOException {
    if (Double.isFinite(value)) {
      out.number(value);
    } else {
      out.text(Double.isNaN(value) ? "nan" : value < 0 ? "-inf" : "inf");
    }
  }
}
