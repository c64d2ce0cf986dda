package org.warpath.api.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.warpath.api.client.answer.Job;
import org.warpath.api.client.answer.JobEvent;
import org.warpath.api.client.answer.TrainingAnswer;

/**
 * A job's events as they happen, to the job's end. A connection that breaks off is made again, and
 * goes on where it was. To be closed; for one thread, and one pass.
 */
public final class JobEvents implements Iterable<JobEvent>, AutoCloseable {
  private static final String LAST_EVENT_ID = "Last-Event-ID";
  // Nothing is lost by coming back, so a connection that may be dead is not trusted for long.
  private static final Duration SILENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int FRUITLESS_CONNECTIONS = 20;

  private final Transport transport;
  private final String jobId;
  private long lastId;
  private boolean taken;
  private volatile boolean closed;
  private volatile @Nullable InputStream body;

  /**
   * @param lastId the number of the last event that is known already; 0 if none is
   */
  JobEvents(Transport transport, String jobId, long lastId) {
    this.transport = transport;
    this.jobId = jobId;
    this.lastId = lastId;
  }

  /**
   * The events: iterating waits for each, and ends with the job.
   *
   * @throws IllegalStateException the second time
   */
  @Override
  public Iterator<JobEvent> iterator() {
    if (taken) {
      throw new IllegalStateException("the events can be read once only");
    }
    taken = true;
    return new Pass();
  }

  /** Lets the connection go; the job goes on. */
  @Override
  public void close() {
    closed = true;
    hangUp();
  }

  private void hangUp() {
    InputStream open = body;
    if (open != null) {
      Transport.close(open);
    }
  }

  private record TrainingLoss(long iteration, double loss, double rate) {}

  private final class Pass implements Iterator<JobEvent> {
    private @Nullable EventStream stream;
    private @Nullable JobEvent next;
    private boolean ended;
    private int fruitless;
    private Duration pause = PAUSE;

    @Override
    public boolean hasNext() {
      while (next == null && !ended && !closed) {
        next = read();
      }
      return next != null;
    }

    @Override
    public JobEvent next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      JobEvent event = next;
      next = null;
      return event;
    }

    // An event, or null if the connection has to be made again.
    private @Nullable JobEvent read() {
      try {
        if (stream == null) {
          stream = connect();
        }
        EventStream.Event event = stream.next();
        if (event != null) {
          fruitless = 0;
          return take(event);
        }
        lost(null);
      } catch (HttpTimeoutException e) {
        fruitless = 0; // Long silence is no failure: a single iteration may take so long.
        lost(e);
      } catch (IOException | UncheckedIOException e) {
        lost(e);
      } catch (WarpathException e) {
        if (!Transport.isTemporary(e.status())) {
          throw e;
        }
        lost(e);
      }
      return null;
    }

    private EventStream connect() {
      Call call = Call.get("v1", "jobs", jobId, "events").accept("text/event-stream");
      if (lastId > 0) {
        call.header(LAST_EVENT_ID, Long.toString(lastId));
      }
      HttpResponse<InputStream> response = transport.send(call, SILENCE);
      body = response.body();
      return new EventStream(response.body());
    }

    private void lost(@Nullable Exception cause) {
      if (Thread.currentThread().isInterrupted()) {
        throw Transport.interrupted(cause == null ? new InterruptedException() : cause);
      }
      if (stream != null && stream.retry() != null) {
        pause = stream.retry();
      }
      stream = null;
      hangUp();
      if (!closed) {
        if (++fruitless == FRUITLESS_CONNECTIONS) {
          throw new UncheckedIOException(
              new IOException(
                  "job %s: its events broke off %d times in a row".formatted(jobId, fruitless),
                  cause));
        }
        Transport.sleep(pause);
      }
    }

    private @Nullable JobEvent take(EventStream.Event event) throws IOException {
      lastId = event.id().isEmpty() ? lastId : Long.parseLong(event.id());
      return switch (event.type()) {
        case "state" -> {
          Job job = Json.MAPPER.readValue(event.data(), Job.class);
          ended = job.state().ended();
          yield new JobEvent.StateChange(lastId, job);
        }
        case "progress" ->
            new JobEvent.ProgressMade(
                lastId, Json.MAPPER.readValue(event.data(), Job.Progress.class));
        case "loss" -> {
          TrainingLoss told = Json.MAPPER.readValue(event.data(), TrainingLoss.class);
          yield new JobEvent.Trained(lastId, told.iteration, told.loss, told.rate);
        }
        case "test" ->
            new JobEvent.Tested(
                lastId, Json.MAPPER.readValue(event.data(), TrainingAnswer.Test.class));
        default -> null; // of a later version of the service
      };
    }
  }
}
