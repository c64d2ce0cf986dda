package org.warpath.nn.caffe.prototxt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import org.warpath.linalg.io.FormatException;

/** Cuts a text into tokens; blanks and comments, from # to the line's end, are between them. */
final class Lexer {
  private static final int END = -1;

  private final String text;
  private final String source;
  private int at;
  private int line = 1;
  private int lineStart;

  Lexer(String text, String source) {
    this.text = text;
    this.source = source;
  }

  private int peek() {
    return at < text.length() ? text.charAt(at) : END;
  }

  private int take() {
    int c = peek();
    at++;
    if (c == '\n') {
      line++;
      lineStart = at;
    }
    return c;
  }

  private Place place() {
    return new Place(source, line, at - lineStart + 1);
  }

  Token next() throws FormatException {
    skipBlanks();
    Place place = place();
    int c = peek();
    if (c == END) {
      return new Token(Token.Kind.END, "", place);
    }
    if (c == '"' || c == '\'') {
      return new Token(Token.Kind.STRING, string(place), place);
    }
    if (isLetter(c)) {
      return new Token(Token.Kind.WORD, run(), place);
    }
    if (isDigit(c) || (c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1)))) {
      return new Token(Token.Kind.NUMBER, number(), place);
    }
    take();
    return new Token(Token.Kind.SYMBOL, String.valueOf((char) c), place);
  }

  private void skipBlanks() {
    while (true) {
      int c = peek();
      if (c == '#') {
        while (peek() != END && peek() != '\n') {
          take();
        }
      } else if (c != END && (Character.isWhitespace(c) || c == '\ufeff')) {
        take();
      } else {
        return;
      }
    }
  }

  private static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private String run() {
    int start = at;
    while (isLetter(peek()) || isDigit(peek())) {
      take();
    }
    return text.substring(start, at);
  }

  /**
   * Digits, letters and points, with a sign behind an exponent's e; what they say is read later.
   */
  private String number() {
    int start = at;
    boolean isHex = text.startsWith("0x", at) || text.startsWith("0X", at);
    while (isLetter(peek()) || isDigit(peek()) || peek() == '.') {
      int c = take();
      boolean isExponent = !isHex && (c == 'e' || c == 'E');
      if (isExponent && (peek() == '-' || peek() == '+')) {
        take();
      }
    }
    return text.substring(start, at);
  }

  private String string(Place begin) throws FormatException {
    int quote = take();
    // Escapes are bytes, and several of them may be one character.
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (true) {
      Place place = place();
      int c = take();
      if (c == END || c == '\n') {
        throw begin.error("expected the string's closing quote before the end of the line");
      }
      if (c == quote) {
        return bytes.toString(UTF_8);
      }
      if (c == '\\') {
        bytes.write(escape(place));
      } else {
        int point = text.codePointAt(at - 1);
        at += Character.charCount(point) - 1;
        bytes.writeBytes(Character.toString(point).getBytes(UTF_8));
      }
    }
  }

  private int escape(Place place) throws FormatException {
    int c = take();
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'a' -> 7;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'v' -> 11;
      case '\\', '\'', '"', '?' -> c;
      case 'x', 'X' -> digits("", 16, 2, place);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> digits(String.valueOf((char) c), 8, 3, place);
      default ->
          throw place.error(
              "expected an escape such as \\n, \\\", \\x41 or \\101, found \\"
                  + (c == END ? "" : Character.toString(c)));
    };
  }

  private int digits(String first, int radix, int most, Place place) throws FormatException {
    StringBuilder digits = new StringBuilder(first);
    while (digits.length() < most && peek() != END && Character.digit(peek(), radix) >= 0) {
      digits.append((char) take());
    }
    if (digits.isEmpty()) {
      throw place.error("expected digits of base " + radix + " in the escape");
    }
    int value = Integer.parseInt(digits.toString(), radix);
    if (value > 0xff) {
      throw place.error("the escape \\" + digits + " is more than a byte");
    }
    return value;
  }
}
