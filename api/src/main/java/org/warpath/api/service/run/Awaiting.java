package org.warpath.api.service.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemAnswers;
import org.warpath.api.service.http.ProblemType;

/** Waits for a run as its caller would have run it: what it threw is thrown here. */
public final class Awaiting {
  private Awaiting() {}

  /**
   * What comes of {@code result}.
   *
   * @param cancel called if the waiting thread is interrupted
   * @throws Problem if the run was cancelled
   */
  public static <T> T result(CompletableFuture<T> result, Runnable cancel)
      throws InterruptedException {
    try {
      return result.get();
    } catch (CancellationException e) {
      throw cancelled(e);
    } catch (ExecutionException e) {
      throw unchecked(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      cancel.run();
      throw e;
    }
  }

  private static Problem cancelled(CancellationException e) {
    return new Problem(ProblemType.SHUTTING_DOWN, "the run was cancelled", e).retryAfter(5);
  }

  private static RuntimeException unchecked(Throwable cause) {
    return switch (cause) {
      case OutOfMemoryError e -> ProblemAnswers.of(e);
      case Error error -> throw error;
      case CancellationException e -> cancelled(e);
      case RuntimeException e -> e;
      case IOException e -> new UncheckedIOException(e);
      default -> new IllegalStateException(cause);
    };
  }
}
