package org.warpath.api.service.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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
import org.warpath.graph.export.VectorWriter;
import org.warpath.linalg.io.AtomicFile;

/**
 * The jobs. One is on disk before it is acknowledged, and its result before it counts as done; what
 * a crash leaves is marked interrupted and can be resumed. Safe for use by many threads.
 */
public final class Jobs implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

  private final DataDirectory directory;
  private final JobTable table;
  private final Duration expiry;
  private final Map<String, Job> live = new ConcurrentHashMap<>();
  private final ExecutorService finishing = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService housekeeping =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("warpath-expiry").factory());
  private volatile boolean ending;

  private Jobs(DataDirectory directory, JobTable table, Duration expiry) {
    this.directory = directory;
    this.table = table;
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
    Set<String> results = new HashSet<>();
    for (String result : table.results()) {
      results.add(result + ".json");
      results.add(result + ".npy");
    }
    directory.sweep("results", results);
    directory.sweep("uploads", Set.copyOf(table.uploads()));
    var _ =
        jobs.housekeeping.scheduleWithFixedDelay(jobs::removeExpiredOrLog, 1, 1, TimeUnit.MINUTES);
    return jobs;
  }

  /**
   * Makes a job of {@code order}.
   *
   * @return the job as the API has it; it is on disk
   * @throws Problem if the work cannot be started; no job is left then
   */
  public ObjectNode submit(JobOrder order, JobWork work) {
    Row row =
        new Row(
            UUID.randomUUID().toString(),
            JobState.QUEUED,
            order,
            Job.now(),
            null,
            null,
            null,
            null,
            null);
    table.insert(row);
    Job job = new Job(table, row);
    live.put(row.id(), job);
    job.announce();
    try {
      begin(job, work);
    } catch (RuntimeException e) {
      live.remove(row.id());
      table.delete(row.id());
      throw e;
    }
    return job.describe();
  }

  private void begin(Job job, JobWork work) {
    JobWork.Pending pending = work.start(job.row().id(), job);
    job.cancelWith(pending.cancel());
    var _ =
        pending
            .result()
            .whenCompleteAsync((result, failure) -> end(job, result, failure), finishing);
  }

  private void end(Job job, JobWork.@Nullable Result result, @Nullable Throwable failure) {
    Instant expires = Job.now().plus(expiry);
    try {
      if (failure == null && result != null) {
        job.end(JobState.DONE, expires, null, write(job.row().id(), result));
      } else {
        fail(job, expires, cause(failure));
      }
    } catch (IOException | RuntimeException e) {
      fail(job, expires, e);
    } finally {
      if (job.row().state() == JobState.DONE) {
        deleteUpload(job.row());
      }
      live.remove(job.row().id());
    }
  }

  private static Throwable cause(@Nullable Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException wrapped && wrapped.getCause() != null) {
      cause = wrapped.getCause();
    }
    return cause == null ? new IllegalStateException("a job ended without a result") : cause;
  }

  private void fail(Job job, Instant expires, Throwable failure) {
    boolean stopped = failure instanceof CancellationException;
    boolean refused =
        failure instanceof Problem problem && problem.type() == ProblemType.SHUTTING_DOWN;
    if (ending && (stopped || refused)) {
      job.end(JobState.INTERRUPTED, expires, null, null);
    } else if (stopped) {
      job.end(JobState.CANCELLED, expires, null, null);
    } else {
      Problem problem = ProblemAnswers.of(failure);
      if (problem.type() == ProblemType.INTERNAL) {
        LOG.error("job {} failed", job.row().id(), failure);
      }
      job.end(
          JobState.FAILED,
          expires,
          ProblemAnswers.json(problem, "/v1/jobs/" + job.row().id(), "-"),
          null);
    }
  }

  private String write(String id, JobWork.Result result) throws IOException {
    if (result.values() != null) {
      VectorWriter.npy(result.values(), directory.result(id + ".npy"));
    }
    AtomicFile.write(
        directory.result(id + ".json"),
        channel -> AtomicFile.writeFully(channel, ByteBuffer.wrap(result.answer())));
    return id;
  }

  /** The newest jobs as the API has them. */
  public List<ObjectNode> describeNewest(@Nullable JobState state, int limit) {
    return table.newest(state, limit).stream()
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

  Row row(String id) {
    return table.find(id).orElseThrow(() -> unknown());
  }

  private static Problem unknown() {
    return new Problem(
        ProblemType.UNKNOWN_JOB, "there is no such job; it may have been removed or have expired");
  }

  @Nullable Job live(String id) {
    return live.get(id);
  }

  /** The files of an ended job's answer: {@code .json}, and {@code .npy} if it has values. */
  Path result(String name, String ending) {
    return directory.result(name + ending);
  }

  /**
   * Asks a job to stop, or removes one that has ended.
   *
   * @return the job that was asked to stop; null if it was removed
   * @throws Problem if there is none
   */
  public @Nullable ObjectNode delete(String id) throws IOException {
    Job job = live.get(id);
    if (job != null && !job.row().state().ended()) {
      job.cancel();
      return job.describe();
    }
    remove(row(id));
    return null;
  }

  /**
   * Queues an ended job again that has no result.
   *
   * @param revival the work that an order stands for
   * @return the job as the API has it
   * @throws Problem if there is none, it has a result or goes on, or it cannot be started
   */
  public ObjectNode resume(String id, Function<JobOrder, JobWork> revival) {
    Row row = row(id);
    if (!row.state().ended() || row.state() == JobState.DONE) {
      throw new Problem(
          ProblemType.JOB_NOT_RESUMABLE,
          "only a job that was interrupted or cancelled, or failed, can be resumed; this one is "
              + row.state());
    }
    JobWork work = revival.apply(row.order());
    Row queued =
        new Row(id, JobState.QUEUED, row.order(), row.created(), null, null, null, null, null);
    Job job = new Job(table, queued);
    if (live.putIfAbsent(id, job) != null) {
      throw new Problem(ProblemType.JOB_NOT_RESUMABLE, "the job is just being resumed");
    }
    table.update(queued);
    job.announce();
    try {
      begin(job, work);
    } catch (RuntimeException e) {
      live.remove(id);
      table.update(row);
      throw e;
    }
    return job.describe();
  }

  private void remove(Row row) throws IOException {
    table.delete(row.id());
    deleteUpload(row);
    if (row.result() != null) {
      Files.deleteIfExists(directory.result(row.result() + ".json"));
      Files.deleteIfExists(directory.result(row.result() + ".npy"));
    }
  }

  private void deleteUpload(Row row) {
    String upload = row.order().upload();
    if (upload != null) {
      directory.deleteUpload(upload);
    }
  }

  private void removeExpired() throws IOException {
    for (Row row : table.expired(Instant.now())) {
      remove(row);
    }
  }

  private void removeExpiredOrLog() {
    try {
      removeExpired();
    } catch (IOException | RuntimeException e) {
      LOG.warn("expired jobs cannot be removed now", e);
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
  }
}
