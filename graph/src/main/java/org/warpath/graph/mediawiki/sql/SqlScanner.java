package org.warpath.graph.mediawiki.sql;

import java.io.Closeable;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.GraphFormatException;

/**
 * The bytes of an SQL script as tokens, with the place of each. Looks at bytes only: everything
 * that steers SQL is ASCII, and in UTF-8 no other character contains an ASCII byte.
 */
final class SqlScanner implements Closeable {
  /** What {@link #peek} returns at the end. */
  static final int END = -1;

  private final String source;
  private final ReadAhead input;
  private final Runnable onBlock;
  private byte[] buffer = new byte[ReadAhead.MARGIN];
  private int position = ReadAhead.MARGIN;
  private int limit = ReadAhead.MARGIN;
  // Offset in the script of buffer[0].
  private long bufferOffset = -ReadAhead.MARGIN;
  private long line = 1;
  private long lineOffset;
  private long markedLine;
  private long markedColumn;
  private long rowLine;
  private long rowColumn;

  /**
   * A scanner at the beginning.
   *
   * @param source the file's name, for messages
   * @param onBlock called after each block of bytes
   */
  SqlScanner(String source, ReadAhead input, Runnable onBlock) {
    this.source = source;
    this.input = input;
    this.onBlock = onBlock;
  }

  /** Remembers this place as that of the next error. */
  void mark() {
    markedLine = line;
    markedColumn = bufferOffset + position - lineOffset + 1;
  }

  /** Remembers the marked place as that of a row. */
  void markRow() throws IOException {
    skipBlank();
    mark();
    rowLine = markedLine;
    rowColumn = markedColumn;
  }

  /** An error at the marked place. */
  GraphFormatException malformed(String problem) {
    return malformed(markedLine, markedColumn, problem);
  }

  /** An error in the row as a whole. */
  GraphFormatException malformedRow(String problem) {
    return malformed(rowLine, rowColumn, problem);
  }

  private GraphFormatException malformed(long line, long column, String problem) {
    return new GraphFormatException(
        source, line, (int) Math.min(Integer.MAX_VALUE, column), problem);
  }

  /** An error at the next token: something else was expected. */
  GraphFormatException expected(String what) throws IOException {
    int found = skipBlank();
    mark();
    return malformed("expected " + what + ", found " + describe(found));
  }

  private static String describe(int octet) {
    if (octet == END) {
      return "the end of the file";
    }
    return octet > ' ' && octet < 0x7f
        ? "'" + (char) octet + "'"
        : String.format(Locale.ROOT, "byte 0x%02x", octet);
  }

  /** The file's name. */
  String source() {
    return source;
  }

  /** The line of the next byte, from 1. */
  long line() {
    return line;
  }

  /** The next byte, which stays; {@link #END} at the end. */
  int peek() throws IOException {
    return position < limit || fill() ? buffer[position] & 0xff : END;
  }

  private int peekSecond() throws IOException {
    return position + 1 < limit || fill() ? buffer[position + 1] & 0xff : END;
  }

  /** Takes the next byte, which is there. */
  private int take() throws IOException {
    int octet = peek();
    position++;
    if (octet == '\n') {
      beginLine();
    }
    return octet;
  }

  private void beginLine() {
    line++;
    lineOffset = bufferOffset + position;
  }

  /** Reads on; of the block before it, at most one byte is left. */
  private boolean fill() throws IOException {
    int rest = limit - position;
    // Kept apart: the reader may fill our old buffer as soon as we ask for another.
    byte last = rest == 0 ? 0 : buffer[position];
    ReadAhead.@Nullable Block block = input.next();
    if (block == null) {
      return false;
    }
    onBlock.run();
    bufferOffset += limit - ReadAhead.MARGIN;
    buffer = block.bytes();
    position = ReadAhead.MARGIN - rest;
    limit = ReadAhead.MARGIN + block.count();
    buffer[ReadAhead.MARGIN - 1] = last;
    return true;
  }

  /** Skips white space and comments; returns the next byte, which stays. */
  int skipBlank() throws IOException {
    while (true) {
      int octet = peek();
      if (octet == ' ' || (octet >= '\t' && octet <= '\r')) {
        take();
      } else if (octet == '#' || (octet == '-' && peekSecond() == '-')) {
        skipLine();
      } else if (octet == '/' && peekSecond() == '*') {
        skipComment();
      } else {
        return octet;
      }
    }
  }

  private void skipLine() throws IOException {
    while (peek() != END && take() != '\n') {
      // take() has moved on
    }
  }

  /** Skips a comment, also one that a certain server would execute: those never hold rows. */
  private void skipComment() throws IOException {
    mark();
    take();
    take();
    while (peek() != END) {
      if (take() == '*' && peek() == '/') {
        take();
        return;
      }
    }
    throw malformed("expected the end of this comment before the end of the file");
  }

  /** Takes {@code symbol}, after white space and comments, or refuses. */
  void expect(char symbol) throws IOException {
    if (!takeIf(symbol)) {
      throw expected("'" + symbol + "'");
    }
  }

  /** Takes {@code symbol} if it is next after white space and comments. */
  boolean takeIf(char symbol) throws IOException {
    // Mostly there is no white space.
    if (position < limit && buffer[position] == symbol) {
      position++;
      return true;
    }
    if (skipBlank() == symbol) {
      position++;
      return true;
    }
    return false;
  }

  /** Takes a bare word, in lower case; empty if none is next. */
  String word() throws IOException {
    StringBuilder word = new StringBuilder();
    skipBlank();
    while (isWord(peek())) {
      word.append((char) take());
    }
    return word.toString().toLowerCase(Locale.ROOT);
  }

  private static boolean isWord(int octet) {
    return (octet >= 'a' && octet <= 'z')
        || (octet >= 'A' && octet <= 'Z')
        || (octet >= '0' && octet <= '9')
        || octet == '_'
        || octet == '$'
        || octet >= 0x80;
  }

  /** Takes a name, quoted or bare, in lower case; of {@code database.table} the second part. */
  String name() throws IOException {
    Text quoted = new Text();
    String name;
    do {
      int octet = skipBlank();
      if (octet == '`' || octet == '"') {
        string(quoted);
        name = quoted.toString().toLowerCase(Locale.ROOT);
      } else {
        name = word();
      }
      if (name.isEmpty()) {
        throw expected("a name");
      }
    } while (takeIf('.'));
    return name;
  }

  /** Takes a quoted string, whose quotation mark is next, into {@code target}, escapes undone. */
  void string(Text target) throws IOException {
    mark();
    int quote = take();
    target.clear();
    while (true) {
      byte[] bytes = buffer;
      int from = position;
      int to = from;
      while (to < limit && bytes[to] != quote && bytes[to] != '\\' && bytes[to] != '\n') {
        to++;
      }
      target.append(bytes, from, to - from);
      position = to;
      if (peek() == END) {
        throw malformed("expected the end of this string before the end of the file");
      }
      int octet = peek();
      if (octet == '\\' && quote != '`') {
        escape(target);
      } else if (octet == quote) {
        position++;
        if (peek() != quote) {
          return;
        }
        target.append(take());
      } else if (octet == '\n' || octet == '\\') {
        target.append(take());
      }
    }
  }

  /** A backslash and what follows, as MySQL's manual has it under "String Literals". */
  private void escape(Text target) throws IOException {
    position++;
    if (peek() == END) {
      throw malformed("expected the end of this string before the end of the file");
    }
    int octet = take();
    switch (octet) {
      case '0' -> target.append(0);
      case 'b' -> target.append('\b');
      case 'n' -> target.append('\n');
      case 'r' -> target.append('\r');
      case 't' -> target.append('\t');
      case 'Z' -> target.append(0x1a);
      case '%', '_' -> {
        target.append('\\');
        target.append(octet);
      }
      default -> target.append(octet);
    }
  }

  /** Takes a number, of whatever form, into {@code target} as it is written. */
  void number(Text target) throws IOException {
    target.clear();
    int octet = peek();
    boolean exponent = true;
    while (isWord(octet) || octet == '.' || (exponent && (octet == '-' || octet == '+'))) {
      target.append(take());
      exponent = octet == 'e' || octet == 'E';
      octet = peek();
    }
  }

  /** Takes an integer in decimal, digit by digit: most of a dump is these. */
  long integer() throws IOException {
    mark();
    boolean negative = peek() == '-';
    if (negative) {
      position++;
    }
    long value = 0;
    int digits = 0;
    while (position < limit || fill()) {
      int digit = buffer[position] - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      if (digits >= 18 && value > (Long.MAX_VALUE - digit) / 10) {
        throw malformed("expected an integer of 64 bits, found a larger one");
      }
      value = value * 10 + digit;
      digits++;
      position++;
    }
    int next = peek();
    if (digits == 0 || next == '.' || isWord(next)) {
      throw malformed("expected an integer");
    }
    return negative ? -value : value;
  }

  /** Skips the rest of a statement and its semicolon. */
  void skipStatement(long begunOnLine) throws IOException {
    Text ignored = new Text();
    while (true) {
      int octet = skipBlank();
      if (octet == END) {
        throw expected("the end of the statement begun on line " + begunOnLine);
      }
      if (octet == '\'' || octet == '"' || octet == '`') {
        string(ignored);
      } else if (take() == ';') {
        return;
      }
    }
  }

  /** Skips to the comma or closing parenthesis that ends a column's definition; it stays. */
  void skipDefinition() throws IOException {
    Text ignored = new Text();
    int depth = 0;
    while (true) {
      int octet = skipBlank();
      if (octet == END) {
        throw expected("',' or ')'");
      }
      if (depth == 0 && (octet == ',' || octet == ')')) {
        return;
      }
      if (octet == '\'' || octet == '"' || octet == '`') {
        string(ignored);
      } else {
        take();
        depth += octet == '(' ? 1 : octet == ')' ? -1 : 0;
      }
    }
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
