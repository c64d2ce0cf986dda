package org.warpath.bench.mediawiki;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Rows as mysqldump writes them: {@code INSERT} statements of about a megabyte. */
final class RowText {
  private static final int STATEMENT_BYTES = 1 << 20;

  private final byte[] insert;
  private byte[] bytes = new byte[1 << 16];
  private int length;
  private int statementStart;
  private boolean inStatement;
  private boolean first;

  RowText(String table) {
    insert = ("INSERT INTO `" + table + "` VALUES ").getBytes(US_ASCII);
  }

  RowText begin() {
    if (inStatement) {
      append((byte) ',');
    } else {
      statementStart = length;
      append(insert);
      inStatement = true;
    }
    append((byte) '(');
    first = true;
    return this;
  }

  RowText number(long value) {
    return raw(Long.toString(value));
  }

  /** A value as it is to be read. */
  RowText raw(String value) {
    separate();
    append(value.getBytes(US_ASCII));
    return this;
  }

  /** A string, quoted as mysqldump does. */
  RowText text(String value) {
    separate();
    append((byte) '\'');
    for (byte octet : value.getBytes(UTF_8)) {
      if (octet == '\'' || octet == '"' || octet == '\\') {
        append((byte) '\\');
      }
      append(octet);
    }
    append((byte) '\'');
    return this;
  }

  void end() {
    append((byte) ')');
    if (length - statementStart >= STATEMENT_BYTES) {
      endStatement();
    }
  }

  /** Ends the statement, if one has begun. */
  void endStatement() {
    if (inStatement) {
      append(new byte[] {';', '\n'});
      inStatement = false;
    }
  }

  private void separate() {
    if (!first) {
      append((byte) ',');
    }
    first = false;
  }

  private void append(byte octet) {
    require(1);
    bytes[length++] = octet;
  }

  private void append(byte[] octets) {
    require(octets.length);
    System.arraycopy(octets, 0, bytes, length, octets.length);
    length += octets.length;
  }

  private void require(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
    }
  }

  /** The text; the first {@link #length} bytes of it. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }
}
