package org.warpath.graph.export;

import java.io.IOException;
import org.warpath.linalg.io.TextOutput;

/** A field of comma-separated values as RFC 4180 wants it. */
final class CsvField {
  private CsvField() {}

  /**
   * Writes {@code text}, in quotes if a reader could take it for something else: with a comma, a
   * quote, a line end or a blank at either end, or if it is empty.
   */
  static void write(TextOutput out, String text) throws IOException {
    if (needsQuotes(text)) {
      out.character('"');
      out.text(text.replace("\"", "\"\""));
      out.character('"');
    } else {
      out.text(text);
    }
  }

  private static boolean needsQuotes(String text) {
    return text.isEmpty()
        || text.charAt(0) <= ' '
        || text.charAt(text.length() - 1) <= ' '
        || text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
  }
}
