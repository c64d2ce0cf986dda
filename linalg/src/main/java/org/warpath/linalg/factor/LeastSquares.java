package org.warpath.linalg.factor;

import java.util.Optional;
import org.warpath.kernels.Engine;
import org.warpath.linalg.NoConvergenceException;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.openblas.LapackOrthogonal;

/**
 * For each column b of B[m×k] the x that minimises ‖A·x − b‖₂ and, where many do, the shortest of
 * them: A[m×n] may have more rows than columns, more columns than rows, or less than full rank.
 * What is returned equals NumPy's {@code linalg.lstsq}.
 *
 * <p>Immutable. With a CUDA engine it runs on the host's processors.
 */
public final class LeastSquares {
  /** How the rank is found. */
  public enum Method {
    /** By singular values (LAPACK {@code gelsd}): the most reliable. */
    SINGULAR_VALUES,
    /** By QR with column pivoting (LAPACK {@code gelsy}): faster, nearly as reliable. */
    PIVOTED_QR
  }

  private final Matrix solution;
  private final Vector residuals;
  private final int rank;
  private final Optional<Vector> singularValues;

  private LeastSquares(
      Matrix solution, Vector residuals, int rank, Optional<Vector> singularValues) {
    this.solution = solution;
    this.residuals = residuals;
    this.rank = rank;
    this.singularValues = singularValues;
  }

  /** Solves by singular values with tolerance max(m, n)·ε, as NumPy does by default. */
  public static LeastSquares solve(Matrix a, Matrix b, Engine engine) {
    double tolerance = Operands.rankTolerance(a.type(), a.rows(), a.columns());
    return solve(a, b, Method.SINGULAR_VALUES, tolerance, engine);
  }

  /**
   * Solves in the order of m·n·min(m, n) + m·n·k steps, with as much memory as A, B and X.
   *
   * @param a A[m×n], float32 or float64, any strides; not modified
   * @param b B[m×k] of A's type; not modified; a vector is {@link Vector#asColumn}
   * @param tolerance what counts as 0, relative to the largest singular value, or for {@code
   *     PIVOTED_QR} as a reciprocal condition number; in [0, 1)
   * @throws IllegalArgumentException if shapes or types do not fit, or an element is not finite
   *     (the first is named)
   * @throws NoConvergenceException if the singular values do not converge
   * @throws ArithmeticException if an element of the solution is beyond the type's range
   */
  public static LeastSquares solve(
      Matrix a, Matrix b, Method method, double tolerance, Engine engine) {
    Operands.requireReal("lstsq", a.type());
    Operands.requireTolerance("lstsq", tolerance);
    Operands.requireRightSide("lstsq", a.type(), a.shape(), a.rows(), b);
    int threads = Operands.threads(engine);
    Matrix factors = Packing.columnMajor(a, threads);
    Finite.require("lstsq", "A", a, factors);
    int smaller = Math.min(a.rows(), a.columns());
    // LAPACK wants a column at least, and room for X in B.
    Matrix wide =
        Packing.columnMajor(a.type(), Math.max(a.rows(), a.columns()), Math.max(1, b.columns()));
    Matrix known = wide.block(0, b.rows(), 0, b.columns());
    Packing.copy(b, known, threads);
    Finite.require("lstsq", "B", b, wide);
    // LAPACK scales B too where it is out of proportion, but not the residuals back.
    int exponent = Scaling.exponent(known);
    Scaling.multiply(known, -exponent);

    Vector values = Vector.zeros(a.type(), smaller);
    int rank = 0;
    if (smaller > 0) {
      rank =
          switch (method) {
            case SINGULAR_VALUES ->
                LapackOrthogonal.gelsd(factors, wide, values.memory(), tolerance, threads);
            case PIVOTED_QR -> LapackOrthogonal.gelsy(factors, wide, tolerance, threads);
          };
    }
    if (rank < 0) {
      throw new NoConvergenceException("lstsq", "the singular values did not converge");
    }
    Vector residuals = Vector.zeros(a.type(), 0);
    if (rank == a.columns() && a.rows() > a.columns()) {
      residuals = squares(wide.block(a.columns(), a.rows(), 0, b.columns()), 2 * exponent);
    }
    Matrix x = Matrix.zeros(a.type(), a.columns(), b.columns());
    if (smaller > 0) {
      Packing.copy(wide.block(0, a.columns(), 0, b.columns()), x, threads);
      Scaling.multiply(x, exponent);
    }
    Finite.requireInRange("lstsq", x);
    return new LeastSquares(
        x,
        residuals,
        rank,
        method == Method.SINGULAR_VALUES ? Optional.of(values) : Optional.empty());
  }

  private static Vector squares(Matrix rest, int exponent) {
    Vector sums = Vector.zeros(rest.type(), rest.columns());
    for (int j = 0; j < rest.columns(); j++) {
      double sum = 0;
      for (int i = 0; i < rest.rows(); i++) {
        sum += rest.get(i, j) * rest.get(i, j);
      }
      sums.set(j, Math.scalb(sum, exponent));
    }
    return sums;
  }

  /** X[n×k], row-major. */
  public Matrix solution() {
    return Operands.readOnly(solution);
  }

  /**
   * ‖A·x − b‖₂² for each column, k of them; none if the rank is below n or m ≤ n, as in NumPy. May
   * be ∞ or 0 where the square is beyond the type's range.
   */
  public Vector residuals() {
    return Operands.readOnly(residuals);
  }

  /** The rank of A by the tolerance. */
  public int rank() {
    return rank;
  }

  /** The min(m, n) singular values of A, descending; only found by {@code SINGULAR_VALUES}. */
  public Optional<Vector> singularValues() {
    return singularValues.map(Operands::readOnly);
  }
}
