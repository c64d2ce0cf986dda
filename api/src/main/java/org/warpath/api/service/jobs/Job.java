package org.warpath.api.service.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.warpath.api.service.http.Json;
import org.warpath.api.service.jobs.JobTable.Row;
import org.warpath.api.service.store.DatabaseException;
import org.warpath.kernels.Progress;

/** A job of this process: its row, its progress, its events. Safe for use by many threads. */
final class Job implements JobListener {
  private static final Logger LOG = LoggerFactory.getLogger(Job.class);

  /** A watcher's eye sees no more. */
  private static final long PROGRESS_NANOS = 50_000_000;

  private final JobTable table;
  private final JobEvents events = new JobEvents();
  private volatile Row row;
  private volatile @Nullable Progress progress;
  private volatile @Nullable Progress told;
  private volatile @Nullable Runnable cancel;
  private volatile boolean cancelled;
  private long toldNanos = System.nanoTime() - PROGRESS_NANOS;
  private long toldLossNanos = toldNanos;

  Job(JobTable table, Row row) {
    this.table = table;
    this.row = row;
  }

  Row row() {
    return row;
  }

  JobEvents events() {
    return events;
  }

  /** How to stop it; if it was to be stopped already, now. */
  void cancelWith(Runnable action) {
    cancel = action;
    if (cancelled) {
      action.run();
    }
  }

  void cancel() {
    cancelled = true;
    Runnable action = cancel;
    if (action != null) {
      action.run();
    }
  }

  /** Whether somebody wanted it stopped. */
  boolean isCancelled() {
    return cancelled;
  }

  @Override
  public synchronized void started() {
    if (row.state() == JobState.QUEUED) {
      row = row.running();
      // Not worth a run: on disk it is queued, and after a crash interrupted all the same.
      save(row);
      events.add(Instant.now(), JobEvents.Kind.STATE, describe());
    }
  }

  @Override
  public void progress(Progress now) {
    progress = now;
    long nanos = System.nanoTime();
    if (nanos - toldNanos >= PROGRESS_NANOS) {
      toldNanos = nanos;
      tell(Instant.now(), now);
    }
  }

  @Override
  public void trained(long iteration, double loss, double rate) {
    long nanos = System.nanoTime();
    if (nanos - toldLossNanos >= PROGRESS_NANOS) {
      toldLossNanos = nanos;
      recalled(iteration, loss, rate);
    }
  }

  @Override
  public void recalled(long iteration, double loss, double rate) {
    ObjectNode json = Json.object();
    json.put("iteration", iteration);
    Json.put(json, "loss", loss);
    json.put("rate", rate);
    events.add(Instant.now(), JobEvents.Kind.LOSS, json);
  }

  @Override
  public void tested(long iteration, Map<String, Double> means) {
    ObjectNode json = Json.object();
    json.put("iteration", iteration);
    ObjectNode values = json.putObject("values");
    means.forEach((name, mean) -> Json.put(values, name, mean));
    events.add(Instant.now(), JobEvents.Kind.TEST, json);
  }

  private void tell(Instant when, Progress now) {
    told = now;
    events.add(when, JobEvents.Kind.PROGRESS, describe(now));
  }

  /**
   * Ends it with a result; on disk when this returns.
   *
   * @param cleanup what is done once that is on disk, and before anybody hears of it
   * @throws org.warpath.api.service.store.DatabaseException if it cannot be; it goes on then
   */
  synchronized void done(Row ended, Runnable cleanup) {
    table.update(ended);
    cleanup.run();
    end(ended);
  }

  /**
   * Ends it without a result, whatever happens.
   *
   * @return whether that is on disk; if not, it is to be {@linkplain #save saved} later
   */
  synchronized boolean stopped(Row ended) {
    boolean saved = save(ended);
    end(ended);
    return saved;
  }

  private void end(Row ended) {
    Instant when = Objects.requireNonNull(ended.ended());
    Progress last = progress;
    if (last != null && !last.equals(told)) {
      tell(when, last);
    }
    row = ended;
    events.end(when, describe());
  }

  /** Whether its row is on disk now. */
  boolean save() {
    return save(row);
  }

  private boolean save(Row current) {
    try {
      table.update(current);
      return true;
    } catch (DatabaseException e) {
      LOG.error("the state of job {} cannot be kept now: {}", current.id(), e.getMessage());
      return false;
    }
  }

  /** Tells watchers where it stands at its beginning. */
  void announce() {
    events.add(Instant.now(), JobEvents.Kind.STATE, describe());
  }

  static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  /** The job as the API has it; once it has ended, as its row alone tells. */
  ObjectNode describe() {
    Row current = row;
    ObjectNode json = describe(current);
    Progress now = progress;
    if (now != null && !current.state().ended()) {
      json.set("progress", describe(now));
    }
    return json;
  }

  /** A job as the API has it, from its row alone. */
  static ObjectNode describe(Row row) {
    JobOrder order = row.order();
    ObjectNode json = Json.object();
    json.put("id", row.id());
    json.put("kind", order.kind().toString());
    json.put("state", row.state().toString());
    if (order.graph() != null) {
      json.put("graph", order.graph());
    }
    if (order.model() != null) {
      json.put("model", order.model());
    }
    if (order.algorithm() != null) {
      json.put("algorithm", order.algorithm());
    }
    json.set("request", order.request());
    json.put("created", row.created().toString());
    put(json, "started", row.started());
    put(json, "ended", row.ended());
    put(json, "expires", row.expires());
    if (row.problem() != null) {
      json.set("problem", row.problem());
    }
    return json;
  }

  private static void put(ObjectNode json, String field, @Nullable Instant time) {
    if (time != null) {
      json.put(field, time.toString());
    }
  }

  private static ObjectNode describe(Progress progress) {
    ObjectNode json = Json.object();
    json.put("step", progress.step());
    json.put("done", progress.done());
    if (progress.total() >= 0) {
      json.put("total", progress.total());
    }
    if (!Double.isNaN(progress.residual())) {
      Json.put(json, "residual", progress.residual());
    }
    return json;
  }
}
