package org.warpath.linalg.solve;

import org.warpath.kernels.RunStats;
import org.warpath.linalg.dense.Vector;

/**
 * What a solver found. A result that did not converge holds the last x all the same: without NaN,
 * unless numbers overflowed, which {@link StopReason#NOT_FINITE} then says.
 *
 * @param x the solution as far as it was found
 * @param reason why the solver ended
 * @param residuals ‖r‖ / ‖b‖ before the first iteration and after each, as the method's recurrence
 *     has it; iterations + 1 numbers
 * @param stats iterations, the true residual ‖b − A·x‖ / ‖b‖ computed anew at the end, and times
 */
@SuppressWarnings("ArrayRecordComponent") // thousands of numbers, for plots; not compared
public record SolverResult(Vector x, StopReason reason, double[] residuals, RunStats stats) {

  /** Iterations done; each applies the operator once, for BiCGSTAB twice. */
  public int iterations() {
    return stats.iterations();
  }

  /** ‖b − A·x‖ / ‖b‖, computed anew at the end in the vectors' type; 0 if b is 0. */
  public double residual() {
    return stats.residual();
  }

  /** Whether the true residual is within the tolerance. */
  public boolean converged() {
    return reason == StopReason.CONVERGED;
  }
}
