package org.warpath.linalg.solve;

import org.warpath.linalg.ElementType;
import org.warpath.linalg.NotPositiveDefiniteException;
import org.warpath.linalg.dense.Triangle;
import org.warpath.linalg.sparse.Csr;

/**
 * The incomplete Cholesky factorisation A ≈ L·Lᵀ without fill, IC(0): L has entries only where A
 * has (Meijerink and van der Vorst 1977). For symmetric positive definite matrices, with {@link
 * ConjugateGradient}. It exists for M-matrices, such as discrete Laplacians; other positive
 * definite matrices may lack one.
 *
 * <p>Made and applied as {@link Ilu0} is.
 */
public final class Ic0 extends Factored {
  private static final String NAME = "ic(0)";

  private Ic0(TriangularFactor lower) {
    super(lower, lower.transposed());
  }

  /**
   * Factors a matrix; parallel entries add up. O(entries · entries a row) time, 12 bytes an entry
   * beside the factors.
   *
   * @param a A[n×n], symmetric, of which the lower triangle is read; copied from
   * @throws NotPositiveDefiniteException if a pivot is not above 0, with its row: A is not positive
   *     definite, or has no such factor
   * @throws org.warpath.linalg.SingularMatrixException if a diagonal element is not stored, or the
   *     inverse of a pivot is infinite, with its row
   * @throws IllegalArgumentException if A is not square, or has an entry that is not finite
   */
  public static Ic0 of(Csr a) {
    Pattern l = new Pattern(NAME, a, true);
    // The row at work, by column; 0 where it has no entry.
    double[] line = new double[l.size];
    for (int row = 0; row < l.size; row++) {
      double pivot = l.get(l.diagonal[row]);
      for (long e = l.offsets[row]; e < l.diagonal[row]; e++) {
        int above = l.column(e);
        double sum = l.get(e);
        for (long f = l.offsets[above]; f < l.diagonal[above]; f++) {
          sum -= l.get(f) * line[l.column(f)];
        }
        double factor = sum / l.get(l.diagonal[above]);
        line[above] = factor;
        l.set(e, factor);
        pivot -= factor * factor;
      }
      if (!(pivot > 0) || !Double.isFinite(1 / Math.sqrt(pivot))) {
        throw new NotPositiveDefiniteException(NAME, row);
      }
      l.set(l.diagonal[row], Math.sqrt(pivot));
      for (long e = l.offsets[row]; e < l.diagonal[row]; e++) {
        line[l.column(e)] = 0;
      }
    }
    ElementType type = a.type();
    return new Ic0(new TriangularFactor(Triangle.LOWER, l.lower(type), l.inverseDiagonal(type)));
  }
}
