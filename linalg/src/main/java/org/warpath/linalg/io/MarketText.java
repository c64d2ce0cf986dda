package org.warpath.linalg.io;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;

/** Walks over a text's lines and the words in them; knows where it is, for messages. */
final class MarketText {
  private static final int SHOWN = 40;

  private final BufferedReader in;
  private final String source;
  private String line = "";
  private long number;
  private int at;
  private int begin;

  MarketText(Reader in, String source) {
    this.in = new BufferedReader(in);
    this.source = source;
  }

  /** Moves to the next line; false if there is none. */
  boolean nextLine() throws IOException {
    String next = in.readLine();
    line = next == null ? "" : next;
    number += next == null ? 0 : 1;
    at = 0;
    begin = 0;
    return next != null;
  }

  /** Moves to the next line that is neither blank nor a comment; false if there is none. */
  boolean nextContent() throws IOException {
    while (nextLine()) {
      if (!isAtEnd() && line.charAt(at) != '%') {
        return true;
      }
    }
    return false;
  }

  String line() {
    return line;
  }

  /** Whether no word is left in the line. */
  boolean isAtEnd() {
    while (at < line.length() && isBlank(line.charAt(at))) {
      at++;
    }
    return at == line.length();
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
  }

  /**
   * The next word.
   *
   * @param expected what it is, for the message
   */
  String word(String expected) throws FormatException {
    if (isAtEnd()) {
      begin = at;
      throw expected(expected);
    }
    begin = at;
    while (at < line.length() && !isBlank(line.charAt(at))) {
      at++;
    }
    return line.substring(begin, at);
  }

  /** The next word, an integer in a range. */
  long integer(long least, long most, String expected) throws FormatException {
    String word = word(expected);
    try {
      long value = Long.parseLong(word);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Refused below, as those out of range are.
    }
    throw expected(expected);
  }

  /** The next word, a number. */
  double number(String expected) throws FormatException {
    String word = word(expected);
    try {
      return Decimal.parse(word);
    } catch (NumberFormatException e) {
      throw expected(expected);
    }
  }

  /** Fails unless the line ends here. */
  void requireEnd() throws FormatException {
    if (!isAtEnd()) {
      word("");
      throw expected("the end of the line");
    }
  }

  /** A failure at the last word: says what was expected and what was found. */
  FormatException expected(String expected) {
    String rest = line.substring(begin, Math.max(begin, at));
    String shown = rest.length() > SHOWN ? rest.substring(0, SHOWN) + "…" : rest;
    return malformed(
        "expected "
            + expected
            + ", found "
            + (rest.isEmpty() ? "the end of the line" : "\"" + shown + "\""));
  }

  /** A failure at the last word. */
  FormatException malformed(String problem) {
    return new FormatException(source, number, begin + 1, problem);
  }

  /** A failure of the text as a whole. */
  FormatException incomplete(String problem) {
    return new FormatException(source, problem);
  }
}
