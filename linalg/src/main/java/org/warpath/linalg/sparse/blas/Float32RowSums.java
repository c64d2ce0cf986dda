package org.warpath.linalg.sparse.blas;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static org.warpath.linalg.sparse.blas.ProcessMemory.ALL;

import java.util.Objects;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.sparse.Csr;

/** {@link RowSums} of a matrix with values of float32. */
final class Float32RowSums extends RowSums {

  Float32RowSums(double alpha, Csr a, Vector x, double beta, Vector y) {
    super(alpha, a, x, beta, y);
  }

  // The entry whose value lies at v and whose column at c, times x[n].
  private static double one(long v, long c, long x, int n) {
    int column = Objects.checkIndex(ALL.get(JAVA_INT_UNALIGNED, c), n);
    return (double) ALL.get(JAVA_FLOAT_UNALIGNED, v)
        * ALL.get(JAVA_FLOAT_UNALIGNED, x + 4L * column);
  }

  private static double two(long v, long c, long x, int n) {
    return one(v, c, x, n) + one(v + 4, c + 4, x, n);
  }

  private static double four(long v, long c, long x, int n) {
    return two(v, c, x, n) + two(v + 8, c + 8, x, n);
  }

  // y ← scaled + keep · y, rounded once.
  private static void put(long y, double scaled, double keep) {
    double sum = keep == 0 ? scaled : scaled + keep * ALL.get(JAVA_FLOAT_UNALIGNED, y);
    ALL.set(JAVA_FLOAT_UNALIGNED, y, (float) sum);
  }

  @Override
  void rows(int from, int to) {
    long offsets = ProcessMemory.address(rowOffsets);
    long values = ProcessMemory.address(this.values);
    long columns = ProcessMemory.address(this.columns);
    long x = ProcessMemory.address(this.x);
    long y = ProcessMemory.address(this.y);
    int n = length;
    double scale = alpha;
    double keep = beta;
    long begin = ALL.get(JAVA_LONG_UNALIGNED, offsets + 8L * from);
    for (int row = from; row < to; row++) {
      long end = ALL.get(JAVA_LONG_UNALIGNED, offsets + 8L * (row + 1L));
      long e = ProcessMemory.index(begin);
      long v = values + 4 * e;
      long c = columns + 4 * e;
      long left = end - begin;
      double sum = 0;
      while (left >= 4) {
        sum += four(v, c, x, n);
        e = ProcessMemory.index(e + 4);
        v = values + 4 * e;
        c = columns + 4 * e;
        left -= 4;
      }
      if (left >= 2) {
        sum += two(v, c, x, n);
        v += 8;
        c += 8;
        left -= 2;
      }
      if (left > 0) {
        sum += one(v, c, x, n);
      }
      put(y + 4L * row, scale * sum, keep);
      begin = end;
    }
  }

  // All widths in one method: it is too large to be inlined into its caller, whose own accesses
  // would use up what the compiler inlines at most, and leave calls in these loops.
  @Override
  boolean equalRows(int width, int from, int to, long entry) {
    long values = ProcessMemory.address(this.values);
    long columns = ProcessMemory.address(this.columns);
    long x = ProcessMemory.address(this.x);
    long y = ProcessMemory.address(this.y);
    int n = length;
    double scale = alpha;
    double keep = beta;
    switch (width) {
      case 3 -> {
        for (int row = from; row < to; row++) {
          long e = ProcessMemory.index(entry + 3L * (row - from));
          long v = values + 4 * e;
          long c = columns + 4 * e;
          double sum = two(v, c, x, n) + one(v + 8, c + 8, x, n);
          put(y + 4L * row, scale * sum, keep);
        }
      }
      case 5 -> {
        for (int row = from; row < to; row++) {
          long e = ProcessMemory.index(entry + 5L * (row - from));
          long v = values + 4 * e;
          long c = columns + 4 * e;
          double sum = four(v, c, x, n) + one(v + 16, c + 16, x, n);
          put(y + 4L * row, scale * sum, keep);
        }
      }
      case 7 -> {
        for (int row = from; row < to; row++) {
          long e = ProcessMemory.index(entry + 7L * (row - from));
          long v = values + 4 * e;
          long c = columns + 4 * e;
          double sum = four(v, c, x, n) + two(v + 16, c + 16, x, n) + one(v + 24, c + 24, x, n);
          put(y + 4L * row, scale * sum, keep);
        }
      }
      case 9 -> {
        for (int row = from; row < to; row++) {
          long e = ProcessMemory.index(entry + 9L * (row - from));
          long v = values + 4 * e;
          long c = columns + 4 * e;
          double sum = four(v, c, x, n) + four(v + 16, c + 16, x, n) + one(v + 32, c + 32, x, n);
          put(y + 4L * row, scale * sum, keep);
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }
}
