package org.warpath.graph.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import org.warpath.linalg.io.TextOutput;

/** A field of comma-separated values as RFC 4180 wants it. */
final class CsvField {
  private CsvField() {}

  /** Writes {@code text}, in quotes if need be. */
  static void write(TextOutput out, String text) throws IOException {
    byte[] utf8 = text.getBytes(UTF_8);
    write(out, utf8, utf8.length);
  }

  /**
   * Writes {@code utf8[0 … length)}, in quotes if a reader could take it for something else: with a
   * comma, a quote, a line end or a blank at either end, or if it is empty.
   */
  static void write(TextOutput out, byte[] utf8, int length) throws IOException {
    if (!needsQuotes(utf8, length)) {
      out.bytes(utf8, 0, length);
      return;
    }
    out.character('"');
    int from = 0;
    for (int i = 0; i < length; i++) {
      if (utf8[i] == '"') {
        // The quote goes out with what is before it, and again with what follows.
        out.bytes(utf8, from, i + 1 - from);
        from = i;
      }
    }
    out.bytes(utf8, from, length - from);
    out.character('"');
  }

  private static boolean needsQuotes(byte[] utf8, int length) {
    if (length == 0 || isBlank(utf8[0]) || isBlank(utf8[length - 1])) {
      return true;
    }
    for (int i = 0; i < length; i++) {
      byte b = utf8[i];
      if (b == ',' || b == '"' || b == '\n' || b == '\r') {
        return true;
      }
    }
    return false;
  }

  private static boolean isBlank(byte b) {
    return b >= 0 && b <= ' ';
  }
}
