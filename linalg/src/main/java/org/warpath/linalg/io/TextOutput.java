package org.warpath.linalg.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;

/** Formats numbers and text as UTF-8 into a buffer, without making objects for numbers. */
public final class TextOutput {
  private static final int BUFFER_BYTES = 256 * 1024;
  // Longer than any number.
  private static final int MARGIN = 32;
  // Integers below are exact in float32 and read better without a fraction.
  private static final int EXACT = 1 << 24;

  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int size;
  // Appending to a builder makes no objects, unlike Double.toString.
  private final StringBuilder decimal = new StringBuilder(MARGIN);

  /** Output to {@code out}; what it wrote comes there with {@link #flush}. */
  public TextOutput(OutputStream out) {
    this.out = out;
  }

  /**
   * Output that begins where {@code channel} stands; what it wrote comes there with {@link #flush}.
   */
  public TextOutput(FileChannel channel) {
    this(Channels.newOutputStream(channel));
  }

  /** One ASCII character. */
  public void character(char c) throws IOException {
    require(1);
    buffer[size++] = (byte) c;
  }

  /** Any text. */
  public void text(String text) throws IOException {
    byte[] utf8 = text.getBytes(UTF_8);
    bytes(utf8, 0, utf8.length);
  }

  /** Text given as UTF-8: {@code utf8[from … from + length)}. */
  public void bytes(byte[] utf8, int from, int length) throws IOException {
    if (length > BUFFER_BYTES) {
      flush();
      out.write(utf8, from, length);
      return;
    }
    require(length);
    System.arraycopy(utf8, from, buffer, size, length);
    size += length;
  }

  /** An integer in decimal. */
  public void number(long value) throws IOException {
    if (value == Long.MIN_VALUE) {
      text(Long.toString(value));
      return;
    }
    require(MARGIN);
    if (value < 0) {
      buffer[size++] = '-';
    }
    long rest = Math.abs(value);
    int end = size + digits(rest);
    size = end;
    do {
      long tenth = rest / 10;
      buffer[--end] = (byte) ('0' + (rest - 10 * tenth));
      rest = tenth;
    } while (rest != 0);
  }

  private static int digits(long value) {
    int digits = 1;
    for (long bound = 10; digits < 19 && value >= bound; bound *= 10) {
      digits++;
    }
    return digits;
  }

  /** The shortest decimal that reads back as {@code value}; Infinity and NaN by these names. */
  public void number(float value) throws IOException {
    if (isPlainInteger(value)) {
      number((long) value);
    } else {
      decimal.append(value);
      decimal();
    }
  }

  /** The shortest decimal that reads back as {@code value}; Infinity and NaN by these names. */
  public void number(double value) throws IOException {
    if (isPlainInteger(value)) {
      number((long) value);
    } else {
      decimal.append(value);
      decimal();
    }
  }

  private void decimal() throws IOException {
    require(MARGIN);
    int length = decimal.length();
    for (int i = 0; i < length; i++) {
      buffer[size + i] = (byte) decimal.charAt(i);
    }
    size += length;
    decimal.setLength(0);
  }

  /** Not so −0, whose sign would be lost. */
  private static boolean isPlainInteger(double value) {
    return value == (int) value
        && Math.abs(value) <= EXACT
        && (value != 0 || Double.doubleToRawLongBits(value) == 0);
  }

  /** Hands on what is buffered; needed at the end. Does not flush what it is handed to. */
  public void flush() throws IOException {
    out.write(buffer, 0, size);
    size = 0;
  }

  private void require(int bytes) throws IOException {
    if (bytes > BUFFER_BYTES - size) {
      flush();
    }
  }
}
