package org.warpath.api.service.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads server-sent events as they come. */
public final class EventReader implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final BufferedReader in;
  private int heartbeats;

  /** Takes over {@code response}. */
  EventReader(HttpResponse<InputStream> response) {
    if (response.statusCode() != 200) {
      throw new AssertionError("expected events, was answered " + response.statusCode());
    }
    in = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  /**
   * An event.
   *
   * @param kind state or progress
   */
  public record Event(long id, String kind, JsonNode data) {}

  /** The next event; null if the stream has ended. */
  public @Nullable Event next() {
    try {
      long id = -1;
      String kind = "";
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.equals(":")) {
          heartbeats++;
        } else if (line.startsWith("id: ")) {
          id = Long.parseLong(line.substring(4));
        } else if (line.startsWith("event: ")) {
          kind = line.substring(7);
        } else if (line.startsWith("data: ")) {
          return new Event(id, kind, JSON.readTree(line.substring(6)));
        }
      }
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for an event of {@code kind}. */
  public Event await(String kind) {
    for (Event event = next(); event != null; event = next()) {
      if (event.kind().equals(kind)) {
        return event;
      }
    }
    throw new AssertionError("the events ended without " + kind);
  }

  /** All events that are left. */
  public List<Event> toEnd() {
    List<Event> events = new ArrayList<>();
    for (Event event = next(); event != null; event = next()) {
      events.add(event);
    }
    return events;
  }

  /** Waits until the server has said so many times that it is still there. */
  public void awaitHeartbeats(int count) {
    try {
      while (heartbeats < count) {
        String line = in.readLine();
        if (line == null) {
          throw new AssertionError("the events ended after " + heartbeats + " heartbeats");
        }
        if (line.equals(":")) {
          heartbeats++;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Goes away, whatever was still to come. */
  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
