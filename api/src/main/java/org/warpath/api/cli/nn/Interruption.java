package org.warpath.api.cli.nn;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.warpath.kernels.CancellationToken;
import org.warpath.kernels.RunControl;

/**
 * Ctrl-C, or being asked to end: cancels a run, and keeps the process alive until the run has put
 * away what it has.
 */
final class Interruption implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final CancellationToken token = new CancellationToken();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "interruption");

  Interruption() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void stop() {
    token.cancel();
    try {
      if (!end.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("warpath: the run did not stop in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** {@code control} as this cancels it. */
  RunControl of(RunControl control) {
    return new RunControl(control.listener(), token);
  }

  /** The run is at its end. */
  @Override
  public void close() {
    end.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process ends already: the hook has been let go.
    }
  }
}
