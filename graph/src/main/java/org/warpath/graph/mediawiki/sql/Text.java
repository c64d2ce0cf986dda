package org.warpath.graph.mediawiki.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Bytes that grow as they are appended to; used over and over. */
public final class Text {
  private byte[] bytes = new byte[256];
  private int length;

  Text() {}

  /** The bytes; only the first {@link #length} mean something, and only until the next row. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many bytes there are. */
  public int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  void append(byte[] source, int from, int count) {
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
    }
    System.arraycopy(source, from, bytes, length, count);
    length += count;
  }

  void append(int octet) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * length);
    }
    bytes[length++] = (byte) octet;
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, UTF_8);
  }
}
