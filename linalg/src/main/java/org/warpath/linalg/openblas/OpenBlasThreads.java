package org.warpath.linalg.openblas;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * How many threads OpenBLAS uses in a call. The library has one number for the whole process
 * ({@code openblas_set_num_threads_local} is no exception in builds without OpenMP, of which this
 * is one), and reads it again at every step. So callers who want the same number go in together,
 * and one who wants another waits until those inside have left; whoever came first goes first.
 * Calls on several threads queue up inside the library anyway; calls on one thread run side by
 * side.
 *
 * <p>Around every call, and not nested, as a thread would wait for itself:
 *
 * <pre>{@code
 * try (var _ = OpenBlasThreads.use(4)) {
 *   CblasLevel3.gemm(…);
 * }
 * }</pre>
 */
public final class OpenBlasThreads implements AutoCloseable {
  // The library has working memory for 64 threads, and ends the process when that is used up.
  private static final int MAX_CALLERS = 64;

  // Levels of calls, of 16 bytes each at least, below what leaving needs, and what waiting needs.
  private static final int REACH_TO_LEAVE = 16;
  private static final int REACH_TO_WAIT = 256;

  private static final OpenBlasThreads GATE = new OpenBlasThreads();

  private long nextTicket;
  private long serving;
  private int running;
  private int threads;

  private OpenBlasThreads() {}

  /**
   * Waits until OpenBLAS may be called with {@code threads} threads; {@link #close} ends that.
   *
   * @param threads at least 1; the library takes no more than 64
   * @throws UnsupportedOperationException if OpenBLAS cannot be loaded, each time
   * @throws StackOverflowError if there is too little left of this thread's stack for the call
   */
  public static OpenBlasThreads use(int threads) {
    reach(REACH_TO_LEAVE);
    if (!GATE.enterAtOnce(threads)) {
      reach(REACH_TO_WAIT);
      GATE.enterInTurn(threads);
    }
    return GATE;
  }

  // A stack that overflowed between entering and leaving would leave the gate shut for good, so it
  // is to overflow here, before. That is also why the gate is a monitor: nothing is called in it
  // unless somebody waits. OpenBLAS itself finds enough: a Java method starts only where 80 KiB are
  // left (-XX:StackShadowPages), and BLAS takes 45 KiB at most (gemm on Haswell, in parallel).
  private static int reach(int levels) {
    return levels == 0 ? 0 : reach(levels - 1) + 1;
  }

  private synchronized boolean enterAtOnce(int wanted) {
    if (nextTicket == serving && threads == wanted && running < MAX_CALLERS) {
      running++;
      return true;
    }
    return false;
  }

  private synchronized void enterInTurn(int wanted) {
    long ticket = nextTicket++;
    boolean interrupted = false;
    try {
      while (ticket != serving || running == MAX_CALLERS || (running > 0 && threads != wanted)) {
        try {
          wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (threads != wanted) {
        set(wanted);
        threads = wanted;
      }
      running++;
    } finally {
      // Even if the library does not load, the next in the queue has its turn.
      serving++;
      notifyAll();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Ends a call begun by {@link #use}. */
  @Override
  public synchronized void close() {
    running--;
    if (nextTicket != serving) {
      notifyAll();
    }
  }

  private static void set(int threads) {
    OpenBlas.requireLoaded();
    try {
      Setter.SET.invokeExact(threads);
    } catch (Throwable e) {
      throw Thrown.by("openblas_set_num_threads", e);
    }
  }

  private static final class Setter {
    static final MethodHandle SET =
        OpenBlas.function(
            "openblas_set_num_threads", FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT));

    private Setter() {}
  }
}
