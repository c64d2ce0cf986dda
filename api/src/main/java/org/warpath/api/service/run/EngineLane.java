package org.warpath.api.service.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntFunction;
import org.warpath.api.service.http.Draining;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.kernels.Engine;

/**
 * The queue before one engine. Clients take turns, each with its oldest run; a run takes one of the
 * engine's permits if it is small, all of them if not. Nobody overtakes the run whose turn it is,
 * so a large one is not starved by small ones.
 */
final class EngineLane {
  private final int permits;
  private final IntFunction<Engine> engine;
  private final int capacity;
  private final int capacityPerClient;
  private final ExecutorService threads;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idle = lock.newCondition();

  /** Clients that have a run waiting, the one whose turn it is first. */
  private final Map<String, ArrayDeque<Run<?>>> waiting = new LinkedHashMap<>();

  private final List<Run<?>> running = new ArrayList<>();
  private int waitingCount;
  private int free;
  private boolean closed;
  private long busyNanos;

  /**
   * @param permits how many small runs go on side by side
   * @param engine the engine for a run of so many permits
   * @param capacity how many runs may wait
   * @param capacityPerClient how many of them of one client
   */
  EngineLane(
      int permits,
      IntFunction<Engine> engine,
      int capacity,
      int capacityPerClient,
      ExecutorService threads) {
    this.permits = permits;
    this.engine = engine;
    this.capacity = capacity;
    this.capacityPerClient = capacityPerClient;
    this.threads = threads;
    this.free = permits;
  }

  /**
   * Queues {@code run}.
   *
   * @throws Problem if the queue is full, or the client's share of it, or the service is ending
   */
  void add(Run<?> run) {
    lock.lock();
    try {
      if (closed) {
        throw Draining.refusal();
      }
      dropCancelled();
      if (waitingCount >= capacity) {
        throw new Problem(
                ProblemType.OVERLOADED, "the queue is full: " + waitingCount + " runs wait")
            .retryAfter(1);
      }
      ArrayDeque<Run<?>> own =
          waiting.computeIfAbsent(run.request().client(), client -> new ArrayDeque<>());
      if (own.size() >= capacityPerClient) {
        throw new Problem(
                ProblemType.RATE_LIMITED,
                "you have " + own.size() + " runs waiting; wait for some of them to end")
            .retryAfter(1);
      }
      own.add(run);
      waitingCount++;
      dispatch();
    } finally {
      lock.unlock();
    }
  }

  private void dropCancelled() {
    for (Iterator<ArrayDeque<Run<?>>> clients = waiting.values().iterator(); clients.hasNext(); ) {
      ArrayDeque<Run<?>> own = clients.next();
      int before = own.size();
      own.removeIf(run -> run.result().isDone());
      waitingCount -= before - own.size();
      if (own.isEmpty()) {
        clients.remove();
      }
    }
  }

  private void dispatch() {
    dropCancelled();
    while (!waiting.isEmpty()) {
      var turn = waiting.entrySet().iterator().next();
      String client = turn.getKey();
      ArrayDeque<Run<?>> own = turn.getValue();
      Run<?> run = own.element();
      int width = run.request().small() ? 1 : permits;
      if (width > free) {
        return;
      }
      own.remove();
      waitingCount--;
      waiting.remove(client);
      if (!own.isEmpty()) {
        waiting.put(client, own); // behind all others
      }
      begin(run, width);
    }
  }

  private void begin(Run<?> run, int width) {
    free -= width;
    running.add(run);
    try {
      threads.execute(() -> perform(run, width));
    } catch (RuntimeException | OutOfMemoryError e) {
      // No thread to be had.
      free += width;
      running.remove(run);
      run.fail(e);
    }
  }

  private void perform(Run<?> run, int width) {
    long start = System.nanoTime();
    try {
      run.perform(engine.apply(width));
    } catch (Throwable e) {
      run.fail(e); // no engine: its reason
    } finally {
      lock.lock();
      try {
        busyNanos += System.nanoTime() - start;
        running.remove(run);
        free += width;
        dispatch();
        idle.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /** Seconds that the runs which have ended took, those side by side added up. */
  double busySeconds() {
    lock.lock();
    try {
      return busyNanos * 1e-9;
    } finally {
      lock.unlock();
    }
  }

  int waitingCount() {
    lock.lock();
    try {
      dropCancelled();
      return waitingCount;
    } finally {
      lock.unlock();
    }
  }

  int runningCount() {
    lock.lock();
    try {
      return running.size();
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more runs and ends those that wait; those that run go on. */
  void close() {
    lock.lock();
    try {
      closed = true;
      waiting.values().forEach(own -> own.forEach(run -> run.fail(Draining.refusal())));
      waiting.clear();
      waitingCount = 0;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until no run goes on, at most so long; whether that came about. */
  boolean awaitIdle(long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      while (!running.isEmpty()) {
        if (left <= 0) {
          return false;
        }
        left = idle.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Cancels the runs that go on. */
  void cancelRunning() {
    lock.lock();
    try {
      running.forEach(Run::cancel);
    } finally {
      lock.unlock();
    }
  }
}
