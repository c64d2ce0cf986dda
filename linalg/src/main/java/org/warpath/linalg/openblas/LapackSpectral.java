package org.warpath.linalg.openblas;

import java.lang.foreign.MemorySegment;
import org.warpath.linalg.dense.Matrix;

/**
 * LAPACK's singular values and eigenvalues, by divide and conquer. Every matrix must be float32 or
 * float64 with its columns side by side, {@code columnStride ≥ max(1, rows)}; operands are of one
 * type and fit, which the caller has checked.
 */
public final class LapackSpectral {

  private LapackSpectral() {}

  /** Which singular vectors are wanted. */
  public enum Vectors {
    /** None; U and Vᵀ are not touched. */
    NONE('N'),
    /** The first min(m, n) of each. */
    THIN('S'),
    /** All m and n. */
    FULL('A');

    private final char option;

    Vectors(char option) {
      this.option = option;
    }
  }

  /**
   * A = U·S·Vᵀ.
   *
   * @param a A[m×n]; destroyed
   * @param values reals[min(m, n)], descending
   * @return 0, or above 0 if the singular values did not converge
   */
  public static int gesdd(
      Vectors vectors, Matrix a, MemorySegment values, Matrix u, Matrix vt, int threads) {
    try (LapackCall call = new LapackCall(Routine.GESDD, a.type(), threads)) {
      return call.option(vectors.option)
          .size(a.rows())
          .size(a.columns())
          .matrix(a)
          .memory(values)
          .matrix(u)
          .matrix(vt)
          .workspace()
          .integerScratch(8L * Math.min(a.rows(), a.columns()))
          .invoke();
    }
  }

  /**
   * The eigenvalues of a symmetric A[n×n], of which LAPACK's upper triangle is read, and if asked
   * for its eigenvectors.
   *
   * @param a destroyed, or eigenvector j in its column j
   * @param values reals[n], ascending
   * @return 0, or above 0 if the eigenvalues did not converge
   */
  public static int syevd(boolean vectors, Matrix a, MemorySegment values, int threads) {
    int n = a.rows();
    int integers = vectors ? Math.toIntExact(3 + 5L * n) : 1;
    try (LapackCall call = new LapackCall(Routine.SYEVD, a.type(), threads)) {
      return call.option(vectors ? 'V' : 'N')
          .option('U')
          .size(n)
          .matrix(a)
          .memory(values)
          .workspace()
          .integerScratch(integers)
          .size(integers)
          .invoke();
    }
  }
}
