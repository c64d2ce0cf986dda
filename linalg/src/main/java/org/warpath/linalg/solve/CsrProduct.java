package org.warpath.linalg.solve;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.sparse.Csr;

/** y = A·x on the processor, summed in double. */
final class CsrProduct {
  private static final long GRAIN = 32_768;

  private CsrProduct() {}

  static void multiply(Csr a, Vector x, Vector y, int threads) {
    int tasks = Math.clamp((a.entryCount() + a.rowCount()) / GRAIN, 1, 256);
    int[] bounds = a.balancedRows(tasks);
    MemorySegment from = x.memory();
    MemorySegment to = y.memory();
    Parallel.forEach(
        threads,
        tasks,
        task -> {
          if (a.type() == ElementType.FLOAT64) {
            doubles(a, from, to, bounds[task], bounds[task + 1]);
          } else {
            floats(a, from, to, bounds[task], bounds[task + 1]);
          }
        });
  }

  private static void doubles(Csr a, MemorySegment x, MemorySegment y, int from, int to) {
    MemorySegment offsets = a.rowOffsets();
    MemorySegment columns = a.columnIndices();
    @Nullable MemorySegment values = a.values();
    long begin = a.rowStart(from);
    for (int row = from; row < to; row++) {
      long end = offsets.getAtIndex(JAVA_LONG, row + 1L);
      double sum = 0;
      for (long e = begin; e < end; e++) {
        double value = values == null ? 1 : values.getAtIndex(JAVA_DOUBLE, e);
        sum += value * x.getAtIndex(JAVA_DOUBLE, columns.getAtIndex(JAVA_INT, e));
      }
      y.setAtIndex(JAVA_DOUBLE, row, sum);
      begin = end;
    }
  }

  private static void floats(Csr a, MemorySegment x, MemorySegment y, int from, int to) {
    MemorySegment offsets = a.rowOffsets();
    MemorySegment columns = a.columnIndices();
    @Nullable MemorySegment values = a.values();
    long begin = a.rowStart(from);
    for (int row = from; row < to; row++) {
      long end = offsets.getAtIndex(JAVA_LONG, row + 1L);
      double sum = 0;
      for (long e = begin; e < end; e++) {
        double value = values == null ? 1 : values.getAtIndex(JAVA_FLOAT, e);
        sum += value * x.getAtIndex(JAVA_FLOAT, columns.getAtIndex(JAVA_INT, e));
      }
      y.setAtIndex(JAVA_FLOAT, row, (float) sum);
      begin = end;
    }
  }
}
