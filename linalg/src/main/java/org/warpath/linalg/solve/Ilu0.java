package org.warpath.linalg.solve;

import java.util.Arrays;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.SingularMatrixException;
import org.warpath.linalg.dense.Triangle;
import org.warpath.linalg.sparse.Csr;

/**
 * The incomplete factorisation A ≈ L·U without fill, ILU(0): L, with ones on its diagonal, and U
 * have entries only where A has (Meijerink and van der Vorst 1977; Saad, Iterative Methods for
 * Sparse Linear Systems, 2nd edition, algorithm 10.4). For general matrices with a diagonal; with
 * {@link BiCgStab} and {@link Gmres}. Rows are not exchanged.
 *
 * <p>Factors are made on the processor in float64 and stored in the matrix's type. On the CPU
 * engine the two triangular solves run on one thread; on the CUDA engine rows that do not depend on
 * each other are solved together, level after level, on the device.
 */
public final class Ilu0 extends Factored {
  private static final String NAME = "ilu(0)";

  private Ilu0(Pattern lu, ElementType type) {
    super(
        new TriangularFactor(Triangle.LOWER, lu.lower(type), null),
        new TriangularFactor(Triangle.UPPER, lu.upper(type), lu.inverseDiagonal(type)));
  }

  /**
   * Factors a matrix; parallel entries add up. O(entries · entries a row) time, 12 bytes an entry
   * beside the factors.
   *
   * @param a A[n×n], copied from
   * @throws SingularMatrixException if a pivot is 0 or so small that its inverse is infinite, or a
   *     diagonal element is not stored, with its row
   * @throws IllegalArgumentException if A is not square, or has an entry that is not finite
   */
  public static Ilu0 of(Csr a) {
    Pattern lu = new Pattern(NAME, a, false);
    long[] place = new long[lu.size];
    Arrays.fill(place, -1);
    for (int row = 0; row < lu.size; row++) {
      for (long e = lu.offsets[row]; e < lu.offsets[row + 1]; e++) {
        place[lu.column(e)] = e;
      }
      for (long e = lu.offsets[row]; e < lu.diagonal[row]; e++) {
        int above = lu.column(e);
        double factor = lu.get(e) / lu.get(lu.diagonal[above]);
        lu.set(e, factor);
        for (long f = lu.diagonal[above] + 1; f < lu.offsets[above + 1]; f++) {
          long at = place[lu.column(f)];
          if (at >= 0) {
            lu.set(at, lu.get(at) - factor * lu.get(f));
          }
        }
      }
      double pivot = lu.get(lu.diagonal[row]);
      if (pivot == 0 || !Double.isFinite(1 / pivot)) {
        throw new SingularMatrixException(NAME, row);
      }
      for (long e = lu.offsets[row]; e < lu.offsets[row + 1]; e++) {
        place[lu.column(e)] = -1;
      }
    }
    return new Ilu0(lu, a.type());
  }
}
