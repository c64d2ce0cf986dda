package org.warpath.api.service.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.warpath.kernels.RunControl;

/** Work that does one step each time it is let, and remembers who worked. */
final class Steps {
  private static final long PATIENCE_SECONDS = 60;

  /** The names of those that have started, in order. */
  final List<String> started = Collections.synchronizedList(new ArrayList<>());

  /** Work called {@code name} that ends at once. */
  Work<String> quick(String name) {
    return (engine, control) -> {
      started.add(name);
      return name + " on " + engine;
    };
  }

  /** Work called {@code name} that goes on until {@code end} is reached. */
  Work<String> until(CountDownLatch end, String name) {
    return (engine, control) -> {
      started.add(name);
      await(end);
      control.cancellation().throwIfCancelled();
      return name + " on " + engine;
    };
  }

  /** Iterates until it is cancelled. */
  static String iterate(RunControl control, CountDownLatch begun) {
    for (int i = 1; ; i++) {
      control.iteration("step", i, -1, Double.NaN);
      begun.countDown();
    }
  }

  static void await(CountDownLatch latch) throws InterruptedException {
    if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("nothing came for " + PATIENCE_SECONDS + " s");
    }
  }
}
