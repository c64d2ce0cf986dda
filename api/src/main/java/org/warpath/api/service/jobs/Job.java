package org.warpath.api.service.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.http.Json;
import org.warpath.api.service.jobs.JobTable.Row;
import org.warpath.api.service.run.Run;
import org.warpath.kernels.Progress;

/** A job of this process: its row, its progress, its events. Safe for use by many threads. */
final class Job implements Run.Listener {
  /** A watcher's eye sees no more. */
  private static final long PROGRESS_NANOS = 50_000_000;

  private final JobTable table;
  private final JobEvents events = new JobEvents();
  private volatile Row row;
  private volatile @Nullable Progress progress;
  private volatile @Nullable Runnable cancel;
  private volatile boolean cancelled;
  private long toldNanos = System.nanoTime() - PROGRESS_NANOS;

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

  @Override
  public synchronized void started() {
    if (row.state() == JobState.QUEUED) {
      move(
          new Row(
              row.id(),
              JobState.RUNNING,
              row.order(),
              row.created(),
              now(),
              null,
              null,
              null,
              null));
    }
  }

  @Override
  public void progress(Progress now) {
    progress = now;
    long nanos = System.nanoTime();
    if (nanos - toldNanos >= PROGRESS_NANOS) {
      toldNanos = nanos;
      events.add("progress", describe(now), false);
    }
  }

  /** Ends it. */
  synchronized void end(
      JobState state, Instant expires, @Nullable ObjectNode problem, @Nullable String result) {
    if (row.state().ended()) {
      return;
    }
    Progress last = progress;
    if (last != null) {
      events.add("progress", describe(last), false);
    }
    move(
        new Row(
            row.id(),
            state,
            row.order(),
            row.created(),
            row.started(),
            now(),
            expires,
            problem,
            result));
  }

  private void move(Row next) {
    table.update(next);
    row = next;
    events.add("state", describe(), next.state().ended());
  }

  /** Tells watchers where it stands at its beginning. */
  void announce() {
    events.add("state", describe(), false);
  }

  static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  /** The job as the API has it. */
  ObjectNode describe() {
    ObjectNode json = describe(row);
    Progress now = progress;
    if (now != null) {
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
    json.put("graph", order.graph());
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
