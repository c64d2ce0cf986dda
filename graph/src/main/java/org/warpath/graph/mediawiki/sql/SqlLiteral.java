package org.warpath.graph.mediawiki.sql;

import java.io.IOException;

/** Values that are not plain integers: strings, NULL, decimals, hexadecimal bytes. */
final class SqlLiteral {
  private SqlLiteral() {}

  /**
   * Takes one value into {@code target}: a string's or hexadecimal literal's bytes, or a number as
   * it is written.
   *
   * @return false for NULL
   */
  static boolean read(SqlScanner scanner, Text target) throws IOException {
    int octet = scanner.skipBlank();
    if (octet == '\'' || octet == '"') {
      scanner.string(target);
      return true;
    }
    scanner.mark();
    if ((octet >= '0' && octet <= '9') || octet == '-' || octet == '+' || octet == '.') {
      scanner.number(target);
      if (isHexadecimal(target)) {
        decode(scanner, target, 2);
      }
      return true;
    }
    return word(scanner, target);
  }

  private static boolean word(SqlScanner scanner, Text target) throws IOException {
    String word = scanner.word();
    if (word.startsWith("_")) {
      // The character set of the string after it; its bytes are what we want.
      return read(scanner, target);
    }
    boolean string = scanner.peek() == '\'';
    if (string && word.equals("x")) {
      scanner.string(target);
      decode(scanner, target, 0);
      return true;
    }
    target.clear();
    switch (word) {
      case "null" -> {
        return false;
      }
      case "true" -> target.append('1');
      case "false" -> target.append('0');
      default ->
          throw scanner.malformed("expected a value" + (word.isEmpty() ? "" : ", found " + word));
    }
    return true;
  }

  private static boolean isHexadecimal(Text number) {
    return number.length() > 1 && number.bytes()[0] == '0' && number.bytes()[1] == 'x';
  }

  /** Replaces hexadecimal digits, from the {@code from}-th on, by the bytes they stand for. */
  private static void decode(SqlScanner scanner, Text target, int from) throws IOException {
    byte[] digits = target.bytes();
    int count = target.length() - from;
    if (count % 2 != 0) {
      throw scanner.malformed("expected an even number of hexadecimal digits, found " + count);
    }
    target.clear();
    for (int i = 0; i < count; i += 2) {
      int high = Character.digit(digits[from + i], 16);
      int low = Character.digit(digits[from + i + 1], 16);
      if (high < 0 || low < 0) {
        throw scanner.malformed("expected hexadecimal digits");
      }
      target.append(high << 4 | low);
    }
  }
}
