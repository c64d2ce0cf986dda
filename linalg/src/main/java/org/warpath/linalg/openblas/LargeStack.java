package org.warpath.linalg.openblas;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Threads with room for what OpenBLAS puts on the stack when it works in parallel: in {@code
 * getrf}, which calls itself on half the columns each time, 528 KiB a level (built for 64 threads),
 * so that the megabyte of a Java thread overflows from the second level on and ends the process.
 */
final class LargeStack {
  // 31 levels for as many columns as an int can count, and what they call. Reserved, not used.
  private static final long BYTES = 32L << 20;

  // Idle threads end after a minute; daemon threads never keep a JVM alive.
  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(body -> {
        Thread thread = new Thread(null, body, "warpath-openblas", BYTES);
        thread.setDaemon(true);
        return thread;
      });

  private LargeStack() {}

  /** Runs {@code body} there and waits for its end, interrupted or not. */
  static void run(Runnable body) {
    try {
      CompletableFuture.runAsync(body, THREADS).join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw e;
      }
    }
  }
}
