package org.warpath.linalg.sparse;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Transposes a matrix by a stable counting sort on the column. Rows of the result are ascending,
 * parallel entries keep their order, and the bits do not depend on the thread count.
 */
public final class CsrTranspose extends EntrySort {
  private final Csr matrix;
  private final int[] bounds;

  private CsrTranspose(Csr matrix, int threads) {
    super(
        /* rowCount= */ matrix.columnCount(),
        /* columnCount= */ matrix.rowCount(),
        matrix.entryCount(),
        matrix.values(),
        matrix.type(),
        threads);
    this.matrix = matrix;
    this.bounds = matrix.balancedRows(parts(matrix.entryCount()));
  }

  /**
   * The transpose of {@code matrix}, whose rows need not be ascending, in memory of {@code
   * allocator}. O(rows + columns + entries) time; 8 bytes an entry of working memory, 12 with
   * values of float32, 16 of float64.
   */
  public static Csr transpose(Csr matrix, SegmentAllocator allocator, int threads) {
    return new CsrTranspose(matrix, threads).sort(allocator);
  }

  @Override
  int parts() {
    return bounds.length - 1;
  }

  @Override
  long[] count(int part) {
    long[] count = new long[buckets.count()];
    int shift = buckets.shift();
    MemorySegment columns = matrix.columnIndices();
    long end = matrix.rowStart(bounds[part + 1]);
    for (long e = matrix.rowStart(bounds[part]); e < end; e++) {
      count[columns.getAtIndex(JAVA_INT, e) >>> shift]++;
    }
    return count;
  }

  @Override
  void scatter(int part, long[] next, MemorySegment keys, @Nullable MemorySegment keyValues) {
    int shift = buckets.shift();
    MemorySegment offsets = matrix.rowOffsets();
    MemorySegment columns = matrix.columnIndices();
    int to = bounds[part + 1];
    long begin = matrix.rowStart(bounds[part]);
    for (int row = bounds[part]; row < to; row++) {
      long end = offsets.getAtIndex(JAVA_LONG, row + 1L);
      for (long e = begin; e < end; e++) {
        int column = columns.getAtIndex(JAVA_INT, e);
        long place = next[column >>> shift]++;
        keys.setAtIndex(JAVA_LONG, place, ((long) column << Integer.SIZE) | row);
        copyValue(e, keyValues, place);
      }
      begin = end;
    }
  }
}
