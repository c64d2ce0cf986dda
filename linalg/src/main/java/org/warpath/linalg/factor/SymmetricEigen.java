package org.warpath.linalg.factor;

import org.warpath.kernels.Engine;
import org.warpath.linalg.NoConvergenceException;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Triangle;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.openblas.LapackSpectral;

/**
 * A = V·D·Vᵀ of a symmetric A[n×n]: the eigenvalues ascending, V orthogonal with an eigenvector a
 * column (divide and conquer, LAPACK {@code syevd}). One triangle of A is read; that the other
 * mirrors it is not checked. The signs of eigenvectors are not determined by A, nor are the vectors
 * of equal eigenvalues.
 *
 * <p>Immutable. With a CUDA engine it runs on the host's processors, as cuBLAS has no eigenvalues.
 */
public final class SymmetricEigen {
  // LAPACK counts its workspace of 2·n² + 6·n + 1 in an int.
  private static final int MAX_SIZE = 32_000;

  private final Vector values;
  private final Matrix vectors;

  private SymmetricEigen(Vector values, Matrix vectors) {
    this.values = values;
    this.vectors = vectors;
  }

  /** Eigenvalues and vectors by the lower triangle; see {@link #of(Matrix, Triangle, Engine)}. */
  public static SymmetricEigen of(Matrix a, Engine engine) {
    return of(a, Triangle.LOWER, engine);
  }

  /**
   * Eigenvalues and vectors, in the order of n³ steps and with memory of about 4·n² elements.
   *
   * @param a float32 or float64, square with n ≤ 32,000, any strides; not modified
   * @param triangle the triangle of A that is read, with the diagonal
   * @throws IllegalArgumentException if A is not square or too large, an element read is not finite
   *     (the first is named), or the type is a 16-bit one
   * @throws NoConvergenceException if the eigenvalues do not converge, which no matrix is known to
   *     cause
   * @throws ArithmeticException if an eigenvalue is beyond the type's range
   */
  public static SymmetricEigen of(Matrix a, Triangle triangle, Engine engine) {
    return of(true, a, triangle, engine);
  }

  /** The eigenvalues alone by the lower triangle: a new vector of n. */
  public static Vector values(Matrix a, Engine engine) {
    return values(a, Triangle.LOWER, engine);
  }

  /**
   * The eigenvalues alone, ascending: a new vector of n; as {@link #of(Matrix, Triangle, Engine)}
   * but faster and with memory of n² elements.
   */
  public static Vector values(Matrix a, Triangle triangle, Engine engine) {
    return of(false, a, triangle, engine).values;
  }

  private static SymmetricEigen of(boolean vectors, Matrix a, Triangle triangle, Engine engine) {
    if (a.rows() > MAX_SIZE) {
      throw new IllegalArgumentException(
          "eigen: A is %s: the size can be at most %d".formatted(a.shape(), MAX_SIZE));
    }
    Symmetric symmetric = Symmetric.of("eigen", a, triangle, engine);
    Matrix rows = symmetric.lower();
    Vector values = Vector.zeros(a.type(), a.rows());
    int info =
        rows.isEmpty()
            ? 0
            : LapackSpectral.syevd(
                vectors, rows.transposed(), values.memory(), symmetric.threads());
    if (info > 0) {
      throw new NoConvergenceException("eigen", "the eigenvalues did not converge");
    }
    Finite.requireInRange("eigen", values.asColumn());
    // LAPACK wrote eigenvector j into its column j, our row j.
    Matrix columns = vectors ? Packing.rowMajor(rows.transposed(), symmetric.threads()) : rows;
    return new SymmetricEigen(values, columns);
  }

  /** The eigenvalues, ascending. */
  public Vector values() {
    return Operands.readOnly(values);
  }

  /** V[n×n]: column j is the eigenvector, of length 1, of eigenvalue j. */
  public Matrix vectors() {
    return Operands.readOnly(vectors);
  }
}
