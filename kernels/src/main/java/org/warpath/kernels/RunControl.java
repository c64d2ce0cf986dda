package org.warpath.kernels;

import java.util.Objects;
import java.util.function.Consumer;

/**
 * What the caller of a long run holds in hand: a listener told of each iteration, and a token that
 * stops it.
 *
 * @param listener called on the run's own thread after each iteration; should return quickly
 * @param cancellation looked at before each iteration
 */
public record RunControl(Consumer<Progress> listener, CancellationToken cancellation) {
  public RunControl {
    Objects.requireNonNull(listener, "listener");
    Objects.requireNonNull(cancellation, "cancellation");
  }

  /** Nobody listens, nobody cancels. */
  public static RunControl none() {
    return new RunControl(progress -> {}, new CancellationToken());
  }

  /**
   * Reports one finished unit and stops the run if it was cancelled.
   *
   * @param total units in all, or −1 if unknown
   * @param residual NaN where there is none
   * @throws java.util.concurrent.CancellationException if the run was cancelled
   */
  public void iteration(String step, long done, long total, double residual) {
    listener.accept(new Progress(step, done, total, residual));
    cancellation.throwIfCancelled();
  }
}
