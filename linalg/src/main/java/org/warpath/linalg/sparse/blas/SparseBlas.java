package org.warpath.linalg.sparse.blas;

import java.lang.foreign.Arena;
import java.lang.foreign.SegmentAllocator;
import org.warpath.kernels.Engine;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.sparse.Csc;
import org.warpath.linalg.sparse.Csr;

/**
 * Products with sparse matrices. All operands have one type, float32 or float64; entries of a
 * matrix without values count as 1 of that type, parallel entries each count, and stored zeros are
 * multiplied: 0 · ∞ is NaN. What is not stored is not multiplied, whatever stands opposite. Where
 * {@code beta} is 0 the result is overwritten, not scaled: NaN in it does not survive. Results may
 * share no element with the other operands.
 *
 * <p>The CPU engine sums in float64 and rounds once, in an order that depends on the operands
 * alone: results are bit-identical for every thread count. The CUDA engine is cuSPARSE; it sums in
 * the operands' type and in another order, so that results differ by at most about k · ε ·
 * Σ|aᵢ||bᵢ| for a sum of k products. There sparse operands stay resident on the device, as {@link
 * org.warpath.linalg.sparse.DeviceCsr} says, and must not be written to any more; dense ones travel
 * at each call.
 *
 * <p>Every method throws {@code IllegalArgumentException} when shapes or types do not fit, with
 * both in the message, or the result may only be read, before anything is written. Operands must
 * lie in native memory that is open to all threads, and must not be written to by others meanwhile:
 * offsets above all, which are checked once and then relied on. An arena that is closed during a
 * call either refuses, throwing {@code IllegalStateException} where it is closed, or ends the call
 * with that; a matrix in a file that is cut short while it is mapped ends it with {@code
 * InternalError}.
 */
public final class SparseBlas {

  private SparseBlas() {}

  /**
   * y ← alpha · A·x + beta · y, with A[m×n], x[n], y[m]. Reads each entry once.
   *
   * @throws IndexOutOfBoundsException if a column of A lies outside of it; y is undefined then
   * @throws IllegalArgumentException also if A's offsets do not ascend; y is undefined then
   */
  public static void spmv(double alpha, Csr a, Vector x, double beta, Vector y, Engine engine) {
    SparseShapes.requireSpmv(a, x, y);
    switch (engine) {
      case Engine.Cpu cpu -> CpuSpmv.multiply(alpha, a, x, beta, y, cpu.threads());
      case Engine.Cuda cuda -> CudaSparse.spmv(alpha, a, x, beta, y, cuda.device());
    }
  }

  /**
   * The same for a matrix in columns. With {@code new Csc(a)}, which copies nothing, this is the
   * product with the transpose, y ← alpha · Aᵀ·x + beta · y. On the CPU it takes up to 16 partial
   * results as working memory, each as long as the rows that a sixteenth of the columns has entries
   * in: where many products follow, transpose once.
   *
   * @throws IndexOutOfBoundsException if a row of an entry lies outside of A; y is as it was
   */
  public static void spmv(double alpha, Csc a, Vector x, double beta, Vector y, Engine engine) {
    SparseShapes.requireSpmv(a, x, y);
    switch (engine) {
      case Engine.Cpu cpu -> CpuCscSpmv.multiply(alpha, a, x, beta, y, cpu.threads());
      case Engine.Cuda cuda -> CudaSparse.spmv(alpha, a, x, beta, y, cuda.device());
    }
  }

  /**
   * C ← alpha · A·B + beta · C, with A[m×k], B[k×n], C[m×n] of any strides. Fastest with B and C
   * row-major; a B whose rows do not lie side by side is copied.
   */
  public static void spmm(double alpha, Csr a, Matrix b, double beta, Matrix c, Engine engine) {
    SparseShapes.requireSpmm(a, b, c);
    switch (engine) {
      case Engine.Cpu cpu -> CpuSpmm.multiply(alpha, a, b, beta, c, cpu.threads());
      case Engine.Cuda cuda -> CudaSparse.spmm(alpha, a, b, beta, c, cuda.device());
    }
  }

  /** A·B in memory that lives as long as something refers to it. */
  public static Csr spgemm(Csr a, Csr b, Engine engine) {
    return spgemm(a, b, Arena.ofAuto(), engine);
  }

  /**
   * A·B, with A[m×k], B[k×n], in memory of {@code allocator}: columns ascending, without parallel
   * entries, with values; what cancels to 0 stays as a stored zero. O(f log r) time for f products
   * in rows of r entries; memory of the result is computed first and allocated once.
   */
  public static Csr spgemm(Csr a, Csr b, SegmentAllocator allocator, Engine engine) {
    SparseShapes.requireSpgemm(a, b);
    return switch (engine) {
      case Engine.Cpu cpu -> CpuSpgemm.multiply(a, b, allocator, cpu.threads());
      case Engine.Cuda cuda -> CudaSparse.spgemm(a, b, allocator, cuda.device());
    };
  }

  /** As below, in memory that lives as long as something refers to it. */
  public static Csr sddmm(
      double alpha, Matrix a, Matrix b, double beta, Csr pattern, Engine engine) {
    return sddmm(alpha, a, b, beta, pattern, Arena.ofAuto(), engine);
  }

  /**
   * alpha · (A·B) + beta · C at the entries of C alone, with A[m×k], B[k×n], C[m×n]: the values lie
   * in memory of {@code allocator}, offsets and columns are C's own. With {@code beta} = 0, C's
   * values are not read. Parallel entries get the same product each. A and B may have any strides;
   * fastest with A row-major and B column-major, else they are copied.
   */
  public static Csr sddmm(
      double alpha,
      Matrix a,
      Matrix b,
      double beta,
      Csr pattern,
      SegmentAllocator allocator,
      Engine engine) {
    SparseShapes.requireSddmm(a, b, pattern);
    return switch (engine) {
      case Engine.Cpu cpu ->
          CpuSddmm.multiply(alpha, a, b, beta, pattern, allocator, cpu.threads());
      case Engine.Cuda cuda ->
          CudaSparse.sddmm(alpha, a, b, beta, pattern, allocator, cuda.device());
    };
  }
}
