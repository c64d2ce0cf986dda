package org.warpath.nn.caffe.prototxt;

import java.util.Locale;
import org.warpath.linalg.io.FormatException;

/**
 * A value that is no message.
 *
 * @param kind a word is an enum's constant, a truth value, inf or nan
 * @param text a number's as it was written, with its sign
 */
record Scalar(Token.Kind kind, String text, Place place) implements Value {

  String asText(String field) throws FormatException {
    return require(Token.Kind.STRING, field, "a string in quotes");
  }

  String asWord(String field) throws FormatException {
    return require(Token.Kind.WORD, field, "a word");
  }

  private String require(Token.Kind expected, String field, String what) throws FormatException {
    if (kind != expected) {
      throw wrong(field, what);
    }
    return text;
  }

  boolean asFlag(String field) throws FormatException {
    return switch (text) {
      case "true", "True", "t", "1" -> true;
      case "false", "False", "f", "0" -> false;
      default -> throw wrong(field, "true or false");
    };
  }

  long asInteger(String field, long least, long most) throws FormatException {
    long value;
    try {
      if (kind != Token.Kind.NUMBER) {
        throw wrong(field, "an integer");
      }
      value = parse(text);
    } catch (NumberFormatException e) {
      FormatException wrong = wrong(field, "an integer");
      wrong.initCause(e);
      throw wrong;
    }
    if (value < least || value > most) {
      throw wrong(field, "an integer from %d to %d".formatted(least, most));
    }
    return value;
  }

  private static long parse(String text) {
    // A leading 0 would make it octal, as in C.
    String digits = text.startsWith("-") ? text.substring(1) : text;
    boolean isOctal = digits.length() > 1 && digits.startsWith("0") && !isHex(digits);
    return isOctal || isHex(digits) ? Long.decode(text) : Long.parseLong(text);
  }

  private static boolean isHex(String digits) {
    return digits.startsWith("0x") || digits.startsWith("0X");
  }

  double asNumber(String field) throws FormatException {
    String lower = text.toLowerCase(Locale.ROOT);
    if (kind == Token.Kind.WORD || (kind == Token.Kind.NUMBER && lower.startsWith("-"))) {
      switch (lower) {
        case "inf", "infinity" -> {
          return Double.POSITIVE_INFINITY;
        }
        case "-inf", "-infinity" -> {
          return Double.NEGATIVE_INFINITY;
        }
        case "nan", "-nan" -> {
          return Double.NaN;
        }
        default -> {}
      }
    }
    try {
      if (kind == Token.Kind.NUMBER && !lower.endsWith("d")) {
        return isHex(lower.startsWith("-") ? lower.substring(1) : lower)
            ? Long.decode(text)
            : Double.parseDouble(text);
      }
    } catch (NumberFormatException e) {
      FormatException wrong = wrong(field, "a number");
      wrong.initCause(e);
      throw wrong;
    }
    throw wrong(field, "a number");
  }

  private FormatException wrong(String field, String expected) {
    String found = kind == Token.Kind.STRING ? "the string \"" + text + "\"" : text;
    return place.error("%s: expected %s, found %s".formatted(field, expected, found));
  }
}
