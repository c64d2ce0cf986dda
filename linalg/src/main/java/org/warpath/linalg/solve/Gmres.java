package org.warpath.linalg.solve;

import static org.warpath.linalg.solve.LinearSystem.finite;

import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Vector;

/**
 * The method of generalised minimal residuals for general operators, restarted, preconditioned from
 * the right (Saad and Schultz 1986; Saad, Iterative Methods for Sparse Linear Systems, 2nd edition,
 * algorithm 9.5). Among all x within the basis it takes that of the smallest residual, which
 * therefore never rises. An iteration applies the operator and the preconditioner once and reads
 * the basis four times; beside x and b there are restart + 2 vectors, 2 more with a preconditioner.
 *
 * <p>Without restarts it ends after at most n iterations; with them it can stagnate, which the
 * result says.
 */
public final class Gmres {
  /** Vectors in a basis where nothing else is said. */
  public static final int RESTART = 30;

  private Gmres() {}

  /**
   * Solves A·x = b with a basis of {@value #RESTART} vectors; as {@link #solve(LinearOperator,
   * Vector, int, SolverOptions, Engine)}.
   */
  public static SolverResult solve(
      LinearOperator a, Vector b, SolverOptions options, Engine engine) {
    return solve(a, b, RESTART, options, engine);
  }

  /**
   * Solves A·x = b. Results are the same for every number of threads, if the operator's and the
   * preconditioner's are. The CUDA engine sums in another order.
   *
   * @param a A[n×n], regular
   * @param b b[n], of the operator's type, finite; not modified
   * @param restart iterations after which the basis is given up, at least 1; typically 20 to 100
   * @throws IllegalArgumentException if shapes or types do not fit, or b or the initial guess is
   *     not finite
   * @throws java.util.concurrent.CancellationException if the run was cancelled
   * @throws org.warpath.kernels.cuda.DeviceOutOfMemoryException if the device has not the memory
   */
  public static SolverResult solve(
      LinearOperator a, Vector b, int restart, SolverOptions options, Engine engine) {
    if (restart < 1) {
      throw new IllegalArgumentException("restart must be at least 1, was " + restart);
    }
    double epsilon = a.type() == ElementType.FLOAT64 ? 0x1p-52 : 0x1p-23;
    return LinearSystem.solve(new Restarted(restart, epsilon), a, b, options, engine);
  }

  private record Restarted(int restart, double epsilon) implements Method {
    @Override
    public String name() {
      return "gmres";
    }

    @Override
    public int slots(int size) {
      return Arnoldi.slots(Math.min(restart, size) + 1);
    }

    @Override
    public <V> Cycle begin(LinearSystem<V> system) {
      return new Growth<>(system, this);
    }
  }

  private static final class Growth<V> implements Method.Cycle {
    private final LinearSystem<V> system;
    private final KrylovSpace<V> space;
    private final double epsilon;
    private final int size;
    private final Arnoldi<V> arnoldi;
    private final V scratch;
    private final V correction;

    Growth(LinearSystem<V> system, Restarted method) {
      this.system = system;
      space = system.space;
      epsilon = method.epsilon();
      size = Math.min(method.restart(), space.length());
      arnoldi = new Arnoldi<>(space, size + 1, LinearSystem.FREE);
      scratch = space.preconditioned() ? space.vector("preconditioned basis vector") : system.r;
      correction = space.preconditioned() ? space.vector("correction") : system.r;
    }

    @Override
    public @Nullable StopReason run() {
      double residual = Math.sqrt(space.read(LinearSystem.RESIDUAL, 1)[0]);
      space.normalise(system.r, LinearSystem.RESIDUAL, arnoldi.basis.get(0));
      Hessenberg hessenberg = new Hessenberg(Math.min(size, system.left()), residual);
      @Nullable StopReason end = null;
      while (end == null && hessenberg.columns() < hessenberg.limit()) {
        end = extend(hessenberg);
      }
      correct(hessenberg.solve());
      return end == null && system.exhausted() ? StopReason.MAX_ITERATIONS : end;
    }

    private @Nullable StopReason extend(Hessenberg hessenberg) {
      int column = hessenberg.columns();
      V prepared = space.precondition(arnoldi.basis.get(column), scratch);
      space.apply(prepared, arnoldi.basis.get(column + 1));
      double[] h = arnoldi.orthonormalise(column + 1);
      if (!finite(h)) {
        return StopReason.NOT_FINITE;
      }
      // The basis cannot grow: it holds the solution, if there is one.
      boolean full = h[column + 1] <= 8 * epsilon * length(h);
      if (full) {
        h[column + 1] = 0;
      }
      double residual = hessenberg.append(h);
      system.iterated(residual);
      if (full) {
        return StopReason.BREAKDOWN;
      }
      return system.reached(residual) ? StopReason.CONVERGED : null;
    }

    private static double length(double[] h) {
      double squares = 0;
      for (double value : h) {
        squares += value * value;
      }
      return Math.sqrt(squares);
    }

    // x ← x + M⁻¹·V·y
    private void correct(double[] y) {
      if (y.length == 0) {
        return;
      }
      double[] negated = new double[y.length];
      for (int j = 0; j < y.length; j++) {
        negated[j] = -y[j];
      }
      space.write(LinearSystem.FREE, negated);
      int after = LinearSystem.FREE + y.length;
      if (!space.preconditioned()) {
        arnoldi.basis.subtract(y.length, LinearSystem.FREE, system.x, after);
        return;
      }
      space.zero(correction);
      arnoldi.basis.subtract(y.length, LinearSystem.FREE, correction, after);
      V prepared = space.precondition(correction, scratch);
      space.axpy(1, KrylovSpace.ONE, prepared, system.x);
    }
  }
}
