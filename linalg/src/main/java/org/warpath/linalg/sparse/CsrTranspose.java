package org.warpath.linalg.sparse;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Parallel;

/**
 * Transposes a matrix by a stable counting sort on the column. Rows of the result are ascending,
 * parallel entries keep their order, and the bits do not depend on the thread count.
 *
 * <p>Entries first go to {@linkplain RowBuckets buckets} of columns, then to their places within
 * the bucket's rows, so that neither step writes all over memory: that halves the time for a matrix
 * beyond the caches, and costs nothing for one within.
 */
public final class CsrTranspose {
  private static final int LARGEST_PARTS = 256;
  private static final int PART_ENTRIES = 1 << 18;

  private final Csr matrix;
  private final int threads;
  private final RowBuckets buckets;
  private final int[] bounds;

  private CsrTranspose(Csr matrix, int threads) {
    this.matrix = matrix;
    this.threads = threads;
    this.buckets = RowBuckets.of(matrix.columnCount());
    int parts = Math.clamp(matrix.entryCount() / PART_ENTRIES, 1, LARGEST_PARTS);
    this.bounds = matrix.balancedRows(parts);
  }

  /**
   * The transpose of {@code matrix}, in memory of {@code allocator}. O(rows + columns + entries)
   * time; 8 bytes an entry of working memory, 12 with values.
   */
  public static Csr transpose(Csr matrix, SegmentAllocator allocator, int threads) {
    return new CsrTranspose(matrix, threads).transpose(allocator);
  }

  private Csr transpose(SegmentAllocator allocator) {
    int parts = bounds.length - 1;
    long[][] next = new long[parts][];
    Parallel.forEach(threads, parts, part -> next[part] = count(bounds[part], bounds[part + 1]));
    long[] start = buckets.start(next);
    long entries = matrix.entryCount();
    int rows = matrix.columnCount();
    MemorySegment rowOffsets = allocator.allocate((rows + 1L) * Long.BYTES, Csr.ALIGNMENT);
    rowOffsets.setAtIndex(JAVA_LONG, rows, entries);
    Csr result =
        new Csr(
            rows,
            matrix.rowCount(),
            rowOffsets,
            allocator.allocate(entries * Integer.BYTES, Csr.ALIGNMENT),
            allocateValues(allocator));
    try (Arena scratch = Arena.ofShared()) {
      MemorySegment keys = scratch.allocate(entries * Long.BYTES, Csr.ALIGNMENT);
      MemorySegment keyValues = allocateValues(scratch);
      Parallel.forEach(
          threads,
          parts,
          part -> scatter(bounds[part], bounds[part + 1], next[part], keys, keyValues));
      Parallel.forEach(
          threads,
          buckets.count(),
          bucket -> group(bucket, start[bucket], start[bucket + 1], keys, keyValues, result));
    }
    return result;
  }

  private @Nullable MemorySegment allocateValues(SegmentAllocator allocator) {
    return matrix.values() == null
        ? null
        : allocator.allocate(matrix.entryCount() * Float.BYTES, Csr.ALIGNMENT);
  }

  /** How many entries the rows {@code from … to−1} have for each bucket. */
  private long[] count(int from, int to) {
    long[] count = new long[buckets.count()];
    int shift = buckets.shift();
    MemorySegment columns = matrix.columnIndices();
    long end = matrix.rowStart(to);
    for (long e = matrix.rowStart(from); e < end; e++) {
      count[columns.getAtIndex(JAVA_INT, e) >>> shift]++;
    }
    return count;
  }

  /** Writes the entries of the rows {@code from … to−1}, column before row, to their buckets. */
  private void scatter(
      int from, int to, long[] next, MemorySegment keys, @Nullable MemorySegment keyValues) {
    int shift = buckets.shift();
    MemorySegment offsets = matrix.rowOffsets();
    MemorySegment columns = matrix.columnIndices();
    MemorySegment values = matrix.values();
    long begin = offsets.getAtIndex(JAVA_LONG, from);
    for (int row = from; row < to; row++) {
      long end = offsets.getAtIndex(JAVA_LONG, row + 1L);
      for (long e = begin; e < end; e++) {
        int column = columns.getAtIndex(JAVA_INT, e);
        long place = next[column >>> shift]++;
        keys.setAtIndex(JAVA_LONG, place, ((long) column << Integer.SIZE) | row);
        if (values != null) {
          keyValues.setAtIndex(JAVA_FLOAT, place, values.getAtIndex(JAVA_FLOAT, e));
        }
      }
      begin = end;
    }
  }

  /** Writes the result's rows of one bucket, whose entries are {@code begin … end−1}. */
  private void group(
      int bucket,
      long begin,
      long end,
      MemorySegment keys,
      @Nullable MemorySegment keyValues,
      Csr result) {
    int firstRow = buckets.firstRow(bucket);
    int rows = buckets.firstRow(bucket + 1) - firstRow;
    long[] next = new long[rows + 1];
    for (long e = begin; e < end; e++) {
      next[(int) (keys.getAtIndex(JAVA_LONG, e) >>> Integer.SIZE) - firstRow + 1]++;
    }
    next[0] = begin;
    for (int row = 0; row < rows; row++) {
      result.rowOffsets().setAtIndex(JAVA_LONG, (long) firstRow + row, next[row]);
      next[row + 1] += next[row];
    }
    MemorySegment columns = result.columnIndices();
    MemorySegment values = result.values();
    for (long e = begin; e < end; e++) {
      long key = keys.getAtIndex(JAVA_LONG, e);
      long place = next[(int) (key >>> Integer.SIZE) - firstRow]++;
      columns.setAtIndex(JAVA_INT, place, (int) key);
      if (values != null) {
        values.setAtIndex(JAVA_FLOAT, place, keyValues.getAtIndex(JAVA_FLOAT, e));
      }
    }
  }
}
