package org.warpath.linalg.solve;

import static org.warpath.linalg.solve.LinearSystem.finite;

import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Engine;
import org.warpath.linalg.dense.Vector;

/**
 * The stabilised method of biconjugate gradients for general operators, preconditioned from the
 * right (van der Vorst 1992; Saad, Iterative Methods for Sparse Linear Systems, 2nd edition,
 * algorithm 7.7). An iteration applies the operator and the preconditioner twice; beside x and b
 * there are 5 vectors, 7 with a preconditioner. The residual need not fall from one iteration to
 * the next.
 *
 * <p>Where the method divides by 0 it begins again from the x it has, with another shadow residual,
 * and ends with {@link StopReason#BREAKDOWN} if that does not help: so for every skew-symmetric
 * operator, for which {@link Gmres} is the method.
 */
public final class BiCgStab {

  private BiCgStab() {}

  /**
   * Solves A·x = b. Results are the same for every number of threads, if the operator's and the
   * preconditioner's are. The CUDA engine sums in another order.
   *
   * @param a A[n×n], regular
   * @param b b[n], of the operator's type, finite; not modified
   * @throws IllegalArgumentException if shapes or types do not fit, or b or the initial guess is
   *     not finite
   * @throws java.util.concurrent.CancellationException if the run was cancelled
   * @throws org.warpath.kernels.cuda.DeviceOutOfMemoryException if the device has not the memory
   */
  public static SolverResult solve(
      LinearOperator a, Vector b, SolverOptions options, Engine engine) {
    return LinearSystem.solve(new Stabilised(), a, b, options, engine);
  }

  private record Stabilised() implements Method {
    @Override
    public String name() {
      return "bicgstab";
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

  // ρ = r·r̂ and r·r of this iteration and of the next, in turns.
  private static final int RHO = LinearSystem.FREE;
  private static final int SHADOW_V = RHO + 4;
  private static final int TS = RHO + 5;
  private static final int TT = RHO + 6;
  private static final int ALPHA = RHO + 7;
  private static final int OMEGA = RHO + 8;
  private static final int BETA = RHO + 9;
  private static final int SLOTS = 10;

  // r nearly orthogonal to r̂, as a share of both lengths.
  private static final double TINY = 1e-16;

  private static final class Descent<V> implements Method.Cycle {
    private final LinearSystem<V> system;
    private final KrylovSpace<V> space;
    private final V p;
    private final V v;
    private final V t;
    private final V shadow;
    private final V scratchP;
    private final V scratchS;
    private double shadowLength;

    Descent(LinearSystem<V> system) {
      this.system = system;
      space = system.space;
      p = space.vector("direction");
      v = space.vector("A times direction");
      t = space.vector("A times half-step residual");
      shadow = space.vector("shadow residual");
      scratchP = space.preconditioned() ? space.vector("preconditioned direction") : p;
      scratchS = space.preconditioned() ? space.vector("preconditioned residual") : p;
    }

    @Override
    public @Nullable StopReason run() {
      space.copy(system.r, shadow);
      space.copy(system.r, p);
      space.dots(system.r, shadow, RHO);
      shadowLength = Math.sqrt(space.read(RHO, 1)[0]);
      for (int turn = 0; !system.exhausted(); turn ^= 1) {
        @Nullable StopReason end = iterate(RHO + 2 * turn, RHO + 2 - 2 * turn);
        if (end != null) {
          return end;
        }
      }
      return StopReason.MAX_ITERATIONS;
    }

    private @Nullable StopReason iterate(int rho, int next) {
      V r = system.r;
      // v = A·M⁻¹p; α = ρ / r̂·v; s = r − αv, in r's place
      V preparedP = space.precondition(p, scratchP);
      space.apply(preparedP, v);
      space.dot(shadow, v, SHADOW_V);
      space.quotient(rho, SHADOW_V, ALPHA);
      space.axpy(-1, ALPHA, v, r);
      // t = A·M⁻¹s; ω = t·s / t·t; x ← x + αM⁻¹p + ωM⁻¹s; r ← s − ωt
      V preparedS = space.precondition(r, scratchS);
      space.apply(preparedS, t);
      space.dots(t, r, TS);
      space.quotient(TS, TT, OMEGA);
      space.axpy(1, ALPHA, preparedP, system.x);
      space.axpy(1, OMEGA, preparedS, system.x);
      space.axpy(-1, OMEGA, t, r);
      space.dots(r, shadow, next);
      // β = ρ' / ρ · α / ω; p ← r + β(p − ωv)
      space.quotient(next, rho, ALPHA, OMEGA, false, BETA);
      space.axpy(-1, OMEGA, v, p);
      space.xpby(r, BETA, p);

      double[] scalars = space.read(RHO, SLOTS);
      double rhoNext = scalars[next - RHO];
      double squares = scalars[next - RHO + 1];
      if (!finite(
          scalars[SHADOW_V - RHO], scalars[TS - RHO], scalars[TT - RHO], rhoNext, squares)) {
        return StopReason.NOT_FINITE;
      }
      double residual = Math.sqrt(squares);
      system.iterated(residual);
      if (system.reached(residual)) {
        return StopReason.CONVERGED;
      }
      boolean stuck =
          scalars[ALPHA - RHO] == 0
              || scalars[OMEGA - RHO] == 0
              || Math.abs(rhoNext) <= TINY * shadowLength * residual;
      return stuck ? StopReason.BREAKDOWN : null;
    }
  }
}
