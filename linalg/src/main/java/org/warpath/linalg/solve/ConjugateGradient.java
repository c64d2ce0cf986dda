package org.warpath.linalg.solve;

import static org.warpath.linalg.solve.LinearSystem.finite;

import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Engine;
import org.warpath.linalg.dense.Vector;

/**
 * The method of conjugate gradients for symmetric positive definite operators (Hestenes and Stiefel
 * 1952; Saad, Iterative Methods for Sparse Linear Systems, 2nd edition, algorithm 9.1). An
 * iteration applies the operator and the preconditioner once; beside x and b there are 3 vectors, 4
 * with a preconditioner.
 *
 * <p>Whether the operator is symmetric is not checked. One that is not positive definite shows
 * itself when pᵀAp ≤ 0 for a direction p of search: the result then has the reason {@link
 * StopReason#NOT_POSITIVE_DEFINITE} and x of before that direction.
 */
public final class ConjugateGradient {

  private ConjugateGradient() {}

  /**
   * Solves A·x = b. Results are the same for every number of threads, if the operator's and the
   * preconditioner's are. The CUDA engine sums in another order.
   *
   * @param a A[n×n], symmetric positive definite
   * @param b b[n], of the operator's type, finite; not modified
   * @throws IllegalArgumentException if shapes or types do not fit, or b or the initial guess is
   *     not finite
   * @throws java.util.concurrent.CancellationException if the run was cancelled
   * @throws org.warpath.kernels.cuda.DeviceOutOfMemoryException if the device has not the memory
   */
  public static SolverResult solve(
      LinearOperator a, Vector b, SolverOptions options, Engine engine) {
    return LinearSystem.solve(new Cg(), a, b, options, engine);
  }

  private record Cg() implements Method {
    @Override
    public String name() {
      return "cg";
    }

    @Override
    public int slots(int size) {
      return SLOTS;
    }

    @Override
    public <V> Cycle begin(LinearSystem<V> system) {
      return new Descent<>(system);
    }
  }

  // ρ = r·z of this iteration and of the next, in turns.
  private static final int RHO = LinearSystem.FREE;
  private static final int SIGMA = RHO + 2;
  private static final int SQUARES = RHO + 3;
  private static final int ALPHA = RHO + 4;
  private static final int BETA = RHO + 5;
  private static final int SLOTS = 6;

  private static final class Descent<V> implements Method.Cycle {
    private final LinearSystem<V> system;
    private final KrylovSpace<V> space;
    private final V p;
    private final V q;
    private final V scratch;

    Descent(LinearSystem<V> system) {
      this.system = system;
      space = system.space;
      p = space.vector("direction");
      q = space.vector("A times direction");
      scratch = space.preconditioned() ? space.vector("preconditioned residual") : q;
    }

    @Override
    public @Nullable StopReason run() {
      V first = space.precondition(system.r, scratch);
      space.dot(system.r, first, RHO);
      space.copy(first, p);
      double start = space.read(RHO, 1)[0];
      if (!finite(start)) {
        return StopReason.NOT_FINITE;
      }
      if (start <= 0) {
        return StopReason.NOT_POSITIVE_DEFINITE;
      }
      for (int turn = 0; !system.exhausted(); turn ^= 1) {
        @Nullable StopReason end = iterate(RHO + turn, RHO + 1 - turn);
        if (end != null) {
          return end;
        }
      }
      return StopReason.MAX_ITERATIONS;
    }

    private @Nullable StopReason iterate(int rho, int next) {
      space.apply(p, q);
      space.dot(p, q, SIGMA);
      // α = ρ / pᵀAp; x ← x + αp; r ← r − αAp
      space.quotient(rho, SIGMA, KrylovSpace.ONE, KrylovSpace.ONE, true, ALPHA);
      V z = system.r;
      if (space.preconditioned()) {
        space.step(ALPHA, p, system.x, q, system.r, SQUARES);
        z = space.precondition(system.r, scratch);
        space.dot(system.r, z, next);
      } else {
        space.step(ALPHA, p, system.x, q, system.r, next);
      }
      // β = r·z / ρ; p ← z + βp
      space.quotient(next, rho, BETA);
      space.xpby(z, BETA, p);

      double[] scalars = space.read(RHO, SLOTS);
      double sigma = scalars[SIGMA - RHO];
      double rhoNext = scalars[next - RHO];
      double squares = space.preconditioned() ? scalars[SQUARES - RHO] : rhoNext;
      if (!finite(sigma, rhoNext, squares)) {
        return StopReason.NOT_FINITE;
      }
      if (sigma <= 0) {
        return StopReason.NOT_POSITIVE_DEFINITE;
      }
      double residual = Math.sqrt(squares);
      system.iterated(residual);
      if (system.reached(residual)) {
        return StopReason.CONVERGED;
      }
      return rhoNext > 0 ? null : StopReason.NOT_POSITIVE_DEFINITE;
    }
  }
}
