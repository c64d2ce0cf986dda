package org.warpath.nn.dense;

import org.warpath.kernels.Engine;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.blas.Blas;
import org.warpath.linalg.dense.Matrix;

/**
 * Products of matrices on the threads that all layers share, each thread a block by the BLAS
 * library. The library's own threads stay awake behind a product for longer than most layers take,
 * and would keep these from their cores.
 *
 * @param threads at least 1
 */
public record ParallelGemm(int threads) {
  private static final Engine ONE_THREAD = Engine.cpu(1);

  // Multiply-adds of a block: those of up to a million the library makes in another way, which
  // rounds otherwise. Equal columns should have equal results, whatever block they are in.
  private static final long LEAST = 1_500_000;

  // From so many on there are more blocks than threads, so that none waits long for another.
  private static final long LARGE = 1 << 26;
  private static final int BLOCKS_OF_LARGE = 2;

  /** C ← alpha · A·B + beta · C. */
  public void multiply(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    long work = (long) a.rows() * a.columns() * b.columns();
    int length = Math.max(c.rows(), c.columns());
    long most = work < LARGE ? threads : (long) threads * BLOCKS_OF_LARGE;
    int blocks = (int) Math.clamp(Math.min(work / LEAST, length), 1, most);
    Parallel.forEach(
        threads,
        blocks,
        i -> {
          int from = (int) ((long) length * i / blocks);
          int to = (int) ((long) length * (i + 1) / blocks);
          multiply(alpha, a, b, beta, c, from, to);
        });
  }

  private static void multiply(
      double alpha, Matrix a, Matrix b, double beta, Matrix c, int from, int to) {
    if (c.rows() > c.columns()) {
      Matrix rows = a.block(from, to, 0, a.columns());
      Blas.gemm(alpha, rows, b, beta, c.block(from, to, 0, c.columns()), ONE_THREAD);
    } else {
      Matrix columns = b.block(0, b.rows(), from, to);
      Blas.gemm(alpha, a, columns, beta, c.block(0, c.rows(), from, to), ONE_THREAD);
    }
  }
}
