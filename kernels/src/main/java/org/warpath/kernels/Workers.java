package org.warpath.kernels;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Threads that help, as many as are wanted at a time: work may itself want more. One that has
 * nothing to do looks for work without pause for {@value #ATTENTIVE_NANOS} ns, since to wake a
 * sleeping thread takes longer than many a loop; then it sleeps, and ends after a minute. They are
 * daemons, so that they never keep a JVM alive.
 */
final class Workers {
  /** How long who waits does so without sleeping. */
  static final long ATTENTIVE_NANOS = 50_000;

  private static final long LONGEST_SLEEP_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** Those without work, the last to become so first: it may be attentive yet. */
  private static final ConcurrentLinkedDeque<Worker> IDLE = new ConcurrentLinkedDeque<>();

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private Workers() {}

  /**
   * Has a thread do {@code work}, which throws nothing.
   *
   * @param end told that it is done; by then the thread can be had again
   */
  static void execute(Runnable work, Runnable end) {
    Task task = new Task(work, end);
    for (Worker worker = IDLE.pollFirst(); worker != null; worker = IDLE.pollFirst()) {
      if (worker.offer(task)) {
        return;
      }
    }
    new Worker(task).start();
  }

  private static final class Task {
    /** For one who takes no more. */
    static final Task NONE = new Task(() -> {}, () -> {});

    final Runnable work;
    final Runnable end;

    Task(Runnable work, Runnable end) {
      this.work = work;
      this.end = end;
    }
  }

  private static final class Worker extends Thread {
    private final AtomicReference<@Nullable Task> next;

    Worker(Task first) {
      super("warpath-" + NUMBERS.incrementAndGet());
      setDaemon(true);
      next = new AtomicReference<>(first);
    }

    /** Whether it takes the task: it does not if it has just gone. */
    boolean offer(Task task) {
      if (!next.compareAndSet(null, task)) {
        return false;
      }
      LockSupport.unpark(this);
      return true;
    }

    @Override
    public void run() {
      for (Task task = await(); task != Task.NONE; task = await()) {
        next.set(null);
        task.work.run();
        IDLE.addFirst(this);
        task.end.run();
      }
    }

    private Task await() {
      long begin = System.nanoTime();
      Task found = next.get();
      while (found == null && System.nanoTime() - begin < ATTENTIVE_NANOS) {
        Thread.onSpinWait();
        found = next.get();
      }
      while (found == null) {
        long left = LONGEST_SLEEP_NANOS - (System.nanoTime() - begin);
        if (left <= 0 && next.compareAndSet(null, Task.NONE)) {
          IDLE.remove(this);
          return Task.NONE;
        }
        var _ = Thread.interrupted(); // else it would not sleep
        LockSupport.parkNanos(this, Math.max(1, left));
        found = next.get();
      }
      return found;
    }
  }
}
