package org.warpath.linalg.solve;

import org.warpath.kernels.RunStats;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;

/**
 * Eigenpairs of a symmetric operator.
 *
 * @param values λ[k], float64, ascending
 * @param vectors V[n×k], of the operator's type: column i is of length 1 and belongs to value i
 * @param residuals ‖A·v − λ·v‖ of each pair, float64[k], computed anew at the end in the vectors'
 *     type
 * @param convergedCount how many pairs are within the tolerance
 * @param restarts how often the basis was cut back
 * @param stats iterations are applications of the operator; the residual is the largest of {@code
 *     residuals}
 */
public record LanczosResult(
    Vector values,
    Matrix vectors,
    Vector residuals,
    int convergedCount,
    int restarts,
    RunStats stats) {

  /** Whether all pairs are within the tolerance. */
  public boolean converged() {
    return stats.converged();
  }
}
