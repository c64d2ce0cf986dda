package org.warpath.linalg.solve;

/** Why a solver ended. */
public enum StopReason {
  /** The true residual is within the tolerance. */
  CONVERGED,
  /** As many iterations as allowed were made. */
  MAX_ITERATIONS,
  /**
   * The residual does not fall any further: in this precision, or, for restarted {@link Gmres},
   * with so small a basis.
   */
  STAGNATED,
  /** The method divided by 0 and cannot go on: try another, or another preconditioner. */
  BREAKDOWN,
  /**
   * {@link ConjugateGradient} met a direction with pᵀAp ≤ 0 or, for the preconditioner, rᵀM⁻¹r ≤ 0.
   */
  NOT_POSITIVE_DEFINITE,
  /** The operator or the preconditioner gave NaN or infinity, or a sum of squares overflowed. */
  NOT_FINITE
}
