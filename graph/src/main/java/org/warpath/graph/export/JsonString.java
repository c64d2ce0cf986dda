package org.warpath.graph.export;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import org.warpath.linalg.io.TextOutput;

/** A string as RFC 8259 wants it. */
final class JsonString {
  private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);

  private JsonString() {}

  /** Writes {@code utf8[0 … length)} in quotes, escaping only what must be. */
  static void write(TextOutput out, byte[] utf8, int length) throws IOException {
    out.character('"');
    int from = 0;
    for (int i = 0; i < length; i++) {
      byte b = utf8[i];
      if (b == '"' || b == '\\' || (b >= 0 && b < ' ')) {
        out.bytes(utf8, from, i - from);
        escape(out, b);
        from = i + 1;
      }
    }
    out.bytes(utf8, from, length - from);
    out.character('"');
  }

  private static void escape(TextOutput out, byte b) throws IOException {
    out.character('\\');
    switch (b) {
      case '"', '\\' -> out.character((char) b);
      case '\n' -> out.character('n');
      case '\r' -> out.character('r');
      case '\t' -> out.character('t');
      default -> {
        out.character('u');
        out.character('0');
        out.character('0');
        out.character((char) HEX[b >> 4]);
        out.character((char) HEX[b & 0xf]);
      }
    }
  }
}
