package org.warpath.linalg.sparse.blas;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.sparse.Csr;
import org.warpath.linalg.sparse.CsrAssembly;

/** alpha · (A·B) + beta · C at the entries of C: one row of A times one column of B each. */
final class CpuSddmm {

  private CpuSddmm() {}

  static Csr multiply(
      double alpha,
      Matrix a,
      Matrix b,
      double beta,
      Csr c,
      SegmentAllocator allocator,
      int threads) {
    Matrix rows = a.isRowMajor() ? a : a.copy();
    // A row of Bᵀ is a column of B.
    Matrix columns = b.isColumnMajor() ? b.transposed() : b.transposed().copy();
    ElementType type = c.type();
    MemorySegment values = allocator.allocate(c.entryCount() * type.byteSize(), Csr.ALIGNMENT);
    int[] bounds = c.balancedRows(CsrAssembly.TASKS);
    Parallel.forEach(
        threads,
        CsrAssembly.TASKS,
        task -> {
          for (int row = bounds[task]; row < bounds[task + 1]; row++) {
            for (long e = c.rowStart(row); e < c.rowStart(row + 1); e++) {
              double dot = dot(rows, row, columns, c.column(e));
              double before = beta == 0 ? 0 : beta * c.valueAsDouble(e);
              type.set(values, e, alpha * dot + before);
            }
          }
        });
    return new Csr(c.rowCount(), c.columnCount(), c.rowOffsets(), c.columnIndices(), values, type);
  }

  private static double dot(Matrix a, int i, Matrix b, int j) {
    int length = a.columns();
    boolean wide = a.type() == ElementType.FLOAT64;
    return wide
        ? dotDoubles(part(a, i), part(b, j), length)
        : dotFloats(part(a, i), part(b, j), length);
  }

  private static MemorySegment part(Matrix matrix, int row) {
    long size = matrix.type().byteSize();
    return matrix.columns() == 0
        ? MemorySegment.NULL
        : matrix.memory().asSlice(row * matrix.rowStride() * size, matrix.columns() * size);
  }

  private static double dotDoubles(MemorySegment a, MemorySegment b, int length) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int k = 0;
    for (; k + 3 < length; k += 4) {
      s0 += a.getAtIndex(JAVA_DOUBLE, k) * b.getAtIndex(JAVA_DOUBLE, k);
      s1 += a.getAtIndex(JAVA_DOUBLE, k + 1) * b.getAtIndex(JAVA_DOUBLE, k + 1);
      s2 += a.getAtIndex(JAVA_DOUBLE, k + 2) * b.getAtIndex(JAVA_DOUBLE, k + 2);
      s3 += a.getAtIndex(JAVA_DOUBLE, k + 3) * b.getAtIndex(JAVA_DOUBLE, k + 3);
    }
    for (; k < length; k++) {
      s0 += a.getAtIndex(JAVA_DOUBLE, k) * b.getAtIndex(JAVA_DOUBLE, k);
    }
    return (s0 + s1) + (s2 + s3);
  }

  private static double dotFloats(MemorySegment a, MemorySegment b, int length) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int k = 0;
    for (; k + 3 < length; k += 4) {
      s0 += (double) a.getAtIndex(JAVA_FLOAT, k) * b.getAtIndex(JAVA_FLOAT, k);
      s1 += (double) a.getAtIndex(JAVA_FLOAT, k + 1) * b.getAtIndex(JAVA_FLOAT, k + 1);
      s2 += (double) a.getAtIndex(JAVA_FLOAT, k + 2) * b.getAtIndex(JAVA_FLOAT, k + 2);
      s3 += (double) a.getAtIndex(JAVA_FLOAT, k + 3) * b.getAtIndex(JAVA_FLOAT, k + 3);
    }
    for (; k < length; k++) {
      s0 += (double) a.getAtIndex(JAVA_FLOAT, k) * b.getAtIndex(JAVA_FLOAT, k);
    }
    return (s0 + s1) + (s2 + s3);
  }
}
