package org.warpath.linalg.sparse.blas;

import java.lang.ref.Reference;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.sparse.Csr;
import org.warpath.linalg.sparse.CsrAssembly;

/** y ← alpha · A·x + beta · y, for A in rows. */
final class CpuSpmv {

  private CpuSpmv() {}

  static void multiply(double alpha, Csr a, Vector x, double beta, Vector y, int threads) {
    Vector packedX = x.isContiguous() ? x : x.copy();
    Vector packedY = y.isContiguous() ? y : y.copy();
    RowSums sums = RowSums.of(alpha, a, packedX, beta, packedY);
    int[] bounds = a.balancedRows(CsrAssembly.TASKS);
    try {
      Parallel.forEach(
          threads, CsrAssembly.TASKS, task -> sums.write(bounds[task], bounds[task + 1]));
    } finally {
      // The loops know addresses only.
      Reference.reachabilityFence(a);
      Reference.reachabilityFence(packedX);
      Reference.reachabilityFence(packedY);
    }
    spread(packedY, y);
  }

  /** Copies a packed result to where it belongs, unless it is there. */
  @SuppressWarnings("ReferenceEquality") // the same vector is meant
  static void spread(Vector packed, Vector y) {
    if (packed != y) {
      for (int i = 0; i < y.length(); i++) {
        y.set(i, packed.get(i));
      }
    }
  }
}
