package org.warpath.linalg.factor;

import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.NotPositiveDefiniteException;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Triangle;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.openblas.LapackLinear;

/**
 * A = L·Lᵀ of a symmetric positive definite A[n×n], L lower triangular with a positive diagonal
 * (LAPACK {@code potrf}). One triangle of A is read; that the other mirrors it is not checked.
 *
 * <p>Immutable, with its own memory of n² elements. With a CUDA engine it runs on the host's
 * processors, as cuBLAS has no Cholesky factorization.
 */
public final class Cholesky {
  private final Matrix lower; // row-major: its transpose in LAPACK's eyes, U of UᵀU
  private final double norm; // ‖A‖₁
  private final int threads;

  private Cholesky(Matrix lower, double norm, int threads) {
    this.lower = lower;
    this.norm = norm;
    this.threads = threads;
  }

  /** Factors A by its lower triangle; see {@link #of(Matrix, Triangle, Engine)}. */
  public static Cholesky of(Matrix a, Engine engine) {
    return of(a, Triangle.LOWER, engine);
  }

  /**
   * Factors A[n×n] in about n³/6 multiplications.
   *
   * @param a float32 or float64, square, any strides; not modified
   * @param triangle the triangle of A that is read, with the diagonal
   * @throws NotPositiveDefiniteException if a pivot is not above 0
   * @throws IllegalArgumentException if A is not square, an element read is not finite (the first
   *     is named), or the type is a 16-bit one
   */
  public static Cholesky of(Matrix a, Triangle triangle, Engine engine) {
    Symmetric symmetric = Symmetric.of("cholesky", a, triangle, engine);
    Matrix lower = symmetric.lower();
    double norm = Norms.oneOfSymmetric(lower);
    int info = lower.isEmpty() ? 0 : LapackLinear.potrf(lower.transposed(), symmetric.threads());
    if (info > 0) {
      throw new NotPositiveDefiniteException("cholesky", info - 1);
    }
    Finite.requireInRange("cholesky", lower);
    return new Cholesky(lower, norm, symmetric.threads());
  }

  /** What the elements are. */
  public ElementType type() {
    return lower.type();
  }

  /** L[n×n], with its zeros. */
  public Matrix lower() {
    return Operands.readOnly(lower);
  }

  /** The determinant of A, 1 if 0×0; ∞ or 0 if it is beyond a double's range. */
  public double determinant() {
    return ScaledProduct.of(lower.diagonal()).squared().value();
  }

  /** ln det A. */
  public double logDeterminant() {
    return 2 * ScaledProduct.of(lower.diagonal()).logMagnitude();
  }

  /**
   * 1 / (‖A‖₁·‖A⁻¹‖₁), estimated in O(n²) (LAPACK {@code pocon}): 1 at best. Near or below the
   * type's ε, no digit of a solution is certain.
   */
  public double reciprocalCondition() {
    return lower.isEmpty() ? 1 : LapackLinear.pocon(lower.transposed(), norm, threads);
  }

  /**
   * X[n×k] with A·X = B, a new row-major matrix; n²·k multiplications.
   *
   * @param b B[n×k], of A's type, finite; not modified
   * @throws IllegalArgumentException if B does not fit or is not finite
   * @throws ArithmeticException if an element of X is beyond the type's range
   */
  public Matrix solve(Matrix b) {
    Operands.requireRightSide("solve", type(), lower.shape(), lower.rows(), b);
    Matrix x = Packing.columnMajor(b, threads);
    Finite.require("solve", "B", b, x);
    if (!x.isEmpty()) {
      LapackLinear.potrs(lower.transposed(), x, threads);
    }
    Finite.requireInRange("solve", x);
    return Packing.rowMajor(x, threads);
  }

  /** x with A·x = b; otherwise as {@link #solve(Matrix)}. */
  public Vector solve(Vector b) {
    return solve(b.asColumn()).column(0);
  }

  /**
   * A⁻¹, a new row-major matrix, exactly symmetric; n³/3 multiplications.
   *
   * @throws ArithmeticException if an element is beyond the type's range
   */
  public Matrix inverse() {
    Matrix inverse = Packing.rowMajor(lower, threads);
    if (!inverse.isEmpty()) {
      LapackLinear.potri(inverse.transposed(), threads);
    }
    Finite.requireInRange("inverse", inverse);
    Triangles.mirrorLower(inverse);
    return inverse;
  }
}
