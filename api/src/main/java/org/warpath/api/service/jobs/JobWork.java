package org.warpath.api.service.jobs;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.export.VertexVector;

/** Does what a {@link JobOrder} says. */
@FunctionalInterface
public interface JobWork {
  /**
   * Starts it.
   *
   * @param job the job's id
   * @param listener hears of it
   * @throws org.warpath.api.service.http.Problem if it cannot be started: the queue is full, the
   *     graph is gone
   */
  Pending start(String job, JobListener listener);

  /**
   * A job's work on its way.
   *
   * @param result what comes of it
   * @param cancel asks it to stop
   */
  record Pending(CompletableFuture<Result> result, Runnable cancel) {}

  /**
   * What came of a job.
   *
   * @param answer the answer's JSON, UTF-8
   * @param values the values to stream; null if the answer is all
   */
  record Result(byte[] answer, @Nullable VertexVector values) {}
}
