package org.warpath.linalg.factor;

import org.warpath.kernels.Engine;
import org.warpath.linalg.SingularMatrixException;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.MatrixBatch;
import org.warpath.linalg.dense.Vector;

/**
 * Solves systems of equations once, by LU with partial pivoting. To solve with one A again and
 * again, or to know how far a solution can be trusted, keep its {@link Lu}; for a symmetric
 * positive definite A {@link Cholesky} takes half the arithmetic; where A is not square see {@link
 * LeastSquares}.
 */
public final class Solve {

  private Solve() {}

  /**
   * X[n×k] with A·X = B, a new row-major matrix.
   *
   * @param a A[n×n], float32 or float64, any strides; not modified
   * @param b B[n×k] of A's type; not modified
   * @throws SingularMatrixException if A is singular, naming the pivot that is 0
   * @throws IllegalArgumentException if shapes or types do not fit, or an element is not finite
   *     (the first is named)
   * @throws ArithmeticException if an element of the factors or of X is beyond the type's range
   */
  public static Matrix solve(Matrix a, Matrix b, Engine engine) {
    requireFit(a, b);
    return Lu.of(a, engine).solve(b);
  }

  /** x with A·x = b; otherwise as {@link #solve(Matrix, Matrix, Engine)}. */
  public static Vector solve(Matrix a, Vector b, Engine engine) {
    return solve(a, b.asColumn(), engine).column(0);
  }

  /** Xᵢ with Aᵢ·Xᵢ = Bᵢ for each i; see {@link LuBatch}. */
  public static MatrixBatch solve(MatrixBatch a, MatrixBatch b, Engine engine) {
    return LuBatch.of(a, engine).solve(b);
  }

  // Before the work of factoring.
  private static void requireFit(Matrix a, Matrix b) {
    Operands.requireReal("solve", a.type());
    if (a.rows() != a.columns()) {
      throw new IllegalArgumentException(
          "solve: A must be square, is " + a.shape() + "; see LeastSquares");
    }
    Operands.requireRightSide("solve", a.type(), a.shape(), a.rows(), b);
  }
}
