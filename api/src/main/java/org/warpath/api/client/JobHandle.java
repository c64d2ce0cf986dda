package org.warpath.api.client;

import java.util.function.Consumer;
import org.warpath.api.client.answer.Job;
import org.warpath.api.client.answer.JobEvent;

/**
 * A job of the service, and how its result is read. Any number of threads may use it.
 *
 * @param <T> the result
 */
public final class JobHandle<T> {
  private final Transport transport;
  private final String id;
  private final String mediaType;
  private final Reading<T> reading;

  JobHandle(Transport transport, String id, String mediaType, Reading<T> reading) {
    this.transport = transport;
    this.id = id;
    this.mediaType = mediaType;
    this.reading = reading;
  }

  /** Its id, by which {@link Jobs} finds it again. */
  public String id() {
    return id;
  }

  /** How it stands now. */
  public Job status() {
    return transport.json(Call.get("v1", "jobs", id), Job.class);
  }

  /**
   * Waits until it has ended, well or not. A connection that breaks off is made again.
   *
   * @return this handle, ready for {@link #result}
   * @throws WarpathException if there is no such job (any more)
   * @throws java.io.UncheckedIOException if the service is gone for long, or the thread is
   *     interrupted; the job goes on
   */
  public JobHandle<T> await() {
    return await(progress -> {});
  }

  /** As {@link #await()}, calling {@code onProgress}, in this thread, whenever it gets on. */
  public JobHandle<T> await(Consumer<Job.Progress> onProgress) {
    try (JobEvents events = events()) {
      for (JobEvent event : events) {
        if (event instanceof JobEvent.ProgressMade made) {
          onProgress.accept(made.progress());
        }
      }
    }
    return this;
  }

  /** Its events, from the first on. */
  public JobEvents events() {
    return events(0);
  }

  /** Its events after the one numbered {@code lastId}. */
  public JobEvents events(long lastId) {
    return new JobEvents(transport, id, lastId);
  }

  /**
   * Its result; each call reads it anew.
   *
   * @throws WarpathException if it has not ended (409), has failed (its own problem), was cancelled
   *     (409), or its result has expired
   */
  public T result() {
    return transport.read(Call.get("v1", "jobs", id, "result").accept(mediaType), reading);
  }

  /** Asks it to stop, which it does within one iteration; one that has ended stays as it is. */
  public void cancel() {
    if (!status().state().ended()) {
      remove();
    }
  }

  /** Removes it with its result if it has ended, else asks it to stop. */
  public void remove() {
    transport.discard(Call.delete("v1", "jobs", id));
  }

  /**
   * Queues it again, after it was interrupted or cancelled, or has failed.
   *
   * @return this handle
   * @throws WarpathException if it cannot be resumed (409)
   */
  public JobHandle<T> resume() {
    transport.discard(Call.post("v1", "jobs", id, "resume"));
    return this;
  }

  /** Its id. */
  @Override
  public String toString() {
    return "job " + id;
  }
}
