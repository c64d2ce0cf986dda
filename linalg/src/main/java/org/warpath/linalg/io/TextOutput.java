package org.warpath.linalg.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Formats numbers and text as UTF-8 into a buffer, without making objects for integers. */
public final class TextOutput {
  private static final int BUFFER_BYTES = 256 * 1024;
  // Longer than any number.
  private static final int MARGIN = 32;
  // Integers below are exact in float32 and read better without a fraction.
  private static final int EXACT = 1 << 24;

  private final FileChannel channel;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int size;

  /**
   * Output that begins where {@code channel} stands; what it wrote comes there with {@link #flush}.
   */
  public TextOutput(FileChannel channel) {
    this.channel = channel;
  }

  /** One ASCII character. */
  public void character(char c) throws IOException {
    require(1);
    buffer[size++] = (byte) c;
  }

  /** Any text. */
  public void text(String text) throws IOException {
    byte[] utf8 = text.getBytes(UTF_8);
    if (utf8.length > BUFFER_BYTES) {
      flush();
      AtomicFile.writeFully(channel, ByteBuffer.wrap(utf8));
      return;
    }
    require(utf8.length);
    System.arraycopy(utf8, 0, buffer, size, utf8.length);
    size += utf8.length;
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
      text(Float.toString(value));
    }
  }

  /** The shortest decimal that reads back as {@code value}; Infinity and NaN by these names. */
  public void number(double value) throws IOException {
    if (isPlainInteger(value)) {
      number((long) value);
    } else {
      text(Double.toString(value));
    }
  }

  /** Not so −0, whose sign would be lost. */
  private static boolean isPlainInteger(double value) {
    return value == (int) value
        && Math.abs(value) <= EXACT
        && (value != 0 || Double.doubleToRawLongBits(value) == 0);
  }

  /** Hands what is buffered to the channel; needed at the end. */
  public void flush() throws IOException {
    AtomicFile.writeFully(channel, ByteBuffer.wrap(buffer, 0, size));
    size = 0;
  }

  private void require(int bytes) throws IOException {
    if (bytes > BUFFER_BYTES - size) {
      flush();
    }
  }
}
