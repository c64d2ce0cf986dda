package org.warpath.api.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Server-sent events, as the HTML standard has them (section 9.2.6). */
final class EventStream {
  private final BufferedReader lines;
  private String lastId = "";
  private @Nullable Duration retry;
  private boolean first = true;

  EventStream(InputStream body) {
    lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
  }

  /**
   * An event.
   *
   * @param id the last id that was told, with this event or before
   * @param type {@code message} where none is given
   * @param data its lines, joined by line feeds
   */
  record Event(String id, String type, String data) {}

  /** The next event; null at the end, where an event without its blank line is dropped. */
  @Nullable Event next() throws IOException {
    StringBuilder data = new StringBuilder();
    String type = "";
    for (String line = line(); line != null; line = line()) {
      if (line.isEmpty()) {
        if (data.isEmpty()) {
          type = "";
          continue;
        }
        data.setLength(data.length() - 1);
        return new Event(lastId, type.isEmpty() ? "message" : type, data.toString());
      }
      int colon = line.indexOf(':');
      String field = colon < 0 ? line : line.substring(0, colon);
      String value = colon < 0 ? "" : line.substring(colon + 1);
      value = value.startsWith(" ") ? value.substring(1) : value;
      switch (field) {
        case "data" -> data.append(value).append('\n');
        case "event" -> type = value;
        case "id" -> lastId = value.indexOf('\0') < 0 ? value : lastId;
        case "retry" -> retry = value.matches("\\d{1,9}") ? millis(value) : retry;
        default -> {
          // A comment, or a field of a later standard.
        }
      }
    }
    return null;
  }

  /** How long to wait before coming back, if that was told. */
  @Nullable Duration retry() {
    return retry;
  }

  private static Duration millis(String value) {
    return Duration.ofMillis(Long.parseLong(value));
  }

  private @Nullable String line() throws IOException {
    String line = lines.readLine();
    if (first && line != null) {
      first = false;
      return line.startsWith("\uFEFF") ? line.substring(1) : line;
    }
    return line;
  }
}
