package org.warpath.linalg.openblas;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class OpenBlasThreadsTest {
  private static final MethodHandle THREADS =
      OpenBlas.function("openblas_get_num_threads", FunctionDescriptor.of(ValueLayout.JAVA_INT));

  private static int threads() {
    try {
      return (int) THREADS.invokeExact();
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void everyCallerFindsTheNumberItAskedFor() throws Exception {
    try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
      List<Future<?>> calls = new ArrayList<>();
      for (int caller = 0; caller < 8; caller++) {
        int wanted = 1 + caller % 3;
        calls.add(
            callers.submit(() -> {
              for (int i = 0; i < 200; i++) {
                try (var _ = OpenBlasThreads.use(wanted)) {
                  assertThat(threads()).isEqualTo(wanted);
                  LockSupport.parkNanos(1_000);
                  assertThat(threads()).isEqualTo(wanted);
                }
              }
            }));
      }
      for (Future<?> call : calls) {
        call.get(1, TimeUnit.MINUTES);
      }
    }
  }

  @Test
  void callersOfOneNumberAreInsideTogether() throws Exception {
    CountDownLatch inside = new CountDownLatch(2);
    try (ExecutorService callers = Executors.newFixedThreadPool(2)) {
      List<Future<Boolean>> calls = new ArrayList<>();
      for (int caller = 0; caller < 2; caller++) {
        calls.add(
            callers.submit(() -> {
              try (var _ = OpenBlasThreads.use(2)) {
                inside.countDown();
                return inside.await(1, TimeUnit.MINUTES);
              }
            }));
      }
      for (Future<Boolean> call : calls) {
        assertThat(call.get()).isTrue();
      }
    }
  }

  @Test
  void moreCallersThanTheLibraryHasRoomForWaitTheirTurn() throws Exception {
    try (ExecutorService callers = Executors.newFixedThreadPool(100)) {
      List<Future<?>> calls = new ArrayList<>();
      for (int caller = 0; caller < 100; caller++) {
        calls.add(
            callers.submit(() -> {
              try (var _ = OpenBlasThreads.use(1)) {
                assertThat(threads()).isEqualTo(1);
                Thread.sleep(1);
              }
              return null;
            }));
      }
      for (Future<?> call : calls) {
        call.get(1, TimeUnit.MINUTES);
      }
    }
  }
}
