package org.warpath.linalg.sparse.blas;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.sparse.Csc;
import org.warpath.linalg.sparse.Csr;

/**
 * y ← alpha · A·x + beta · y, for A in columns: each part of the columns adds to sums of its own,
 * which reach only as far as its rows do, and are then added in order. How many parts there are
 * depends on the matrix alone, so the bits do not depend on the thread count.
 */
final class CpuCscSpmv {
  private static final int LARGEST_PARTS = 16;
  private static final long PART_ENTRIES = 1 << 16;
  private static final long GRAIN = 1 << 14;

  private final Csr columns;
  private final Vector x;
  private final int[] bounds;

  private CpuCscSpmv(Csc a, Vector x) {
    columns = a.transpose();
    this.x = x;
    bounds = columns.balancedRows(Math.clamp(a.entryCount() / PART_ENTRIES, 1, LARGEST_PARTS));
  }

  static void multiply(double alpha, Csc a, Vector x, double beta, Vector y, int threads) {
    CpuCscSpmv product = new CpuCscSpmv(a, x.isContiguous() ? x : x.copy());
    int parts = product.bounds.length - 1;
    try (Arena scratch = Arena.ofShared()) {
      PartialSums[] partial = new PartialSums[parts];
      Parallel.forEach(threads, parts, part -> partial[part] = product.scatter(part, scratch));
      Parallel.forEachRange(
          threads,
          y.length(),
          GRAIN,
          (from, to) -> {
            for (int row = (int) from; row < to; row++) {
              double sum = 0;
              for (PartialSums sums : partial) {
                sum += sums.at(row);
              }
              y.set(row, alpha * sum + (beta == 0 ? 0 : beta * y.get(row)));
            }
          });
    }
  }

  /** Sums of the rows from {@code first} on. */
  private record PartialSums(int first, int length, MemorySegment sums) {
    double at(int row) {
      int place = row - first;
      return place < 0 || place >= length ? 0 : sums.getAtIndex(JAVA_DOUBLE, place);
    }
  }

  private PartialSums scatter(int part, Arena scratch) {
    int from = bounds[part];
    int to = bounds[part + 1];
    int first = Integer.MAX_VALUE;
    int last = -1;
    for (int column = from; column < to; column++) {
      long begin = columns.rowStart(column);
      long end = columns.rowStart(column + 1);
      if (begin < end) {
        first = Math.min(first, columns.column(begin));
        last = Math.max(last, columns.column(end - 1));
      }
    }
    if (last < 0) {
      return new PartialSums(0, 0, MemorySegment.NULL);
    }
    // Rows ascend in a column; what lies between is checked where it is added.
    Objects.checkIndex(first, columns.columnCount());
    Objects.checkIndex(last, columns.columnCount());
    int length = last - first + 1;
    MemorySegment sums = scratch.allocate((long) length * Double.BYTES, Csr.ALIGNMENT);
    scatter(from, to, sums, first);
    return new PartialSums(first, length, sums);
  }

  private void scatter(int from, int to, MemorySegment sums, int first) {
    MemorySegment offsets = columns.rowOffsets();
    MemorySegment rows = columns.columnIndices();
    MemorySegment values = columns.values();
    ElementType type = columns.type();
    long begin = columns.rowStart(from);
    for (int column = from; column < to; column++) {
      long end = offsets.getAtIndex(JAVA_LONG, column + 1L);
      double factor = type.get(x.memory(), column);
      for (long e = begin; e < end; e++) {
        long place = rows.getAtIndex(JAVA_INT, e) - (long) first;
        double sum = sums.getAtIndex(JAVA_DOUBLE, place) + value(values, type, e) * factor;
        sums.setAtIndex(JAVA_DOUBLE, place, sum);
      }
      begin = end;
    }
  }

  private static double value(@Nullable MemorySegment values, ElementType type, long entry) {
    return values == null ? 1 : type.get(values, entry);
  }
}
