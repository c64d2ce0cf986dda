package org.warpath.linalg.sparse;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Groups triplets by column: the first of the two counting sorts that make rows of them. The
 * second, on the row, keeps the columns ascending and duplicates in their order.
 */
final class CooSort extends EntrySort {
  private final Coo matrix;

  CooSort(Coo matrix, int threads) {
    super(
        /* rowCount= */ matrix.columnCount(),
        /* columnCount= */ matrix.rowCount(),
        matrix.entryCount(),
        matrix.values(),
        matrix.type(),
        threads);
    this.matrix = matrix;
  }

  @Override
  int parts() {
    return parts(matrix.entryCount());
  }

  private long first(int part) {
    // No overflow: fewer than 2^9 parts of fewer than 2^54 entries.
    return matrix.entryCount() * part / parts();
  }

  @Override
  long[] count(int part) {
    long[] count = new long[buckets.count()];
    int shift = buckets.shift();
    MemorySegment rows = matrix.rowIndices();
    MemorySegment columns = matrix.columnIndices();
    int rowCount = matrix.rowCount();
    int columnCount = matrix.columnCount();
    long end = first(part + 1);
    for (long e = first(part); e < end; e++) {
      int row = rows.getAtIndex(JAVA_INT, e);
      int column = columns.getAtIndex(JAVA_INT, e);
      if (row < 0 || row >= rowCount || column < 0 || column >= columnCount) {
        throw new IllegalArgumentException(
            "entry %d lies at (%d, %d), outside of a %s matrix"
                .formatted(e, row, column, matrix.shape()));
      }
      count[column >>> shift]++;
    }
    return count;
  }

  @Override
  void scatter(int part, long[] next, MemorySegment keys, @Nullable MemorySegment keyValues) {
    int shift = buckets.shift();
    MemorySegment rows = matrix.rowIndices();
    MemorySegment columns = matrix.columnIndices();
    long end = first(part + 1);
    for (long e = first(part); e < end; e++) {
      int column = columns.getAtIndex(JAVA_INT, e);
      long place = next[column >>> shift]++;
      long key = ((long) column << Integer.SIZE) | rows.getAtIndex(JAVA_INT, e);
      keys.setAtIndex(JAVA_LONG, place, key);
      copyValue(e, keyValues, place);
    }
  }
}
