package org.warpath.graph.build;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.sparse.Csr;
import org.warpath.linalg.sparse.RowBuckets;

/**
 * Sorts staged edges in memory into rows: by source, then target, then input order.
 *
 * <p>A stable partition by ranges of sources first, chunk by chunk, into {@linkplain RowBuckets
 * buckets} that then fit a cache; each bucket is counted, grouped and sorted by itself. Every step
 * writes where only the input says, so the result is the same for every thread count. Working
 * memory: 8 bytes an arc (12 with weights) beyond the result.
 */
final class BucketSort {
  private final List<ArcStage.Chunk> chunks;
  private final int rowCount;
  private final boolean weighted;
  private final ArcPolicy policy;
  private final int threads;
  private final RowBuckets buckets;
  private final int shift;
  private final int bucketCount;
  private long selfLoops;
  private long duplicates;

  BucketSort(ArcStage stage, int rowCount, boolean weighted, ArcPolicy policy, int threads) {
    this.chunks = stage.chunks();
    this.rowCount = rowCount;
    this.weighted = weighted;
    this.policy = policy;
    this.threads = threads;
    this.buckets = RowBuckets.of(rowCount);
    this.shift = buckets.shift();
    this.bucketCount = buckets.count();
  }

  /** Self-loops that the policy dropped, in edges. */
  long droppedSelfLoops() {
    return selfLoops;
  }

  /** Parallel arcs that the policy merged away. */
  long droppedDuplicates() {
    return duplicates;
  }

  /** The rows, in memory of {@code result}. */
  Csr sort(Arena result) {
    long[][] next = countBuckets();
    long[] bucketStart = buckets.start(next);
    long arcs = bucketStart[bucketCount];
    try (Arena scratch = Arena.ofShared()) {
      MemorySegment keys = scratch.allocate(arcs * Long.BYTES, Csr.ALIGNMENT);
      MemorySegment weights = weighted ? scratch.allocate(arcs * Float.BYTES, Csr.ALIGNMENT) : null;
      Parallel.forEach(threads, chunks.size(), c -> scatter(chunks.get(c), next[c], keys, weights));
      MemorySegment rowOffsets = result.allocate((rowCount + 1L) * Long.BYTES, Csr.ALIGNMENT);
      long[] merged = new long[bucketCount + 1];
      Parallel.forEach(
          threads,
          bucketCount,
          b ->
              merged[b + 1] =
                  sortBucket(b, bucketStart[b], bucketStart[b + 1], keys, weights, rowOffsets));
      for (int b = 0; b < bucketCount; b++) {
        merged[b + 1] += merged[b];
      }
      duplicates = arcs - merged[bucketCount];
      return compact(result, bucketStart, merged, keys, weights, rowOffsets);
    }
  }

  /** How many arcs each chunk has for each bucket. */
  private long[][] countBuckets() {
    long[][] counts = new long[chunks.size()][];
    selfLoops =
        Parallel.sumLong(
            threads,
            chunks.size(),
            c -> {
              ArcStage.Chunk chunk = chunks.get(c);
              long[] count = new long[bucketCount];
              long loops = 0;
              for (int i = 0; i < chunk.count; i++) {
                int u = chunk.sources[i];
                int v = chunk.targets[i];
                if (policy.drops(u, v)) {
                  loops++;
                } else {
                  count[u >>> shift]++;
                  if (policy.mirrors(u, v)) {
                    count[v >>> shift]++;
                  }
                }
              }
              counts[c] = count;
              return loops;
            });
    return counts;
  }

  private void scatter(
      ArcStage.Chunk chunk, long[] next, MemorySegment keys, @Nullable MemorySegment weights) {
    for (int i = 0; i < chunk.count; i++) {
      int u = chunk.sources[i];
      int v = chunk.targets[i];
      if (policy.drops(u, v)) {
        continue;
      }
      long place = next[u >>> shift]++;
      keys.setAtIndex(JAVA_LONG, place, key(u, v));
      if (weights != null) {
        weights.setAtIndex(JAVA_FLOAT, place, chunk.weights[i]);
      }
      if (policy.mirrors(u, v)) {
        long back = next[v >>> shift]++;
        keys.setAtIndex(JAVA_LONG, back, key(v, u));
        if (weights != null) {
          weights.setAtIndex(JAVA_FLOAT, back, chunk.weights[i]);
        }
      }
    }
  }

  private static long key(int row, int column) {
    return ((long) row << Integer.SIZE) | column;
  }

  /**
   * Sorts and merges the arcs {@code begin … end−1} of one bucket; leaves its columns as int32 from
   * the byte of {@code begin} on (they are half as long as the keys were), its weights from {@code
   * begin} on, and the lengths of its rows in rowOffsets.
   *
   * @return arcs after merging
   */
  private long sortBucket(
      int bucket,
      long begin,
      long end,
      MemorySegment keys,
      @Nullable MemorySegment weights,
      MemorySegment rowOffsets) {
    int length = Math.toIntExact(end - begin);
    int firstRow = buckets.firstRow(bucket);
    int rows = buckets.firstRow(bucket + 1) - firstRow;
    int[] rowStart = new int[rows + 1];
    for (long e = begin; e < end; e++) {
      rowStart[(int) (keys.getAtIndex(JAVA_LONG, e) >>> Integer.SIZE) - firstRow + 1]++;
    }
    for (int r = 0; r < rows; r++) {
      rowStart[r + 1] += rowStart[r];
    }
    int[] next = Arrays.copyOf(rowStart, rows);
    int[] columns = new int[length];
    float[] values = weights == null ? null : new float[length];
    for (long e = begin; e < end; e++) {
      long key = keys.getAtIndex(JAVA_LONG, e);
      int place = next[(int) (key >>> Integer.SIZE) - firstRow]++;
      columns[place] = (int) key;
      if (values != null) {
        values[place] = weights.getAtIndex(JAVA_FLOAT, e);
      }
    }
    RowSort sorter = new RowSort();
    int kept = 0;
    for (int r = 0; r < rows; r++) {
      sorter.sort(columns, values, rowStart[r], rowStart[r + 1]);
      int rowEnd = policy.merge(columns, values, rowStart[r], rowStart[r + 1], kept);
      rowOffsets.setAtIndex(JAVA_LONG, firstRow + r, rowEnd - kept);
      kept = rowEnd;
    }
    MemorySegment.copy(columns, 0, keys, JAVA_INT, begin * Long.BYTES, kept);
    if (values != null) {
      MemorySegment.copy(values, 0, weights, JAVA_FLOAT, begin * Float.BYTES, kept);
    }
    return kept;
  }

  /** Row lengths become offsets, and the buckets move together. */
  private Csr compact(
      Arena result,
      long[] bucketStart,
      long[] merged,
      MemorySegment keys,
      @Nullable MemorySegment weights,
      MemorySegment rowOffsets) {
    long arcs = merged[bucketCount];
    MemorySegment columns = result.allocate(arcs * Integer.BYTES, Csr.ALIGNMENT);
    MemorySegment values =
        weights == null ? null : result.allocate(arcs * Float.BYTES, Csr.ALIGNMENT);
    Parallel.forEach(
        threads,
        bucketCount,
        b -> {
          long length = merged[b + 1] - merged[b];
          MemorySegment.copy(
              keys,
              bucketStart[b] * Long.BYTES,
              columns,
              merged[b] * Integer.BYTES,
              length * Integer.BYTES);
          if (values != null) {
            MemorySegment.copy(
                weights,
                bucketStart[b] * Float.BYTES,
                values,
                merged[b] * Float.BYTES,
                length * Float.BYTES);
          }
          int endRow = buckets.firstRow(b + 1);
          long offset = merged[b];
          for (int r = buckets.firstRow(b); r < endRow; r++) {
            long rowLength = rowOffsets.getAtIndex(JAVA_LONG, r);
            rowOffsets.setAtIndex(JAVA_LONG, r, offset);
            offset += rowLength;
          }
        });
    rowOffsets.setAtIndex(JAVA_LONG, rowCount, arcs);
    return new Csr(rowCount, rowCount, rowOffsets, columns, values);
  }
}
