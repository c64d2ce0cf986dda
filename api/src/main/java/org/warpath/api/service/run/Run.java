package org.warpath.api.service.run;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.warpath.kernels.CancellationToken;
import org.warpath.kernels.Engine;
import org.warpath.kernels.Progress;
import org.warpath.kernels.RunControl;

/**
 * Work that waits for its engine, or is done by it. Safe for use by many threads.
 *
 * @param <T> what it gives
 */
public final class Run<T> {
  private static final Logger LOG = LoggerFactory.getLogger(Run.class);

  private final RunRequest request;
  private final Work<T> work;
  private final CompletableFuture<T> result = new CompletableFuture<>();
  private final CancellationToken cancellation = new CancellationToken();
  private final Listener listener;
  private volatile boolean started;

  /** Hears of a run, on the run's own thread; must return quickly, and not throw. */
  public interface Listener {
    /** It has left the queue. */
    default void started() {}

    /** It has come so far. */
    default void progress(Progress progress) {}
  }

  Run(RunRequest request, Work<T> work, Listener listener) {
    this.request = request;
    this.work = work;
    this.listener = listener;
  }

  RunRequest request() {
    return request;
  }

  /** What comes of it; fails with a {@link CancellationException} if it was cancelled. */
  public CompletableFuture<T> result() {
    return result;
  }

  /** Whether it has left the queue. */
  public boolean hasStarted() {
    return started;
  }

  /** Asks it to stop: at once if it waits, within one iteration if it runs. */
  public void cancel() {
    cancellation.cancel();
    if (!started) {
      result.completeExceptionally(new CancellationException("the run was cancelled"));
    }
  }

  /** Does the work on the caller's thread, unless it was cancelled before. */
  void perform(Engine engine) {
    if (result.isDone()) {
      return;
    }
    started = true;
    Consumer<Progress> progress = listener::progress;
    try {
      cancellation.throwIfCancelled();
      listener.started();
      T value = work.run(engine, new RunControl(progress, cancellation));
      result.complete(value);
    } catch (Throwable e) {
      if (e instanceof Error) {
        LOG.error("a run ended with an error of the machine", e);
      }
      result.completeExceptionally(e);
    }
  }

  /** Ends it without a result, if it has none yet. */
  void fail(@Nullable Throwable cause) {
    result.completeExceptionally(
        cause == null ? new CancellationException("the run was cancelled") : cause);
  }
}
