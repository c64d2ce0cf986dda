package org.warpath.linalg.sparse.blas;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static org.warpath.linalg.sparse.blas.ProcessMemory.ALL;

import java.util.Objects;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.sparse.Csr;

/**
 * {@link RowSums} of a matrix without values, such as a graph: each entry counts as 1. Rows of one
 * length side by side are rare there, so there is no loop for them.
 */
abstract sealed class PatternRowSums extends RowSums {

  private PatternRowSums(double alpha, Csr a, Vector x, double beta, Vector y) {
    super(alpha, a, x, beta, y);
  }

  @Override
  final boolean equalRows(int width, int from, int to, long entry) {
    return false;
  }

  /** With a vector of float64. */
  static final class Float64 extends PatternRowSums {
    Float64(double alpha, Csr a, Vector x, double beta, Vector y) {
      super(alpha, a, x, beta, y);
    }

    private static double one(long c, long x, int n) {
      int column = Objects.checkIndex(ALL.get(JAVA_INT_UNALIGNED, c), n);
      return ALL.get(JAVA_DOUBLE_UNALIGNED, x + 8L * column);
    }

    // y ← scaled + keep · y, rounded once.
    private static void put(long y, double scaled, double keep) {
      double sum = keep == 0 ? scaled : scaled + keep * ALL.get(JAVA_DOUBLE_UNALIGNED, y);
      ALL.set(JAVA_DOUBLE_UNALIGNED, y, sum);
    }

    @Override
    void rows(int from, int to) {
      long offsets = ProcessMemory.address(rowOffsets);
      long columns = ProcessMemory.address(this.columns);
      long x = ProcessMemory.address(this.x);
      long y = ProcessMemory.address(this.y);
      int n = length;
      double scale = alpha;
      double keep = beta;
      long begin = ALL.get(JAVA_LONG_UNALIGNED, offsets + 8L * from);
      for (int row = from; row < to; row++) {
        long end = ALL.get(JAVA_LONG_UNALIGNED, offsets + 8L * (row + 1L));
        long c = columns + 4 * ProcessMemory.index(begin);
        long left = end - begin;
        double even = 0;
        double odd = 0;
        while (left >= 4) {
          even += one(c, x, n) + one(c + 8, x, n);
          odd += one(c + 4, x, n) + one(c + 12, x, n);
          c = ProcessMemory.address(c + 16);
          left -= 4;
        }
        while (left > 0) {
          even += one(c, x, n);
          c = ProcessMemory.address(c + 4);
          left--;
        }
        put(y + 8L * row, scale * (even + odd), keep);
        begin = end;
      }
    }
  }

  /** With a vector of float32. */
  static final class Float32 extends PatternRowSums {
    Float32(double alpha, Csr a, Vector x, double beta, Vector y) {
      super(alpha, a, x, beta, y);
    }

    private static double one(long c, long x, int n) {
      int column = Objects.checkIndex(ALL.get(JAVA_INT_UNALIGNED, c), n);
      return ALL.get(JAVA_FLOAT_UNALIGNED, x + 4L * column);
    }

    // y ← scaled + keep · y, rounded once.
    private static void put(long y, double scaled, double keep) {
      double sum = keep == 0 ? scaled : scaled + keep * ALL.get(JAVA_FLOAT_UNALIGNED, y);
      ALL.set(JAVA_FLOAT_UNALIGNED, y, (float) sum);
    }

    @Override
    void rows(int from, int to) {
      long offsets = ProcessMemory.address(rowOffsets);
      long columns = ProcessMemory.address(this.columns);
      long x = ProcessMemory.address(this.x);
      long y = ProcessMemory.address(this.y);
      int n = length;
      double scale = alpha;
      double keep = beta;
      long begin = ALL.get(JAVA_LONG_UNALIGNED, offsets + 8L * from);
      for (int row = from; row < to; row++) {
        long end = ALL.get(JAVA_LONG_UNALIGNED, offsets + 8L * (row + 1L));
        long c = columns + 4 * ProcessMemory.index(begin);
        long left = end - begin;
        double even = 0;
        double odd = 0;
        while (left >= 4) {
          even += one(c, x, n) + one(c + 8, x, n);
          odd += one(c + 4, x, n) + one(c + 12, x, n);
          c = ProcessMemory.address(c + 16);
          left -= 4;
        }
        while (left > 0) {
          even += one(c, x, n);
          c = ProcessMemory.address(c + 4);
          left--;
        }
        put(y + 4L * row, scale * (even + odd), keep);
        begin = end;
      }
    }
  }
}
