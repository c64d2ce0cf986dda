package org.warpath.linalg.openblas;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.warpath.linalg.dense.Matrix;

/**
 * LAPACK's triangular factorizations. Every matrix must be float32 or float64 with its columns side
 * by side, {@code columnStride ≥ max(1, rows)}; operands are of one type and fit, which the caller
 * has checked. All write over their operands. Where a matrix is symmetric, its upper triangle in
 * LAPACK's column-major eyes is used.
 */
public final class LapackLinear {

  private LapackLinear() {}

  /**
   * P·A = L·U over A[m×n].
   *
   * @param pivots int32[min(m, n)]: row i was exchanged with row {@code pivots[i] − 1}
   */
  public static void getrf(Matrix a, MemorySegment pivots, int threads) {
    try (LapackCall call = new LapackCall(Routine.GETRF, a.type(), threads)) {
      // That a pivot is 0, and which, stands in U.
      call.size(a.rows()).size(a.columns()).matrix(a).memory(pivots).invoke();
    }
  }

  /** Solves A·X = B, or Aᵀ·X = B, by the factors of A[n×n]; X over B[n×k]. */
  public static void getrs(
      Matrix factors, MemorySegment pivots, boolean transposed, Matrix b, int threads) {
    try (LapackCall call = new LapackCall(Routine.GETRS, b.type(), threads)) {
      call.option(transposed ? 'T' : 'N')
          .size(b.rows())
          .size(b.columns())
          .matrix(factors)
          .memory(pivots)
          .matrix(b)
          .invoke();
    }
  }

  /**
   * The inverse of A[n×n] over its factors.
   *
   * @return 0, or the number from 1 of a pivot that is 0
   */
  public static int getri(Matrix factors, MemorySegment pivots, int threads) {
    try (LapackCall call = new LapackCall(Routine.GETRI, factors.type(), threads)) {
      return call.size(factors.rows()).matrix(factors).memory(pivots).workspace().invoke();
    }
  }

  /** An estimate of 1 / (‖A‖₁·‖A⁻¹‖₁), from the factors and {@code norm}, which is ‖A‖₁. */
  public static double gecon(Matrix factors, double norm, int threads) {
    int n = factors.rows();
    try (LapackCall call = new LapackCall(Routine.GECON, factors.type(), threads);
        Arena arena = Arena.ofConfined()) {
      MemorySegment reciprocal = arena.allocate(JAVA_DOUBLE);
      call.option('1')
          .size(n)
          .matrix(factors)
          .real(norm)
          .memory(reciprocal)
          .scratch(4L * n)
          .integerScratch(n)
          .invoke();
      return factors.type().get(reciprocal, 0);
    }
  }

  /**
   * A = UᵀU, U over the upper triangle of A[n×n].
   *
   * @return 0, or the number from 1 of the first pivot that is not above 0
   */
  public static int potrf(Matrix a, int threads) {
    try (LapackCall call = new LapackCall(Routine.POTRF, a.type(), threads)) {
      return call.option('U').size(a.rows()).matrix(a).invoke();
    }
  }

  /** Solves A·X = B by the factor U of A[n×n]; X over B[n×k]. */
  public static void potrs(Matrix factor, Matrix b, int threads) {
    try (LapackCall call = new LapackCall(Routine.POTRS, b.type(), threads)) {
      call.option('U').size(b.rows()).size(b.columns()).matrix(factor).matrix(b).invoke();
    }
  }

  /**
   * The upper triangle of A⁻¹ over the factor U.
   *
   * @return 0, or the number from 1 of a pivot that is 0
   */
  public static int potri(Matrix factor, int threads) {
    try (LapackCall call = new LapackCall(Routine.POTRI, factor.type(), threads)) {
      return call.option('U').size(factor.rows()).matrix(factor).invoke();
    }
  }

  /** An estimate of 1 / (‖A‖₁·‖A⁻¹‖₁), from the factor U and {@code norm}, which is ‖A‖₁. */
  public static double pocon(Matrix factor, double norm, int threads) {
    int n = factor.rows();
    try (LapackCall call = new LapackCall(Routine.POCON, factor.type(), threads);
        Arena arena = Arena.ofConfined()) {
      MemorySegment reciprocal = arena.allocate(JAVA_DOUBLE);
      call.option('U')
          .size(n)
          .matrix(factor)
          .real(norm)
          .memory(reciprocal)
          .scratch(3L * n)
          .integerScratch(n)
          .invoke();
      return factor.type().get(reciprocal, 0);
    }
  }
}
