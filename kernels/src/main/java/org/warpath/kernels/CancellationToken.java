package org.warpath.kernels;

import java.util.concurrent.CancellationException;

/**
 * Asks a running computation to stop: any thread may {@link #cancel}; the run looks once an
 * iteration.
 */
public final class CancellationToken {
  private volatile boolean cancelled;

  /** Asks the run to stop before its next iteration. */
  public void cancel() {
    cancelled = true;
  }

  /** Whether {@link #cancel} was called. */
  public boolean isCancelled() {
    return cancelled;
  }

  /**
   * Ends the run here if it was cancelled.
   *
   * @throws CancellationException if {@link #cancel} was called
   */
  public void throwIfCancelled() {
    if (cancelled) {
      throw new CancellationException("the run was cancelled");
    }
  }
}
