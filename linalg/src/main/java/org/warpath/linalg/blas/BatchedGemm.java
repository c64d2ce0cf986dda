package org.warpath.linalg.blas;

import java.util.List;
import java.util.function.IntFunction;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.MatrixBatch;
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
      double alpha, MatrixBatch a, MatrixBatch b, double beta, MatrixBatch c, int threads) {
    if (c.count() == 0) {
      return;
    }
    Matrix left = a.get(0);
    Matrix result = c.get(0);
    int team = Sharing.threads(threads, a.memory(), b.memory(), c.memory());
    double steps = c.count() * steps(left, result);
    int alone = CpuBlas.isSmall(left, result) ? team : 1;
    run(alpha, a::get, b::get, beta, c::get, c.count(), steps, alone, threads);
  }

  static void run(
      double alpha, List<Matrix> a, List<Matrix> b, double beta, List<Matrix> c, int threads) {
    int team = threads;
    double steps = 0;
    for (int i = 0; i < c.size(); i++) {
      Matrix left = a.get(i);
      Matrix result = c.get(i);
      team = Sharing.threads(team, left.memory(), b.get(i).memory(), result.memory());
      team = CpuBlas.isSmall(left, result) ? team : 1;
      steps += steps(left, result);
    }
    run(alpha, a::get, b::get, beta, c::get, c.size(), steps, team, threads);
  }

  private static double steps(Matrix left, Matrix result) {
    return (double) result.rows() * result.columns() * left.columns();
  }

  // `team` threads work side by side; 1 leaves all `threads` to each product.
  private static void run(
      double alpha,
      IntFunction<Matrix> a,
      IntFunction<Matrix> b,
      double beta,
      IntFunction<Matrix> c,
      int count,
      double steps,
      int team,
      int threads) {
    if (team == 1) {
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
