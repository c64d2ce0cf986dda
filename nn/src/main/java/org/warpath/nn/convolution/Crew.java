package org.warpath.nn.convolution;

import java.util.concurrent.atomic.AtomicInteger;
import org.warpath.kernels.Parallel;

/**
 * Threads that share tasks, each with memory of its own.
 *
 * @param threads at least 1
 */
record Crew(int threads) {

  /** A task done by {@code worker}, which does one at a time. */
  @FunctionalInterface
  interface Body {
    void accept(int worker, int task);
  }

  /** Calls {@code body} once for each task, with a worker in [0, threads), and waits for all. */
  void forEach(int tasks, Body body) {
    AtomicInteger next = new AtomicInteger();
    int workers = Math.min(threads, tasks);
    Parallel.forEach(
        workers,
        workers,
        worker -> {
          int task;
          while ((task = next.getAndIncrement()) < tasks) {
            body.accept(worker, task);
          }
        });
  }
}
