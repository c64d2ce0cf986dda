package org.warpath.linalg.openblas;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.warpath.linalg.dense.Matrix;

/**
 * LAPACK's factorizations with an orthogonal factor, and least squares by them. Every matrix must
 * be float32 or float64 with its columns side by side, {@code columnStride ≥ max(1, rows)};
 * operands are of one type and fit, which the caller has checked.
 */
public final class LapackOrthogonal {

  private LapackOrthogonal() {}

  /**
   * A = Q·R over A[m×n]: R in the upper triangle, below it the Householder vectors of Q.
   *
   * @param scales reals[min(m, n)], the scale of each Householder reflection
   */
  public static void geqrf(Matrix a, MemorySegment scales, int threads) {
    try (LapackCall call = new LapackCall(Routine.GEQRF, a.type(), threads)) {
      call.size(a.rows()).size(a.columns()).matrix(a).memory(scales).workspace().invoke();
    }
  }

  /**
   * A·P = Q·R over A[m×n], the diagonal of R not rising.
   *
   * @param order int32[n], zeros before; then column j of A·P is column {@code order[j] − 1} of A
   * @param scales reals[min(m, n)]
   */
  public static void geqp3(Matrix a, MemorySegment order, MemorySegment scales, int threads) {
    try (LapackCall call = new LapackCall(Routine.GEQP3, a.type(), threads)) {
      call.size(a.rows())
          .size(a.columns())
          .matrix(a)
          .memory(order)
          .memory(scales)
          .workspace()
          .invoke();
    }
  }

  /** The first n columns of Q over A[m×n], m ≥ n, whose first {@code reflections} hold it. */
  public static void orgqr(Matrix a, int reflections, MemorySegment scales, int threads) {
    try (LapackCall call = new LapackCall(Routine.ORGQR, a.type(), threads)) {
      call.size(a.rows())
          .size(a.columns())
          .size(reflections)
          .matrix(a)
          .memory(scales)
          .workspace()
          .invoke();
    }
  }

  /** Q·C or Qᵀ·C over C[m×k], by the factors of A[m×n]. */
  public static void ormqr(
      Matrix factors,
      int reflections,
      MemorySegment scales,
      boolean transposed,
      Matrix c,
      int threads) {
    try (LapackCall call = new LapackCall(Routine.ORMQR, c.type(), threads)) {
      call.option('L')
          .option(transposed ? 'T' : 'N')
          .size(c.rows())
          .size(c.columns())
          .size(reflections)
          .matrix(factors)
          .memory(scales)
          .matrix(c)
          .workspace()
          .invoke();
    }
  }

  /**
   * The shortest x that minimises ‖A·x − b‖₂, by singular values, for each column b of B.
   *
   * @param a A[m×n]; destroyed
   * @param b B[max(m, n)×k]; X in its first n rows, below them what gives the residuals
   * @param values reals[min(m, n)]: the singular values of A, descending
   * @param tolerance singular values up to this times the largest count as 0
   * @return the rank, or −1 if the singular values did not converge
   */
  public static int gelsd(Matrix a, Matrix b, MemorySegment values, double tolerance, int threads) {
    int smaller = Math.min(a.rows(), a.columns());
    // 3·min·levels + 11·min, levels ≤ 31 for any int.
    long integers = smaller * (3L * (Integer.SIZE - Integer.numberOfLeadingZeros(smaller)) + 11);
    try (LapackCall call = new LapackCall(Routine.GELSD, a.type(), threads);
        Arena arena = Arena.ofConfined()) {
      MemorySegment rank = arena.allocate(JAVA_INT);
      int info =
          call.size(a.rows())
              .size(a.columns())
              .size(b.columns())
              .matrix(a)
              .matrix(b)
              .memory(values)
              .real(tolerance)
              .memory(rank)
              .workspace()
              .integerScratch(integers)
              .invoke();
      return info == 0 ? rank.get(JAVA_INT, 0) : -1;
    }
  }

  /**
   * The shortest x that minimises ‖A·x − b‖₂, by QR with column pivoting, for each column b of B.
   *
   * @param a A[m×n]; destroyed
   * @param b B[max(m, n)×k]; X in its first n rows, below them what gives the residuals
   * @param tolerance the rank is the order of the largest leading triangle of R whose estimated
   *     reciprocal condition number is above this
   * @return the rank
   */
  public static int gelsy(Matrix a, Matrix b, double tolerance, int threads) {
    try (LapackCall call = new LapackCall(Routine.GELSY, a.type(), threads);
        Arena arena = Arena.ofConfined()) {
      MemorySegment rank = arena.allocate(JAVA_INT);
      call.size(a.rows())
          .size(a.columns())
          .size(b.columns())
          .matrix(a)
          .matrix(b)
          .integerScratch(a.columns())
          .real(tolerance)
          .memory(rank)
          .workspace()
          .invoke();
      return rank.get(JAVA_INT, 0);
    }
  }
}
