package org.warpath.kernels;

import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;

/**
 * Runs numbered tasks on several threads; the caller's thread is one of them.
 *
 * <p>Tasks are claimed in ascending order, so the work is balanced by cutting it into more tasks
 * than threads. Whoever cuts it independently of the thread count, as {@link #tasks} does, gets
 * results independent of the thread count: {@link #sum} adds the tasks' values in task order.
 *
 * <p>Starting costs about a microsecond if a loop has just ended, else some tens; loops below about
 * 10,000 simple steps are faster on one thread.
 */
public final class Parallel {

  private Parallel() {}

  /** A body that handles the indices {@code from} (inclusive) to {@code to} (exclusive). */
  @FunctionalInterface
  public interface RangeBody {
    void accept(long from, long to);
  }

  /** How many tasks of {@code grain} indices cover {@code count} indices. */
  public static int tasks(long count, long grain) {
    return Math.toIntExact((count + grain - 1) / grain);
  }

  /**
   * Calls {@code body} once for each task {@code 0 … taskCount−1}, on at most {@code threads}
   * threads, and returns when all are done. The writes of all tasks are visible to the caller
   * afterwards.
   *
   * @throws RuntimeException or an {@link Error}: the first one a task threw, once running tasks
   *     have ended; tasks not yet begun are dropped
   */
  public static void forEach(int threads, int taskCount, IntConsumer body) {
    int team = Math.min(threads, taskCount);
    if (team <= 1) {
      for (int task = 0; task < taskCount; task++) {
        body.accept(task);
      }
      return;
    }
    new Loop(taskCount, body).run(team);
  }

  /**
   * Cuts {@code 0 … count−1} into ranges of {@code grain} indices and calls {@code body} once for
   * each.
   */
  public static void forEachRange(int threads, long count, long grain, RangeBody body) {
    forEach(
        threads,
        tasks(count, grain),
        task -> body.accept(task * grain, Math.min(count, (task + 1L) * grain)));
  }

  /** The tasks' values added in task order: the same bits for every thread count. */
  public static double sum(int threads, int taskCount, IntToDoubleFunction task) {
    double[] values = new double[taskCount];
    forEach(threads, taskCount, i -> values[i] = task.applyAsDouble(i));
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  /** The sum of the tasks' values. */
  public static long sumLong(int threads, int taskCount, IntToLongFunction task) {
    long[] values = new long[taskCount];
    forEach(threads, taskCount, i -> values[i] = task.applyAsLong(i));
    long sum = 0;
    for (long value : values) {
      sum += value;
    }
    return sum;
  }

  /** One call of {@link #forEach}. */
  private static final class Loop implements Runnable {
    private final int taskCount;
    private final IntConsumer body;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Phaser finished = new Phaser(1);

    Loop(int taskCount, IntConsumer body) {
      this.taskCount = taskCount;
      this.body = body;
    }

    void run(int team) {
      finished.bulkRegister(team - 1);
      for (int i = 1; i < team; i++) {
        Workers.execute(this, finished::arriveAndDeregister);
      }
      run();
      awaitOthers();
      Throwable thrown = failure.get();
      if (thrown instanceof RuntimeException e) {
        throw e;
      }
      if (thrown instanceof Error e) {
        throw e;
      }
    }

    private void awaitOthers() {
      long begin = System.nanoTime();
      while (finished.getUnarrivedParties() > 1
          && System.nanoTime() - begin < Workers.ATTENTIVE_NANOS) {
        Thread.onSpinWait();
      }
      finished.arriveAndAwaitAdvance();
    }

    @Override
    public void run() {
      try {
        int task;
        while ((task = next.getAndIncrement()) < taskCount) {
          body.accept(task);
        }
      } catch (RuntimeException | Error e) {
        failure.compareAndSet(null, e);
        next.set(taskCount);
      }
    }
  }
}
