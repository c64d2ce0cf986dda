package org.warpath.api.selftest;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunStats;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.solve.BiCgStab;
import org.warpath.linalg.solve.ConjugateGradient;
import org.warpath.linalg.solve.Gmres;
import org.warpath.linalg.solve.Ic0;
import org.warpath.linalg.solve.Ilu0;
import org.warpath.linalg.solve.Jacobi;
import org.warpath.linalg.solve.Lanczos;
import org.warpath.linalg.solve.LanczosOptions;
import org.warpath.linalg.solve.LanczosResult;
import org.warpath.linalg.solve.LinearOperator;
import org.warpath.linalg.solve.SolverOptions;
import org.warpath.linalg.solve.SolverResult;
import org.warpath.linalg.solve.Spectrum;
import org.warpath.linalg.sparse.Csr;

/** Iterative solvers on a device: the CPU engine's solutions, but for rounding. */
final class SolverChecks {
  // L1, of at most 2,200 numbers near 1.
  private static final double TOLERANCE = 1e-5;

  private final Engine.Cuda tested;
  private final Engine.Cpu reference;
  private final Consumer<Check> listener;

  SolverChecks(Engine.Cuda tested, Engine.Cpu reference, Consumer<Check> listener) {
    this.tested = tested;
    this.reference = reference;
    this.listener = listener;
  }

  /** Numbers to compare, and how long they took. */
  private record Answer(double[] numbers, RunStats stats) {
    static Answer of(SolverResult result) {
      return new Answer(result.x().toArray(), result.stats());
    }

    static Answer of(LanczosResult result) {
      return new Answer(result.values().toArray(), result.stats());
    }
  }

  /** Runs all checks. */
  void run() {
    try (Arena arena = Arena.ofShared()) {
      // Of the grid few rows at a time can be solved for, of the chains thousands.
      Csr grid = grid(arena, 16, 14, true);
      Csr chains = grid(arena, 2, 1100, false);
      Vector b = right(grid.rowCount());
      Vector c = right(chains.rowCount());
      LinearOperator onGrid = LinearOperator.of(grid);
      SolverOptions options = SolverOptions.defaults().withRelativeTolerance(1e-12);
      SolverOptions jacobi = options.withPreconditioner(Jacobi.of(grid));
      SolverOptions ilu = options.withPreconditioner(Ilu0.of(grid));
      SolverOptions ic = options.withPreconditioner(Ic0.of(chains));
      check("cg, jacobi", e -> Answer.of(ConjugateGradient.solve(onGrid, b, jacobi, e)));
      check("bicgstab, ilu(0)", e -> Answer.of(BiCgStab.solve(onGrid, b, ilu, e)));
      check(
          "cg, ic(0)",
          e -> Answer.of(ConjugateGradient.solve(LinearOperator.of(chains), c, ic, e)));
      check("gmres", e -> Answer.of(Gmres.solve(onGrid, b, options, e)));
      LanczosOptions largest = LanczosOptions.of(3, Spectrum.LARGEST);
      check("lanczos", e -> Answer.of(Lanczos.solve(onGrid, largest, e)));
    }
  }

  private void check(String what, Function<Engine, Answer> solve) {
    Answer expected = solve.apply(reference);
    Optional<String> failure;
    double upload = 0;
    double compute = 0;
    try {
      Answer first = solve.apply(tested);
      Answer second = solve.apply(tested);
      upload = first.stats().timings().upload();
      compute = second.stats().timings().compute();
      failure =
          second.stats().converged()
              ? Difference.of(expected.numbers(), second.numbers(), TOLERANCE)
              : Optional.of("did not converge");
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      failure = Optional.of(e.toString()); // the table tells it, and the exit code
    }
    double seconds = expected.stats().timings().compute();
    listener.accept(new Check(what, "grid", failure, seconds, upload, compute, 0));
  }

  /**
   * A grid's five-point operator with 4.5 on the diagonal; its lines are chains of their own unless
   * {@code coupled}.
   */
  private static Csr grid(Arena arena, int width, int height, boolean coupled) {
    int n = width * height;
    long[] offsets = new long[n + 1];
    int[] columns = new int[5 * n];
    double[] values = new double[5 * n];
    int count = 0;
    for (int v = 0; v < n; v++) {
      int x = v % width;
      int[] neighbours = {
        coupled ? v - width : -1,
        x > 0 ? v - 1 : -1,
        v,
        x < width - 1 ? v + 1 : -1,
        coupled ? v + width : -1
      };
      for (int u : neighbours) {
        if (u >= 0 && u < n) {
          columns[count] = u;
          values[count++] = u == v ? 4.5 : -1;
        }
      }
      offsets[v + 1] = count;
    }
    return Csr.ofDoubles(
        arena, n, offsets, Arrays.copyOf(columns, count), Arrays.copyOf(values, count));
  }

  private static Vector right(int length) {
    SplittableRandom random = new SplittableRandom(5);
    Vector vector = Vector.zeros(ElementType.FLOAT64, length);
    for (int i = 0; i < length; i++) {
      vector.set(i, random.nextDouble(-1, 1));
    }
    return vector;
  }
}
