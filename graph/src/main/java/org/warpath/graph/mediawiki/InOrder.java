package org.warpath.graph.mediawiki;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;

/**
 * Runs a stream of tasks on several threads and takes their results in the order of the tasks, on
 * the calling thread. At most two tasks a thread are under way, so memory does not grow with the
 * stream.
 */
final class InOrder<T> implements AutoCloseable {
  private final int threads;
  private final Taker<T> taker;
  private final Queue<FutureTask<T>> underWay = new ArrayDeque<>();
  private final ExecutorService workers;

  /** Takes results. */
  @FunctionalInterface
  interface Taker<T> {
    void take(T result) throws IOException;
  }

  InOrder(int threads, Taker<T> taker) {
    this.threads = threads;
    this.taker = taker;
    workers =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("warpath-links-", 1).factory());
  }

  /** Runs {@code task} some time soon; may take earlier results first. */
  void submit(Callable<T> task) throws IOException {
    if (underWay.size() >= 2 * threads) {
      takeFirst();
    }
    FutureTask<T> future = new FutureTask<>(task);
    underWay.add(future);
    workers.execute(future);
  }

  /** Takes all results that are left. */
  void finish() throws IOException {
    while (!underWay.isEmpty()) {
      takeFirst();
    }
  }

  private void takeFirst() throws IOException {
    try {
      taker.take(underWay.remove().get());
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException thrown -> throw thrown;
        case Error thrown -> throw thrown;
        case null, default -> throw new IOException("a task failed", e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted = new InterruptedIOException("the run was interrupted");
      interrupted.initCause(e);
      throw interrupted;
    }
  }

  /** Drops tasks not yet begun, waits for the others. */
  @Override
  public void close() {
    workers.shutdownNow();
    workers.close();
  }
}
