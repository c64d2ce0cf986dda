package org.warpath.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelTest {

  @ParameterizedTest
  @CsvSource({"1,0", "1,7", "2,1", "2,1000", "3,2", "8,5000"})
  void everyTaskRunsExactlyOnce(int threads, int tasks) {
    AtomicIntegerArray runs = new AtomicIntegerArray(tasks + 1);

    Parallel.forEach(threads, tasks, runs::incrementAndGet);

    for (int task = 0; task < tasks; task++) {
      assertThat(runs.get(task)).as("runs of task %d", task).isEqualTo(1);
    }
    assertThat(runs.get(tasks)).isZero();
  }

  @Test
  void loopsOneAfterTheOtherHaveTheSameHelpers() {
    var threads = ConcurrentHashMap.newKeySet();
    long[] sum = new long[1];

    for (int loop = 0; loop < 20_000; loop++) {
      sum[0] +=
          Parallel.sumLong(
              3,
              3,
              task -> {
                threads.add(Thread.currentThread());
                return task;
              });
    }

    assertThat(sum[0]).isEqualTo(60_000);
    // Two help, but for one that another took a moment ago.
    assertThat(threads).hasSizeBetween(2, 8);
  }

  @Test
  void loopsWithinLoopsFromManyThreadsAllEnd() throws Exception {
    AtomicIntegerArray counts = new AtomicIntegerArray(8);
    Thread[] callers = new Thread[8];
    for (int caller = 0; caller < callers.length; caller++) {
      int number = caller;
      callers[caller] =
          Thread.ofPlatform()
              .start(() -> {
                for (int loop = 0; loop < 200; loop++) {
                  Parallel.forEach(
                      3,
                      4,
                      outer -> Parallel.forEach(2, 5, inner -> counts.incrementAndGet(number)));
                }
              });
    }
    for (Thread caller : callers) {
      caller.join();
    }
    for (int caller = 0; caller < callers.length; caller++) {
      assertThat(counts.get(caller)).isEqualTo(200 * 4 * 5);
    }
  }

  @Test
  void tasksRunAtTheSameTime() throws Exception {
    CountDownLatch bothStarted = new CountDownLatch(2);
    var threads = ConcurrentHashMap.newKeySet();

    Parallel.forEach(
        2,
        2,
        task -> {
          threads.add(Thread.currentThread());
          bothStarted.countDown();
          try {
            assertThat(bothStarted.await(30, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });

    assertThat(threads).hasSize(2).contains(Thread.currentThread());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 9, 10, 11, 1_000_003})
  void rangesCoverEveryIndexOnce(long count) {
    long[] covered = new long[1];

    Parallel.forEachRange(
        3,
        count,
        10,
        (from, to) -> {
          assertThat(to - from).isBetween(1L, 10L);
          synchronized (covered) {
            covered[0] += to - from;
          }
        });

    assertThat(covered[0]).isEqualTo(count);
  }

  @Test
  void sumsHaveTheSameBitsForEveryThreadCount() {
    double one = Parallel.sum(1, 997, i -> 1.0 / (i + 3));

    for (int threads = 2; threads <= 5; threads++) {
      assertThat(Parallel.sum(threads, 997, i -> 1.0 / (i + 3))).isEqualTo(one);
    }
    assertThat(Parallel.sumLong(3, 1000, i -> i)).isEqualTo(499_500);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void theFirstFailureReachesTheCallerAndTheRestIsDropped(int threads) {
    AtomicIntegerArray begun = new AtomicIntegerArray(1);

    assertThatThrownBy(() ->
            Parallel.forEach(
                threads,
                1_000_000,
                task -> {
                  begun.incrementAndGet(0);
                  throw new IllegalStateException("task failed");
                }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("task failed");
    assertThat(begun.get(0)).isLessThanOrEqualTo(threads);
  }

  @Test
  void tasksMayRunInParallelThemselves() {
    long sum = Parallel.sumLong(4, 8, outer -> Parallel.sumLong(4, 8, inner -> outer * 8L + inner));

    assertThat(sum).isEqualTo(63 * 64 / 2);
  }
}
