package org.warpath.linalg.blas;

import java.util.function.IntFunction;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Sharing;

/**
 * Many products on the CPU: small ones side by side, each on one thread; large ones one after the
 * other, each on all threads. Not by {@code cblas_?gemm_batch}: that of OpenBLAS 0.3.31 crashes on
 * small matrices where kernels are chosen at run time (its pull request 5980).
 */
final class BatchedGemm {
  // So many steps make a task worth handing to another thread.
  private static final double TASK_STEPS = 1 << 18;

  private BatchedGemm() {}

  static void run(
      double alpha,
      IntFunction<Matrix> a,
      IntFunction<Matrix> b,
      double beta,
      IntFunction<Matrix> c,
      int count,
      int threads) {
    boolean small = true;
    int team = threads;
    double steps = 0;
    for (int i = 0; i < count; i++) {
      Matrix left = a.apply(i);
      Matrix result = c.apply(i);
      small &= CpuBlas.isSmall(left, result);
      team = Sharing.threads(team, left.memory(), b.apply(i).memory(), result.memory());
      steps += (double) result.rows() * result.columns() * left.columns();
    }
    if (!small || team == 1) {
      for (int i = 0; i < count; i++) {
        CpuBlas.gemm(alpha, a.apply(i), b.apply(i), beta, c.apply(i), threads);
      }
      return;
    }
    int grain = (int) Math.clamp(TASK_STEPS * count / Math.max(1, steps), 1, Math.max(1, count));
    Parallel.forEachRange(
        team,
        count,
        grain,
        (from, to) -> {
          for (int i = (int) from; i < to; i++) {
            CpuBlas.gemm(alpha, a.apply(i), b.apply(i), beta, c.apply(i), 1);
          }
        });
  }
}
