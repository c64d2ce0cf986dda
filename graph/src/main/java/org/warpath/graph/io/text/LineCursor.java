package org.warpath.graph.io.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Walks over lines and the fields in them, as bytes. Fields are separated by blanks or by one
 * separator byte; a line feed and a carriage return before it belong to no line. Columns count
 * bytes, from 1.
 */
public final class LineCursor {
  /** The separator of fields that blanks alone separate. */
  public static final byte BLANKS = ' ';

  private static final int SHOWN_BYTES = 40;

  private final DecimalScanner decimals = new DecimalScanner();
  private byte[] bytes = new byte[0];
  private int from;
  private int next;
  private int to;
  private int begin;
  private int end;
  private int at;
  private int lines;
  private byte separator = BLANKS;
  private long integer;
  private int textFrom;
  private int textLength;
  private byte[] text = bytes;

  /** Moves before the first line in {@code source[from … limit)}. */
  void open(byte[] source, int first, int limit) {
    bytes = source;
    from = first;
    to = limit;
    restart();
  }

  /** Back before the first line of the block. */
  public void restart() {
    next = from;
    begin = from;
    end = from;
    at = from;
    lines = 0;
  }

  /** How many bytes the lines have together. */
  public int blockBytes() {
    return to - from;
  }

  /** What separates fields from now on: a byte, or {@link #BLANKS}. */
  public void separateBy(byte value) {
    separator = value;
  }

  /** Moves to the begin of the next line; false if there is none. */
  public boolean next() {
    if (next == to) {
      return false;
    }
    byte[] source = bytes;
    int limit = to;
    int i = next;
    begin = i;
    at = i;
    while (i < limit && source[i] != '\n') {
      i++;
    }
    next = i < limit ? i + 1 : i;
    end = i > begin && source[i - 1] == '\r' ? i - 1 : i;
    lines++;
    return true;
  }

  /** How many lines were begun: the number of the current line within its block. */
  public int linesBegun() {
    return lines;
  }

  /** Back to the begin of the line. */
  public void rewind() {
    at = begin;
  }

  /** The bytes left in the line. */
  public int remaining() {
    return end - at;
  }

  /** Skips blanks; then whether the line ends here. */
  public boolean atEnd() {
    skipBlanks();
    return at == end;
  }

  private boolean isBlank(byte b) {
    return b == ' ' || (b == '\t' && separator != '\t');
  }

  private void skipBlanks() {
    while (at < end && isBlank(bytes[at])) {
      at++;
    }
  }

  private boolean endsField(int place) {
    return place == end || bytes[place] == separator || isBlank(bytes[place]);
  }

  /** The byte {@code ahead} of the cursor, 0 beyond the line's end. */
  public byte peek(int ahead) {
    return at + ahead < end ? bytes[at + ahead] : 0;
  }

  /** Moves to the next field: past blanks and at most one separator; false if the line ends. */
  public boolean nextField() {
    skipBlanks();
    if (at == end) {
      return false;
    }
    if (separator != BLANKS && bytes[at] == separator) {
      at++;
      skipBlanks();
    }
    return true;
  }

  /** Moves to the next field; false if there is none, or only a separator at the line's end. */
  public boolean hasMore() {
    return nextField() && at < end;
  }

  /**
   * As {@link #nextField()}, for a field that must be there.
   *
   * @param expected what it is, for the message: {@code "a target id"}
   */
  public void requireField(String expected) throws MalformedLine {
    if (!nextField()) {
      throw expected(expected);
    }
  }

  /** Skips {@code word}, which is ASCII, if it is the next field; else stays. */
  public boolean skipWord(String word) {
    skipBlanks();
    int length = word.length();
    if (remaining() < length || !endsField(at + length)) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[at + i] != word.charAt(i)) {
        return false;
      }
    }
    at += length;
    return true;
  }

  /** As {@link #skipWord}, in upper or lower case. */
  public boolean skipWordIgnoringCase(String word) {
    skipBlanks();
    int length = word.length();
    if (remaining() < length
        || !endsField(at + length)
        || !new String(bytes, at, length, UTF_8).equalsIgnoreCase(word)) {
      return false;
    }
    at += length;
    return true;
  }

  /**
   * Reads the integer at the cursor, which may be quoted where a separator byte separates fields;
   * {@link #integer} then has it.
   *
   * @return false, without having moved, if the field is no integer
   * @throws MalformedLine if it is one of more than 64 bits
   */
  public boolean tryInteger() throws MalformedLine {
    byte[] source = bytes;
    int limit = end;
    int i = at;
    boolean quoted = i < limit && source[i] == '"' && separator != BLANKS;
    i += quoted ? 1 : 0;
    boolean negative = i < limit && source[i] == '-';
    i += negative || (i < limit && source[i] == '+') ? 1 : 0;
    int first = i;
    // Counted downwards: there is one more negative number than there are positive ones.
    long value = 0;
    boolean beyond = false;
    for (; i < limit; i++) {
      int digit = source[i] - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      beyond |= i - first >= 18 && value < (Long.MIN_VALUE + digit) / 10;
      value = value * 10 - digit;
    }
    if (i == first || (quoted && (i == limit || source[i] != '"'))) {
      return false;
    }
    i += quoted ? 1 : 0;
    if (!endsField(i)) {
      return false;
    }
    if (beyond || (!negative && value == Long.MIN_VALUE)) {
      throw expected("a 64-bit integer");
    }
    integer = negative ? value : -value;
    at = i;
    return true;
  }

  /** What {@link #tryInteger} read. */
  public long integer() {
    return integer;
  }

  /**
   * The integer at the cursor, in a range.
   *
   * @param expected what it is, for the message: {@code "a vertex in [1, 34]"}
   */
  public long requireInteger(long least, long most, String expected) throws MalformedLine {
    skipBlanks();
    int start = at;
    if (!tryInteger()) {
      throw expected(expected);
    }
    if (integer < least || integer > most) {
      at = start;
      throw expected(expected);
    }
    return integer;
  }

  /**
   * The finite number at the cursor, rounded to the nearest float32.
   *
   * @param expected what it is, for the message: {@code "a weight"}
   */
  public float requireFloat(String expected) throws MalformedLine {
    skipBlanks();
    boolean quoted = separator != BLANKS && peek(0) == '"';
    if (!decimals.scan(bytes, quoted ? at + 1 : at, end)) {
      throw expected(expected + ", a finite number");
    }
    int stop = decimals.end();
    boolean closed = !quoted || (stop < end && bytes[stop] == '"');
    stop += quoted ? 1 : 0;
    if (!closed || !endsField(stop)) {
      throw expected(expected + ", a finite number");
    }
    float value = decimals.value();
    if (Float.isInfinite(value)) {
      throw expected(expected + " that float32 can hold");
    }
    at = stop;
    return value;
  }

  /** Whether a finite number is at the cursor; does not move. */
  public boolean isFloat() {
    skipBlanks();
    int start = at;
    try {
      requireFloat("a number");
      return true;
    } catch (MalformedLine e) {
      return false;
    } finally {
      at = start;
    }
  }

  /**
   * Reads the field at the cursor as text: up to the separator, without blanks around it. Between
   * bytes separators it may be quoted as in CSV (RFC 4180), a quote within written twice. {@link
   * #textBytes}, {@link #textFrom} and {@link #textLength} then have it.
   *
   * @param expected what it is, for the message
   * @throws MalformedLine if the field is empty, or its quote does not end on the line
   */
  public void requireText(String expected) throws MalformedLine {
    skipBlanks();
    if (separator != BLANKS && peek(0) == '"') {
      readQuoted();
    } else {
      int stop = at;
      while (stop < end
          && bytes[stop] != separator
          && (separator != BLANKS || !isBlank(bytes[stop]))) {
        stop++;
      }
      text = bytes;
      textFrom = at;
      textLength = stop - at;
      while (textLength > 0 && isBlank(bytes[at + textLength - 1])) {
        textLength--;
      }
      at += textLength;
    }
    if (textLength == 0) {
      throw expected(expected);
    }
  }

  private void readQuoted() throws MalformedLine {
    byte[] unquoted = new byte[end - at];
    int length = 0;
    int i = at + 1;
    while (i < end && (bytes[i] != '"' || (i + 1 < end && bytes[i + 1] == '"'))) {
      i += bytes[i] == '"' ? 1 : 0;
      unquoted[length++] = bytes[i++];
    }
    if (i >= end) {
      throw expected("a quoted field that ends on its line");
    }
    if (!endsField(i + 1)) {
      throw expected("a separator after the closing quote");
    }
    text = unquoted;
    textFrom = 0;
    textLength = length;
    at = i + 1;
  }

  /** The array that has the field read last. */
  public byte[] textBytes() {
    return text;
  }

  /** Where in {@link #textBytes} the field begins. */
  public int textFrom() {
    return textFrom;
  }

  /** How many bytes the field has. */
  public int textLength() {
    return textLength;
  }

  /** The field read last. */
  public String text() {
    return new String(text, textFrom, textLength, UTF_8);
  }

  /** The rest of the line from the cursor. */
  public String rest() {
    return new String(bytes, at, end - at, UTF_8);
  }

  /** Copies the rest of the line. */
  public byte[] restBytes() {
    return Arrays.copyOfRange(bytes, at, end);
  }

  /** The defect that something else is at the cursor. */
  public MalformedLine expected(String expected) {
    return malformed("expected " + expected + ", found " + found());
  }

  /** A defect at the cursor. */
  public MalformedLine malformed(String problem) {
    return new MalformedLine(lines, at - begin + 1, problem);
  }

  private String found() {
    skipBlanks();
    int stop = at;
    while (stop < end && (stop == at || !endsField(stop)) && stop - at < SHOWN_BYTES) {
      stop++;
    }
    if (stop == at) {
      return "the end of the line";
    }
    String shown = new String(bytes, at, stop - at, UTF_8).replaceAll("\\p{Cntrl}", "\ufffd");
    return '"' + shown + (stop < end && !endsField(stop) ? "…" : "") + '"';
  }
}
