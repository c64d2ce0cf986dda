package org.warpath.linalg.factor;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.SingularMatrixException;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.openblas.LapackLinear;

/**
 * P·A = L·U with partial pivoting: L[m×min] unit lower triangular with no element above 1 in
 * magnitude, U[min×n] upper triangular, P a permutation of the rows (LAPACK {@code getrf}).
 *
 * <p>A singular matrix has factors and a determinant, 0, but no inverse: {@link #solve} and {@link
 * #inverse} throw. A matrix that is singular but for rounding is solved; how far its solutions can
 * be trusted says {@link #reciprocalCondition}: of the type's digits, about log₁₀(1/reciprocal) are
 * lost, and below the type's ε none is right.
 *
 * <p>Immutable, with its own memory of m·n elements. With a CUDA engine it runs on the host's
 * processors, as cuBLAS has no single large LU.
 */
public final class Lu {
  private static final int NONE = -1;

  private final Matrix factors; // column-major: U and, below its diagonal, L
  private final MemorySegment pivots; // LAPACK's: row i was exchanged with row pivots[i] − 1
  private final double norm; // ‖A‖₁
  private final int zeroPivot;
  private final int threads;

  private Lu(Matrix factors, MemorySegment pivots, double norm, int threads) {
    this.factors = factors;
    this.pivots = pivots;
    this.norm = norm;
    this.zeroPivot = zeroPivot(factors.diagonal());
    this.threads = threads;
  }

  private static int zeroPivot(Vector diagonal) {
    for (int i = 0; i < diagonal.length(); i++) {
      if (diagonal.get(i) == 0) {
        return i;
      }
    }
    return NONE;
  }

  /**
   * Factors A[m×n] in about m·n·min(m, n) − min³/3 multiplications.
   *
   * @param a float32 or float64, any shape and strides; not modified
   * @throws IllegalArgumentException if an element is not finite, naming the first, or the type is
   *     a 16-bit one
   * @throws ArithmeticException if an element of the factors is beyond the type's range
   */
  public static Lu of(Matrix a, Engine engine) {
    Operands.requireReal("lu", a.type());
    Matrix factors = Packing.columnMajor(a.type(), a.rows(), a.columns());
    int smaller = Math.min(a.rows(), a.columns());
    MemorySegment pivots = Arena.ofAuto().allocate(JAVA_INT, smaller);
    return of("lu", a, factors, pivots, Operands.threads(engine));
  }

  /** Factors {@code a} into {@code factors}, column-major, and {@code pivots}. */
  static Lu of(String operation, Matrix a, Matrix factors, MemorySegment pivots, int threads) {
    double norm = pack(operation, a, factors, threads);
    if (!factors.isEmpty()) {
      LapackLinear.getrf(factors, pivots, threads);
    }
    return factored(operation, factors, pivots, norm, threads);
  }

  /** Copies {@code a} to where it is factored; returns ‖A‖₁. */
  static double pack(String operation, Matrix a, Matrix factors, int threads) {
    Packing.copy(a, factors, threads);
    Finite.require(operation, "A", a, factors);
    return Norms.one(factors);
  }

  /** What was factored elsewhere. */
  static Lu factored(
      String operation, Matrix factors, MemorySegment pivots, double norm, int threads) {
    Finite.requireInRange(operation, factors);
    return new Lu(factors, pivots, norm, threads);
  }

  /** What the elements are. */
  public ElementType type() {
    return factors.type();
  }

  /** L[m×min(m, n)], with its ones and zeros: a new matrix. */
  public Matrix lower() {
    int smaller = Math.min(factors.rows(), factors.columns());
    return Triangles.unitLower(factors.block(0, factors.rows(), 0, smaller));
  }

  /** U[min(m, n)×n], with its zeros: a new matrix. */
  public Matrix upper() {
    int smaller = Math.min(factors.rows(), factors.columns());
    return Triangles.upper(factors.block(0, smaller, 0, factors.columns()));
  }

  /** P: row i of P·A is row {@code rowOrder()[i]} of A. */
  public int[] rowOrder() {
    int[] order = new int[factors.rows()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    for (int i = 0; i < Math.min(factors.rows(), factors.columns()); i++) {
      int other = pivots.getAtIndex(JAVA_INT, i) - 1;
      int row = order[i];
      order[i] = order[other];
      order[other] = row;
    }
    return order;
  }

  /** Whether a pivot is exactly 0. */
  public boolean isSingular() {
    return zeroPivot != NONE;
  }

  /**
   * The determinant of a square A, 1 if 0×0; ±∞ or 0 if it is beyond a double's range.
   *
   * @throws IllegalArgumentException if A is not square
   */
  public double determinant() {
    return signedDeterminant().value();
  }

  /** ln |det A|; −∞ if A is singular. */
  public double logAbsDeterminant() {
    return signedDeterminant().logMagnitude();
  }

  /** The sign of the determinant: −1, 0 or 1. */
  public int determinantSign() {
    return signedDeterminant().sign();
  }

  private ScaledProduct signedDeterminant() {
    Operands.requireSquare("determinant", factors);
    ScaledProduct product = ScaledProduct.of(factors.diagonal());
    boolean odd = false;
    for (int i = 0; i < factors.rows(); i++) {
      odd ^= pivots.getAtIndex(JAVA_INT, i) != i + 1;
    }
    return odd ? product.negated() : product;
  }

  /**
   * 1 / (‖A‖₁·‖A⁻¹‖₁) of a square A, estimated in O(n²) (Higham's estimator, LAPACK {@code gecon};
   * seldom more than 3 times too large): 1 at best, 0 if A is singular.
   *
   * @throws IllegalArgumentException if A is not square
   */
  public double reciprocalCondition() {
    Operands.requireSquare("condition", factors);
    if (isSingular()) {
      return 0;
    }
    return factors.isEmpty() ? 1 : LapackLinear.gecon(factors, norm, threads);
  }

  /**
   * X[n×k] with A·X = B, a new row-major matrix; n²·k multiplications.
   *
   * @param b B[n×k], of A's type, finite; not modified
   * @throws SingularMatrixException if A is singular
   * @throws IllegalArgumentException if A is not square or B does not fit or is not finite
   * @throws ArithmeticException if an element of X is beyond the type's range
   */
  public Matrix solve(Matrix b) {
    return solve("solve", b, false);
  }

  /** X[n×k] with Aᵀ·X = B; otherwise as {@link #solve(Matrix)}. */
  public Matrix solveTransposed(Matrix b) {
    return solve("solve", b, true);
  }

  /** x with A·x = b; otherwise as {@link #solve(Matrix)}. */
  public Vector solve(Vector b) {
    return solve(b.asColumn()).column(0);
  }

  Matrix solve(String operation, Matrix b, boolean transposed) {
    requireInvertible(operation);
    Operands.requireRightSide(operation, type(), factors.shape(), factors.rows(), b);
    Matrix x = Packing.columnMajor(b, threads);
    Finite.require(operation, "B", b, x);
    if (!x.isEmpty()) {
      LapackLinear.getrs(factors, pivots, transposed, x, threads);
    }
    Finite.requireInRange(operation, x);
    return Packing.rowMajor(x, threads);
  }

  /**
   * A⁻¹, a new row-major matrix; n³ multiplications. To solve, {@link #solve(Matrix)} is faster and
   * more accurate.
   *
   * @throws SingularMatrixException if A is singular
   * @throws IllegalArgumentException if A is not square
   * @throws ArithmeticException if an element is beyond the type's range
   */
  public Matrix inverse() {
    requireInvertible("inverse");
    Matrix inverse = Packing.columnMajor(factors, threads);
    if (!inverse.isEmpty()) {
      LapackLinear.getri(inverse, pivots, threads);
    }
    Finite.requireInRange("inverse", inverse);
    return Packing.rowMajor(inverse, threads);
  }

  void requireInvertible(String operation) {
    Operands.requireSquare(operation, factors);
    if (isSingular()) {
      throw new SingularMatrixException(operation, zeroPivot);
    }
  }
}
