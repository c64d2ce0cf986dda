package org.warpath.linalg.solve;

import java.lang.foreign.Arena;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunStats;
import org.warpath.kernels.Timings;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.dense.Vector;

/**
 * One system A·x = b on its way to being solved: what the methods share. A method runs in cycles,
 * each from the true residual r = b − A·x; one that believes to have converged is believed only
 * when the residual, computed anew, says so too, and else begins again from there, as long as that
 * helps.
 *
 * @param <V> a vector
 */
final class LinearSystem<V> {
  // s[slot] holds r·r when a cycle begins.
  static final int RESIDUAL = KrylovSpace.FREE;
  static final int FREE = KrylovSpace.FREE + 1;

  // A further cycle that takes off less than this share has reached what rounding lets it reach.
  private static final double WORTH_A_CYCLE = 0.9;
  private static final double PROGRESS = 1 - 1e-6;

  final KrylovSpace<V> space;
  final V x;
  final V r;
  private final Method method;
  private final V b;
  private final SolverOptions options;
  private final double norm;
  private final double target;
  private double[] history = new double[64];
  private int iterations;

  private LinearSystem(
      KrylovSpace<V> space, Method method, Vector b, double norm, SolverOptions options) {
    this.space = space;
    this.method = method;
    this.options = options;
    this.norm = norm;
    target = Math.max(options.relativeTolerance() * norm, options.absoluteTolerance());
    x = space.vector("x");
    r = space.vector("residual");
    this.b = space.vector("b");
    space.upload(b, this.b);
    Vector guess = options.initialGuess();
    if (guess != null) {
      space.upload(guess, x);
    }
  }

  static SolverResult solve(
      Method method, LinearOperator a, Vector b, SolverOptions options, Engine engine) {
    SystemShapes.require(method.name(), a, b, options);
    long start = System.nanoTime();
    int slots = FREE + method.slots(b.length());
    return switch (engine) {
      case Engine.Cpu cpu -> {
        try (Arena arena = Arena.ofShared()) {
          yield solve(
              new CpuSpace(arena, a, options.preconditioner(), cpu, slots),
              method,
              b,
              options,
              engine,
              start);
        }
      }
      case Engine.Cuda cuda -> {
        try (DeviceScope scope = cuda.device().scope()) {
          yield solve(
              new CudaSpace(scope, a, options.preconditioner(), slots),
              method,
              b,
              options,
              engine,
              start);
        }
      }
    };
  }

  private static <V> SolverResult solve(
      KrylovSpace<V> space,
      Method method,
      Vector b,
      SolverOptions options,
      Engine engine,
      long start) {
    double norm = SystemShapes.norm(b);
    Vector x = Vector.zeros(b.type(), b.length());
    if (norm == 0) {
      Timings none = new Timings(Timings.secondsSince(start), 0, 0, 0);
      RunStats stats = new RunStats(engine.toString(), 0, 0, true, none);
      return new SolverResult(x, StopReason.CONVERGED, new double[] {0}, stats);
    }
    LinearSystem<V> system = new LinearSystem<>(space, method, b, norm, options);
    space.await();
    double upload = Timings.secondsSince(start);
    start = System.nanoTime();
    Ending ending = system.run();
    double compute = Timings.secondsSince(start);
    start = System.nanoTime();
    space.download(system.x, x);
    Timings timings = new Timings(0, upload, compute, Timings.secondsSince(start));
    RunStats stats =
        new RunStats(
            engine.toString(),
            system.iterations,
            ending.residual / norm,
            ending.reason == StopReason.CONVERGED,
            timings);
    double[] residuals = Arrays.copyOf(system.history, system.iterations + 1);
    return new SolverResult(x, ending.reason, residuals, stats);
  }

  private record Ending(StopReason reason, double residual) {}

  private Ending run() {
    double residual = trueResidual();
    history[0] = residual / norm;
    Method.@Nullable Cycle cycle = null;
    while (true) {
      if (!Double.isFinite(residual)) {
        return new Ending(StopReason.NOT_FINITE, residual);
      }
      if (residual <= target) {
        return new Ending(StopReason.CONVERGED, residual);
      }
      if (exhausted()) {
        return new Ending(StopReason.MAX_ITERATIONS, residual);
      }
      if (cycle == null) {
        cycle = method.begin(this);
      }
      @Nullable StopReason reason = cycle.run();
      double before = residual;
      residual = trueResidual();
      if (Double.isFinite(residual) && residual > target) {
        @Nullable StopReason end = ending(reason, residual / before);
        if (end != null) {
          return new Ending(end, residual);
        }
      }
    }
  }

  // Why to end after a cycle that left the residual so many times as large; null to go on.
  private static @Nullable StopReason ending(@Nullable StopReason reason, double share) {
    if (reason == null) {
      return share < PROGRESS ? null : StopReason.STAGNATED;
    }
    return switch (reason) {
      case CONVERGED -> share < WORTH_A_CYCLE ? null : StopReason.STAGNATED;
      case BREAKDOWN -> share < WORTH_A_CYCLE ? null : reason;
      case STAGNATED, MAX_ITERATIONS, NOT_POSITIVE_DEFINITE, NOT_FINITE -> reason;
    };
  }

  // r ← b − A·x and its length.
  private double trueResidual() {
    space.apply(x, r);
    space.xpby(b, KrylovSpace.MINUS_ONE, r);
    space.dot(r, r, RESIDUAL);
    return Math.sqrt(space.read(RESIDUAL, 1)[0]);
  }

  /** Whether no iteration is left. */
  boolean exhausted() {
    return iterations >= options.maxIterations();
  }

  /** How many iterations are left. */
  int left() {
    return options.maxIterations() - iterations;
  }

  /** Notes the end of an iteration. */
  void iterated(double residual) {
    iterations++;
    if (iterations == history.length) {
      history = Arrays.copyOf(history, 2 * iterations);
    }
    history[iterations] = residual / norm;
    options
        .control()
        .iteration(method.name(), iterations, options.maxIterations(), residual / norm);
  }

  /** Whether a residual of this length is within the tolerance. */
  boolean reached(double residual) {
    return residual <= target;
  }

  static boolean finite(double... values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        return false;
      }
    }
    return true;
  }
}
