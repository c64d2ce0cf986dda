package org.warpath.api.service.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.api.service.jobs.JobEvents.Event;

/** Tells one watcher what happens to a job, as server-sent events, until the job has ended. */
final class EventStream {
  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
  private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);

  private final Context context;
  private final Duration heartbeat;

  /**
   * @param heartbeat how long to be silent at most
   */
  EventStream(Context context, Duration heartbeat) {
    this.context = context;
    this.heartbeat = heartbeat;
  }

  /** Tells of a job that goes on, from where the watcher was. */
  void follow(JobEvents events) throws InterruptedException {
    long after = events.known(lastEventId());
    if (events.hasEndedBy(after)) {
      saidAll();
      return;
    }
    try {
      OutputStream out = open();
      out.flush();
      while (!events.hasEndedBy(after)) {
        List<Event> next = events.after(after, heartbeat);
        for (Event event : next) {
          out.write(text(event));
          after = event.id();
        }
        if (next.isEmpty()) {
          out.write(HEARTBEAT);
        }
        out.flush();
      }
    } catch (IOException e) {
      LOG.debug("a watcher left", e);
    }
  }

  /** Tells how a job ended, unless the watcher knows. */
  void tellEnd(Instant ended, ObjectNode job) {
    Event end = Event.end(ended, job);
    if (lastEventId() == end.id()) {
      saidAll();
      return;
    }
    try {
      OutputStream out = open();
      out.write(text(end));
      out.flush();
    } catch (IOException e) {
      LOG.debug("a watcher left", e);
    }
  }

  // Browsers come back whenever a stream ends, but not after this.
  private void saidAll() {
    context.status(204);
  }

  private long lastEventId() {
    String text = context.header("Last-Event-ID");
    if (text == null || text.isEmpty()) {
      return 0;
    }
    if (!text.matches("\\d{1,18}")) {
      throw new Problem(
          ProblemType.INVALID_REQUEST, "Last-Event-ID must be the id of an event, a whole number");
    }
    return Long.parseLong(text);
  }

  // Past Javalin's compression, which would hold events back.
  private OutputStream open() throws IOException {
    context.contentType("text/event-stream");
    context.header("Cache-Control", "no-store");
    context.header("X-Accel-Buffering", "no");
    context.res().setStatus(200);
    return context.res().getOutputStream();
  }

  private static byte[] text(Event event) {
    return "id: %d\nevent: %s\ndata: %s\n\n"
        .formatted(event.id(), event.kind(), event.data())
        .getBytes(StandardCharsets.UTF_8);
  }
}
