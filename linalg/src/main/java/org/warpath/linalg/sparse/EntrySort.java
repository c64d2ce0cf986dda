package org.warpath.linalg.sparse;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.ElementType;

/**
 * A stable counting sort of entries on their column, into a matrix whose rows are those columns.
 * Entries of a row of the result keep their order, and the bits do not depend on the thread count.
 *
 * <p>Entries first go to {@linkplain RowBuckets buckets} of columns, then to their places within
 * the bucket's rows, so that neither step writes all over memory: that halves the time for a matrix
 * beyond the caches, and costs nothing for one within.
 */
abstract class EntrySort {
  /** Entries are cut into at most this many parts. */
  static final int LARGEST_PARTS = 256;

  /** About as many entries in a part, in a matrix of few. */
  static final int PART_ENTRIES = 1 << 18;

  private final int rowCount;
  private final int columnCount;
  private final long entries;
  private final @Nullable MemorySegment values;
  private final ElementType type;
  private final int threads;

  /** Buckets of rows of the result. */
  final RowBuckets buckets;

  /**
   * A sort whose result is {@code rowCount}×{@code columnCount}.
   *
   * @param values those of the entries in their first order, or null
   */
  EntrySort(
      int rowCount,
      int columnCount,
      long entries,
      @Nullable MemorySegment values,
      ElementType type,
      int threads) {
    this.rowCount = rowCount;
    this.columnCount = columnCount;
    this.entries = entries;
    this.values = values;
    this.type = type;
    this.threads = threads;
    this.buckets = RowBuckets.of(rowCount);
  }

  /** How many parts of {@code entries} there are where nothing speaks for other cuts. */
  static int parts(long entries) {
    return Math.clamp(entries / PART_ENTRIES, 1, LARGEST_PARTS);
  }

  /** Parts that can be counted and scattered at once. */
  abstract int parts();

  /** How many entries a part has for each bucket. */
  abstract long[] count(int part);

  /**
   * Writes a part's entries to their buckets: the row of the result in the upper half of a key, the
   * column in the lower, and the value beside it by {@link #copyValue}.
   */
  abstract void scatter(
      int part, long[] next, MemorySegment keys, @Nullable MemorySegment keyValues);

  /** Copies the value of entry {@code from} to {@code place} of {@code to}. */
  final void copyValue(long from, @Nullable MemorySegment to, long place) {
    if (to != null) {
      copy(values, from, to, place);
    }
  }

  private void copy(MemorySegment source, long from, MemorySegment to, long place) {
    if (type == ElementType.FLOAT64) {
      to.setAtIndex(JAVA_DOUBLE, place, source.getAtIndex(JAVA_DOUBLE, from));
    } else {
      to.setAtIndex(JAVA_FLOAT, place, source.getAtIndex(JAVA_FLOAT, from));
    }
  }

  /** The result, in memory of {@code allocator}. */
  final Csr sort(SegmentAllocator allocator) {
    int parts = parts();
    long[][] next = new long[parts][];
    Parallel.forEach(threads, parts, part -> next[part] = count(part));
    long[] start = buckets.start(next);
    MemorySegment rowOffsets = allocator.allocate((rowCount + 1L) * Long.BYTES, Csr.ALIGNMENT);
    rowOffsets.setAtIndex(JAVA_LONG, rowCount, entries);
    Csr result =
        new Csr(
            rowCount,
            columnCount,
            rowOffsets,
            allocator.allocate(entries * Integer.BYTES, Csr.ALIGNMENT),
            allocateValues(allocator),
            type);
    try (Arena scratch = Arena.ofShared()) {
      MemorySegment keys = scratch.allocate(entries * Long.BYTES, Csr.ALIGNMENT);
      MemorySegment keyValues = allocateValues(scratch);
      Parallel.forEach(threads, parts, part -> scatter(part, next[part], keys, keyValues));
      Parallel.forEach(
          threads,
          buckets.count(),
          bucket -> group(bucket, start[bucket], start[bucket + 1], keys, keyValues, result));
    }
    return result;
  }

  private @Nullable MemorySegment allocateValues(SegmentAllocator allocator) {
    return values == null ? null : allocator.allocate(entries * type.byteSize(), Csr.ALIGNMENT);
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
    MemorySegment sorted = result.values();
    for (long e = begin; e < end; e++) {
      long key = keys.getAtIndex(JAVA_LONG, e);
      long place = next[(int) (key >>> Integer.SIZE) - firstRow]++;
      columns.setAtIndex(JAVA_INT, place, (int) key);
      if (sorted != null) {
        copy(keyValues, e, sorted, place);
      }
    }
  }
}
