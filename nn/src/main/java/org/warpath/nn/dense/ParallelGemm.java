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

  // Multiply-adds: below the first, some 10 µs, one thread does all; from the second on there are
  // more blocks than threads, so that none waits long for another.
  private static final long SMALL = 1 << 19;
  private static final long LARGE = 1 << 26;
  private static final int BLOCKS_OF_LARGE = 2;

  // The library works by tiles of so many rows or columns.
  private static final int TILE = 16;

  /** C ← alpha · A·B + beta · C. */
  public void multiply(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    long work = (long) a.rows() * a.columns() * b.columns();
    int blocks = work < SMALL ? 1 : work < LARGE ? threads : threads * BLOCKS_OF_LARGE;
    int length = Math.max(c.rows(), c.columns());
    int block = Math.max(1, Math.ceilDiv(Math.ceilDiv(length, blocks), TILE) * TILE);
    Parallel.forEachRange(
        threads,
        length,
        blocks == 1 ? Math.max(1, length) : block,
        (from, to) -> multiply(alpha, a, b, beta, c, (int) from, (int) to));
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
