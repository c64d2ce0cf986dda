package org.warpath.nn.convolution;

import java.util.Locale;
import java.util.Set;
import org.warpath.kernels.Engine;
import org.warpath.linalg.blas.Blas;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.openblas.OpenBlas;

/**
 * Products of matrices on one thread. With AVX-512, OpenBLAS multiplies matrices of up to a million
 * multiply-adds without copying them first, and a fifth to a third faster than larger ones
 * (measured on Zen 4, version 0.3.31); so larger ones are done in blocks of columns.
 */
final class Products {
  private static final Engine ONE_THREAD = Engine.cpu(1);
  private static final int MOST_STEPS = 1_000_000;
  private static final int LEAST_COLUMNS = 16;
  private static final int LANES = 8;
  private static final Set<String> CORES = Set.of("skylakex", "cooperlake", "sapphirerapids");

  private Products() {}

  private static final class Cores {
    static final boolean HAVE_SMALL_PRODUCTS =
        CORES.contains(OpenBlas.core().toLowerCase(Locale.ROOT));

    private Cores() {}
  }

  /** C ← A·B + beta · C. */
  static void multiply(Matrix a, Matrix b, double beta, Matrix c) {
    int block = block((long) a.rows() * a.columns(), c.columns());
    for (int from = 0; from < c.columns(); from += block) {
      int columns = Math.min(block, c.columns() - from);
      Blas.gemm(1, a, columns(b, from, columns), beta, columns(c, from, columns), ONE_THREAD);
    }
  }

  /** C ← A·B + beta · C, in one piece. */
  static void multiplyWhole(Matrix a, Matrix b, double beta, Matrix c) {
    Blas.gemm(1, a, b, beta, c, ONE_THREAD);
  }

  /** Into blocks of how many columns a product with so many multiply-adds a column is best cut. */
  static int block(long stepsOfColumn, int columns) {
    int most = (int) (MOST_STEPS / stepsOfColumn) / LANES * LANES;
    if (columns * stepsOfColumn <= MOST_STEPS
        || most < LEAST_COLUMNS
        || !Cores.HAVE_SMALL_PRODUCTS) {
      return columns;
    }
    int blocks = Math.ceilDiv(columns, most);
    return Math.min(most, Math.ceilDiv(Math.ceilDiv(columns, blocks), LANES) * LANES);
  }

  private static Matrix columns(Matrix matrix, int from, int count) {
    return count == matrix.columns() ? matrix : matrix.block(0, matrix.rows(), from, from + count);
  }
}
