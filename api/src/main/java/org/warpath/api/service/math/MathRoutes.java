package org.warpath.api.service.math;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.warpath.api.math.MathAnswer;
import org.warpath.api.service.catalog.Catalog;
import org.warpath.api.service.http.Accept;
import org.warpath.api.service.http.Caller;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.api.service.http.RequestBody;
import org.warpath.api.service.http.Routes;
import org.warpath.api.service.http.Scope;
import org.warpath.api.service.run.EngineChoice;
import org.warpath.api.service.run.Run;
import org.warpath.api.service.run.RunRequest;
import org.warpath.api.service.run.Scheduler;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.Timings;
import org.warpath.linalg.io.FormatException;

/** {@code POST /v1/linalg/…} and {@code POST /v1/fft}. */
public final class MathRoutes implements Routes {
  private static final Run.Listener NOBODY = new Run.Listener() {};

  /** With so little memory, a run's threads would spend more time meeting than working. */
  private static final long SMALL_BYTES = 1 << 20;

  private final Catalog catalog;
  private final Scheduler scheduler;
  private final long maxArrayBytes;
  private final MathMemory memory = MathMemory.ofJvm();

  /**
   * @param maxArrayBytes how large a body may be, and how large its arrays
   */
  public MathRoutes(Catalog catalog, Scheduler scheduler, long maxArrayBytes) {
    this.catalog = catalog;
    this.scheduler = scheduler;
    this.maxArrayBytes = maxArrayBytes;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    for (MathOperation operation : MathOperation.ALL) {
      routes.post(operation.path(), context -> answer(context, operation), Scope.READ);
    }
  }

  private void answer(Context context, MathOperation operation) throws IOException {
    try {
      serve(context, operation);
    } catch (Problem | FormatException e) {
      RequestBody.drain(context, Math.max(maxArrayBytes, RequestBody.DRAINED_BYTES));
      throw e;
    }
  }

  private void serve(Context context, MathOperation operation) throws IOException {
    String mediaType = Accept.choose(context, operation.answers());
    try (Means means = new Means(catalog, memory, maxArrayBytes)) {
      MathRequest request = new MathBody(operation, context, means, maxArrayBytes).read();
      means.reserve(request.byteSize(means));
      EngineChoice engine = request.engine() == null ? EngineChoice.AUTO : request.engine();
      RunRequest run =
          new RunRequest(Caller.of(context), engine, means.reservedBytes() <= SMALL_BYTES);
      await(
              scheduler.submit(
                  run, (chosen, control) -> compute(request, means, chosen, control), NOBODY))
          .write(context, operation, mediaType);
    }
  }

  private static Computed compute(
      MathRequest request, Means means, Engine engine, RunControl control) {
    long start = System.nanoTime();
    try {
      MathAnswer answer = request.computation(means).run(engine, control);
      if (!answer.complete()) {
        throw new Problem(ProblemType.NOT_COMPUTABLE, "it did not converge: " + answer.summary());
      }
      return new Computed(answer, engine.toString(), Timings.secondsSince(start));
    } catch (ArithmeticException e) {
      throw new Problem(ProblemType.NOT_COMPUTABLE, String.valueOf(e.getMessage()), e);
    } catch (OutOfMemoryError e) {
      throw MathMemory.problem(means.reservedBytes(), means.freeBytes());
    }
  }

  /** Waits even if it is interrupted: the run uses what the request holds. */
  private static Computed await(Run<Computed> run) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return run.result().get();
        } catch (InterruptedException e) {
          interrupted = true;
          run.cancel();
        }
      }
    } catch (CancellationException e) {
      throw new Problem(ProblemType.SHUTTING_DOWN, "the run was cancelled", e);
    } catch (ExecutionException e) {
      throw unchecked(e.getCause() == null ? e : e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException unchecked(Throwable failure) {
    return switch (failure) {
      case Error error -> throw error;
      case RuntimeException e -> e;
      case IOException e -> new UncheckedIOException(e);
      default -> new CompletionException(failure);
    };
  }
}
