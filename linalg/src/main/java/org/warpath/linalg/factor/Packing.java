package org.warpath.linalg.factor;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;

/**
 * Copies of matrices in the layout that LAPACK wants: O(m·n) beside its O(m·n·min). It is
 * column-major; a matrix's row-major copy is, in its eyes, the transpose.
 */
final class Packing {
  // A block of doubles and its transpose take 64 KiB: they stay in the near cache.
  private static final int BLOCK = 64;
  private static final long PARALLEL_ELEMENTS = 1 << 16;

  private Packing() {}

  /** Zeros whose columns lie side by side. */
  static Matrix columnMajor(ElementType type, int rows, int columns) {
    return Matrix.zeros(type, /* rows= */ columns, /* columns= */ rows).transposed();
  }

  /** A copy whose columns lie side by side. */
  static Matrix columnMajor(Matrix a, int threads) {
    Matrix copy = columnMajor(a.type(), a.rows(), a.columns());
    copy(a, copy, threads);
    return copy;
  }

  /** A copy whose rows lie side by side. */
  static Matrix rowMajor(Matrix a, int threads) {
    Matrix copy = Matrix.zeros(a.type(), a.rows(), a.columns());
    copy(a, copy, threads);
    return copy;
  }

  /** Copies between float32 or float64 matrices of one type and shape, apart in memory. */
  static void copy(Matrix from, Matrix to, int threads) {
    if (from.isEmpty()) {
      return;
    }
    if (to.columnStride() != 1 && to.rowStride() == 1) {
      copy(from.transposed(), to.transposed(), threads);
      return;
    }
    long elements = (long) from.rows() * from.columns();
    Parallel.forEachRange(
        elements < PARALLEL_ELEMENTS ? 1 : threads,
        from.rows(),
        BLOCK,
        (first, end) -> copyRows(from, to, (int) first, (int) end));
  }

  private static void copyRows(Matrix from, Matrix to, int first, int end) {
    if (from.columnStride() == 1 && to.columnStride() == 1) {
      int size = from.type().byteSize();
      for (int i = first; i < end; i++) {
        MemorySegment.copy(
            from.memory(),
            i * from.rowStride() * size,
            to.memory(),
            i * to.rowStride() * size,
            (long) from.columns() * size);
      }
      return;
    }
    for (int j = 0; j < from.columns(); j += BLOCK) {
      int columnEnd = Math.min(from.columns(), j + BLOCK);
      if (from.type() == ElementType.FLOAT32) {
        copyFloats(from, to, first, end, j, columnEnd);
      } else {
        copyDoubles(from, to, first, end, j, columnEnd);
      }
    }
  }

  private static void copyFloats(
      Matrix from, Matrix to, int rowFrom, int rowTo, int columnFrom, int columnTo) {
    MemorySegment source = from.memory();
    MemorySegment target = to.memory();
    for (int i = rowFrom; i < rowTo; i++) {
      long read = i * from.rowStride() + columnFrom * from.columnStride();
      long written = i * to.rowStride() + columnFrom * to.columnStride();
      for (int j = columnFrom; j < columnTo; j++) {
        target.setAtIndex(JAVA_FLOAT, written, source.getAtIndex(JAVA_FLOAT, read));
        read += from.columnStride();
        written += to.columnStride();
      }
    }
  }

  private static void copyDoubles(
      Matrix from, Matrix to, int rowFrom, int rowTo, int columnFrom, int columnTo) {
    MemorySegment source = from.memory();
    MemorySegment target = to.memory();
    for (int i = rowFrom; i < rowTo; i++) {
      long read = i * from.rowStride() + columnFrom * from.columnStride();
      long written = i * to.rowStride() + columnFrom * to.columnStride();
      for (int j = columnFrom; j < columnTo; j++) {
        target.setAtIndex(JAVA_DOUBLE, written, source.getAtIndex(JAVA_DOUBLE, read));
        read += from.columnStride();
        written += to.columnStride();
      }
    }
  }
}
