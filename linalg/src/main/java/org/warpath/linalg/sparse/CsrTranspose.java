package org.warpath.linalg.sparse;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import org.warpath.kernels.Parallel;

/**
 * Transposes a matrix by a stable counting sort on the column. Rows of the result are ascending,
 * parallel entries keep their order, and the bits do not depend on the thread count.
 *
 * <p>Each task owns a range of columns with about equally many entries and fills the result's rows
 * in it from one pass over the whole matrix, so no two threads write near each other and no atomics
 * are needed.
 */
public final class CsrTranspose {
  private CsrTranspose() {}

  /**
   * The transpose of {@code matrix}, in memory of {@code allocator}. O(rows + columns + entries)
   * time for each thread's pass.
   */
  public static Csr transpose(Csr matrix, SegmentAllocator allocator, int threads) {
    int rows = matrix.columnCount();
    long entries = matrix.entryCount();
    MemorySegment rowOffsets = allocator.allocate((rows + 1L) * Long.BYTES, Csr.ALIGNMENT);
    MemorySegment columns = allocator.allocate(entries * Integer.BYTES, Csr.ALIGNMENT);
    MemorySegment values =
        matrix.values() == null ? null : allocator.allocate(entries * Float.BYTES, Csr.ALIGNMENT);
    countRows(matrix, rowOffsets, rows, threads);
    Csr result = new Csr(rows, matrix.rowCount(), rowOffsets, columns, values);
    int[] bounds = result.balancedRows(threads);
    Parallel.forEach(
        threads, threads, task -> scatter(matrix, result, bounds[task], bounds[task + 1]));
    return result;
  }

  /** Fills offsets with where each row of the transpose begins. */
  private static void countRows(Csr matrix, MemorySegment rowOffsets, int rows, int threads) {
    MemorySegment columnIndices = matrix.columnIndices();
    long entries = matrix.entryCount();
    int[][] counts = new int[threads][];
    Parallel.forEach(
        threads,
        threads,
        task -> {
          int[] count = new int[rows];
          long end = entries * (task + 1) / threads;
          for (long e = entries * task / threads; e < end; e++) {
            count[columnIndices.getAtIndex(JAVA_INT, e)]++;
          }
          counts[task] = count;
        });
    long start = 0;
    for (int row = 0; row < rows; row++) {
      rowOffsets.setAtIndex(JAVA_LONG, row, start);
      for (int[] count : counts) {
        start += Integer.toUnsignedLong(count[row]);
      }
    }
    rowOffsets.setAtIndex(JAVA_LONG, rows, start);
  }

  /** Writes the result's rows {@code from … to−1}. */
  private static void scatter(Csr matrix, Csr result, int from, int to) {
    long[] next = new long[to - from];
    for (int row = from; row < to; row++) {
      next[row - from] = result.rowStart(row);
    }
    MemorySegment offsets = matrix.rowOffsets();
    MemorySegment columnIndices = matrix.columnIndices();
    MemorySegment values = matrix.values();
    MemorySegment resultColumns = result.columnIndices();
    MemorySegment resultValues = result.values();
    long begin = 0;
    for (int u = 0; u < matrix.rowCount(); u++) {
      long end = offsets.getAtIndex(JAVA_LONG, u + 1L);
      for (long e = begin; e < end; e++) {
        int v = columnIndices.getAtIndex(JAVA_INT, e);
        if (v >= from && v < to) {
          long place = next[v - from]++;
          resultColumns.setAtIndex(JAVA_INT, place, u);
          if (values != null) {
            resultValues.setAtIndex(JAVA_FLOAT, place, values.getAtIndex(JAVA_FLOAT, e));
          }
        }
      }
      begin = end;
    }
  }
}
