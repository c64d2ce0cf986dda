package org.warpath.linalg.openblas;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

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

  private static final OpenBlasThreads GATE = new OpenBlasThreads();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
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
   */
  public static OpenBlasThreads use(int threads) {
    GATE.enter(threads);
    return GATE;
  }

  private void enter(int wanted) {
    lock.lock();
    try {
      long ticket = nextTicket++;
      while (ticket != serving || running == MAX_CALLERS || (running > 0 && threads != wanted)) {
        changed.awaitUninterruptibly();
      }
      // Even if the library does not load, the next in the queue has its turn.
      serving++;
      changed.signalAll();
      if (threads != wanted) {
        set(wanted);
        threads = wanted;
      }
      running++;
    } finally {
      lock.unlock();
    }
  }

  /** Ends a call begun by {@link #use}. */
  @Override
  public void close() {
    lock.lock();
    try {
      running--;
      changed.signalAll();
    } finally {
      lock.unlock();
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
