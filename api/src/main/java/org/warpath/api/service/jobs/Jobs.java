package org.warpath.api.service.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemAnswers;
import org.warpath.api.service.http.ProblemType;
import org.warpath.api.service.jobs.JobTable.Row;
import org.warpath.api.service.store.DataDirectory;
import org.warpath.api.service.store.Database;

/**
 * The jobs. One is on disk before it is acknowledged, and its result before it counts as done; what
 * a crash leaves is marked interrupted and can be resumed. Safe for use by many threads.
 */
public final class Jobs implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
  private static final Duration LONGEST_PERIOD = Duration.ofMinutes(1);

  private final DataDirectory directory;
  private final JobTable table;
  private final ResultFiles results;
  private final Duration expiry;

  /** Those that go on here, and those whose end could not be kept yet. */
  private final Map<String, Job> live = new ConcurrentHashMap<>();

  /** Held while a job comes to be live, stops being so, or is removed. */
  private final Object changes = new Object();

  private final ExecutorService finishing = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService housekeeping =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("warpath-expiry").factory());
  private volatile boolean ending;

  private Jobs(DataDirectory directory, JobTable table, Duration expiry) {
    this.directory = directory;
    this.table = table;
    this.results = new ResultFiles(directory);
    this.expiry = expiry;
  }

  /**
   * The jobs as they were left.
   *
   * @param expiry how long an ended job is kept
   */
  public static Jobs open(DataDirectory directory, Database database, Duration expiry)
      throws IOException {
    JobTable table = new JobTable(database);
    Jobs jobs = new Jobs(directory, table, expiry);
    table.interrupt(Job.now(), Job.now().plus(expiry));
    jobs.removeExpired();
    jobs.results.sweep(table.results());
    directory.sweep("uploads", Set.copyOf(table.uploads()));
    long period = Math.min(expiry.toMillis(), LONGEST_PERIOD.toMillis());
    var _ =
        jobs.housekeeping.scheduleWithFixedDelay(jobs::tidy, period, period, TimeUnit.MILLISECONDS);
    return jobs;
  }

  /**
   * Makes a job of {@code order}.
   *
   * @return the job as the API has it; it is on disk
   * @throws Problem if the work cannot be started; no job is left then
   */
  public ObjectNode submit(JobOrder order, JobWork work) {
    Job job = new Job(table, Row.of(order));
    String id = job.row().id();
    live.put(id, job);
    try {
      table.insert(job.row());
      begin(job, work);
    } catch (Throwable e) {
      live.remove(id);
      undo(e, () -> table.delete(id));
      throw e;
    }
    return job.describe();
  }

  /** Where a job was that could not be begun: {@code reason} must stand, whatever follows. */
  private static void undo(Throwable reason, Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      reason.addSuppressed(e);
    }
  }

  private void begin(Job job, JobWork work) {
    job.announce();
    JobWork.Pending pending;
    try {
      pending = work.start(job.row().id(), job);
    } catch (Throwable e) {
      job.events().close();
      throw e;
    }
    job.cancelWith(pending.cancel());
    var _ =
        pending
            .result()
            .whenCompleteAsync((result, failure) -> end(job, result, failure), finishing);
  }

  private void end(Job job, JobWork.@Nullable Result result, @Nullable Throwable failure) {
    String id = job.row().id();
    if (result == null) {
      stop(job, cause(failure));
      return;
    }
    try {
      results.write(id, result);
      synchronized (changes) {
        job.done(job.row().ended(JobState.DONE, expiry, null, id), () -> deleteUpload(job.row()));
        live.remove(id);
      }
    } catch (Throwable e) {
      results.delete(id);
      stop(job, e);
    }
  }

  private static Throwable cause(@Nullable Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException wrapped && wrapped.getCause() != null) {
      cause = wrapped.getCause();
    }
    return cause == null ? new IllegalStateException("a job ended without a result") : cause;
  }

  private void stop(Job job, Throwable failure) {
    boolean cancelled = failure instanceof CancellationException;
    boolean refused =
        failure instanceof Problem problem && problem.type() == ProblemType.SHUTTING_DOWN;
    JobState state = JobState.FAILED;
    ObjectNode problem = null;
    if (cancelled && (job.isCancelled() || !ending)) {
      state = JobState.CANCELLED;
    } else if (ending && (cancelled || refused)) {
      state = JobState.INTERRUPTED;
    } else {
      problem = problem(job.row().id(), failure);
    }
    synchronized (changes) {
      if (job.stopped(job.row().ended(state, expiry, problem, null))) {
        live.remove(job.row().id());
      }
    }
  }

  private static ObjectNode problem(String id, Throwable failure) {
    Problem problem = ProblemAnswers.of(failure);
    if (problem.type() == ProblemType.INTERNAL) {
      LOG.error("job {} failed", id, failure);
    }
    return ProblemAnswers.json(problem, "/v1/jobs/" + id, "-");
  }

  /** The newest jobs as the API has them. */
  public List<ObjectNode> describeNewest(@Nullable JobState state, int limit) {
    return table.newest(state, limit).stream()
        .filter(row -> !row.isExpired())
        .map(row -> {
          Job job = live.get(row.id());
          return job == null ? Job.describe(row) : job.describe();
        })
        .toList();
  }

  /**
   * A job as the API has it.
   *
   * @throws Problem if there is none
   */
  public ObjectNode describe(String id) {
    Job job = live.get(id);
    return job == null ? Job.describe(row(id)) : job.describe();
  }

  /**
   * A job's row.
   *
   * @throws Problem if there is none
   */
  Row row(String id) {
    Job job = live.get(id);
    return job != null
        ? job.row()
        : table.find(id).filter(row -> !row.isExpired()).orElseThrow(Jobs::unknown);
  }

  private static Problem unknown() {
    return new Problem(
        ProblemType.UNKNOWN_JOB, "there is no such job; it may have been removed or have expired");
  }

  @Nullable Job live(String id) {
    return live.get(id);
  }

  /** The files of what jobs answered. */
  ResultFiles results() {
    return results;
  }

  /**
   * Asks a job to stop, or removes one that has ended.
   *
   * @return the job that was asked to stop; null if it was removed
   * @throws Problem if there is none
   */
  public @Nullable ObjectNode delete(String id) {
    Job job;
    synchronized (changes) {
      job = live.get(id);
      if (job == null || job.row().state().ended()) {
        remove(row(id));
        live.remove(id);
        return null;
      }
    }
    job.cancel();
    return job.describe();
  }

  /**
   * Queues an ended job again that has no result.
   *
   * @param revival the work that an order stands for
   * @return the job as the API has it
   * @throws Problem if there is none, it has a result or goes on, or it cannot be started
   */
  public ObjectNode resume(String id, Function<JobOrder, JobWork> revival) {
    Row before;
    JobWork work;
    Job job;
    synchronized (changes) {
      before = row(id);
      requireResumable(before);
      work = revival.apply(before.order());
      job = new Job(table, before.queuedAgain());
      table.update(job.row());
      live.put(id, job);
    }
    try {
      begin(job, work);
    } catch (Throwable e) {
      synchronized (changes) {
        live.remove(id);
        undo(e, () -> table.update(before));
      }
      throw e;
    }
    return job.describe();
  }

  private static void requireResumable(Row row) {
    if (!row.state().ended() || row.state() == JobState.DONE) {
      throw new Problem(
          ProblemType.JOB_NOT_RESUMABLE,
          "only a job that was interrupted or cancelled, or failed, can be resumed; this one is "
              + row.state());
    }
  }

  private void remove(Row row) {
    table.delete(row.id());
    deleteUpload(row);
    if (row.result() != null) {
      results.delete(row.result());
    }
  }

  private void deleteUpload(Row row) {
    String upload = row.order().upload();
    if (upload != null) {
      directory.deleteUpload(upload);
    }
  }

  private void tidy() {
    try {
      saveEnded();
      removeExpired();
    } catch (RuntimeException e) {
      LOG.warn("ended jobs cannot be looked after now", e);
    }
  }

  /** Keeps what could not be kept when it was to be. */
  private void saveEnded() {
    synchronized (changes) {
      live.values().removeIf(job -> job.row().state().ended() && job.save());
    }
  }

  private void removeExpired() {
    synchronized (changes) {
      table.expired().forEach(this::remove);
    }
  }

  /** From now on, who is stopped was interrupted by the service's end. */
  public void beginShutdown() {
    ending = true;
  }

  /** Waits until all that ended is written; runs must have ended. */
  @Override
  public void close() {
    housekeeping.shutdownNow();
    finishing.close();
    saveEnded();
  }
}
