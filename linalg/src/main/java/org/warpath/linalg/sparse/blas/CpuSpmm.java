package org.warpath.linalg.sparse.blas;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.sparse.Csr;
import org.warpath.linalg.sparse.CsrAssembly;

/**
 * C ← alpha · A·B + beta · C: a row of C is the sum of the rows of B that the row of A names. Sums
 * are kept in float64 for a tile of columns that stays in the first-level cache.
 */
final class CpuSpmm {
  private static final int TILE = 1024;

  private CpuSpmm() {}

  static void multiply(double alpha, Csr a, Matrix b, double beta, Matrix c, int threads) {
    Matrix rowMajor = b.isRowMajor() ? b : b.copy();
    int[] bounds = a.balancedRows(CsrAssembly.TASKS);
    Parallel.forEach(
        threads,
        CsrAssembly.TASKS,
        task -> {
          double[] sums = new double[Math.min(TILE, c.columns())];
          for (int row = bounds[task]; row < bounds[task + 1]; row++) {
            for (int from = 0; from < c.columns(); from += TILE) {
              int width = Math.min(TILE, c.columns() - from);
              sum(a, row, rowMajor, from, width, sums);
              write(alpha, sums, width, beta, c, row, from);
            }
          }
        });
  }

  private static void sum(Csr a, int row, Matrix b, int from, int width, double[] sums) {
    Arrays.fill(sums, 0, width, 0);
    MemorySegment memory = b.memory();
    long end = a.rowStart(row + 1);
    for (long e = a.rowStart(row); e < end; e++) {
      double value = a.valueAsDouble(e);
      long first = a.column(e) * b.rowStride() + from;
      if (b.type() == ElementType.FLOAT64) {
        MemorySegment part = memory.asSlice(first * Double.BYTES, (long) width * Double.BYTES);
        for (int j = 0; j < width; j++) {
          sums[j] += value * part.getAtIndex(JAVA_DOUBLE, j);
        }
      } else {
        MemorySegment part = memory.asSlice(first * Float.BYTES, (long) width * Float.BYTES);
        for (int j = 0; j < width; j++) {
          sums[j] += value * part.getAtIndex(JAVA_FLOAT, j);
        }
      }
    }
  }

  private static void write(
      double alpha, double[] sums, int width, double beta, Matrix c, int row, int from) {
    MemorySegment memory = c.memory();
    ElementType type = c.type();
    long place = row * c.rowStride() + from * c.columnStride();
    for (int j = 0; j < width; j++) {
      double before = beta == 0 ? 0 : beta * type.get(memory, place);
      type.set(memory, place, alpha * sums[j] + before);
      place += c.columnStride();
    }
  }
}
