package org.warpath.linalg.sparse.blas;

import java.lang.foreign.MemorySegment;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.sparse.Csr;
import org.warpath.linalg.sparse.CsrAssembly;

/** y ← alpha · A·x + beta · y, for A in rows. */
final class CpuSpmv {

  // Rows and entries of a task.
  private static final long GRAIN = 32_768;

  private CpuSpmv() {}

  static void multiply(double alpha, Csr a, Vector x, double beta, Vector y, int threads) {
    Vector packedX = x.isContiguous() ? x : x.copy();
    Vector packedY = y.isContiguous() ? y : y.copy();
    RowSums sums = RowSums.of(alpha, a, packedX, beta, packedY);
    int tasks = Math.clamp((a.entryCount() + a.rowCount()) / GRAIN, 1, CsrAssembly.TASKS);
    int[] bounds = a.balancedRows(tasks);
    MemorySegment values = a.values() == null ? a.columnIndices() : a.values();
    HeldOpen.during(
        () -> Parallel.forEach(threads, tasks, task -> sums.write(bounds[task], bounds[task + 1])),
        a.rowOffsets(),
        a.columnIndices(),
        values,
        packedX.memory(),
        packedY.memory());
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
