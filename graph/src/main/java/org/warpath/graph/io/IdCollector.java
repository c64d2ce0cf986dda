package org.warpath.graph.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.warpath.graph.build.EdgeBlock;

/**
 * Collects the different integer ids of an input: those of 0 … 2³¹−2 in a bitmap, others in sorted
 * runs that are merged as they come to be of one size. Memory: one bit an id in the bitmap's range,
 * 16 bytes a wider id.
 */
final class IdCollector {
  private long[] bits = new long[1024];
  private int maxNarrow = -1;
  private final List<long[]> runs = new ArrayList<>();

  /** Whether {@code id} can be a vertex itself. */
  static boolean isNarrow(long id) {
    return id >= 0 && id < Integer.MAX_VALUE;
  }

  void add(EdgeBlock edges) {
    add(edges.sources(), edges.count());
    add(edges.targets(), edges.count());
  }

  private void add(int[] ids, int count) {
    int max = maxNarrow;
    for (int i = 0; i < count; i++) {
      max = Math.max(max, ids[i]);
    }
    maxNarrow = max;
    if (max >> 6 >= bits.length) {
      bits = Arrays.copyOf(bits, Math.min(1 << 25, Integer.highestOneBit(max >> 6) * 2));
    }
    long[] into = bits;
    for (int i = 0; i < count; i++) {
      into[ids[i] >> 6] |= 1L << ids[i];
    }
  }

  /** Adds ids of any size, in any order. */
  void add(long[] ids) {
    int[] narrow =
        Arrays.stream(ids).filter(IdCollector::isNarrow).mapToInt(id -> (int) id).toArray();
    add(narrow, narrow.length);
    if (narrow.length < ids.length) {
      addWide(Arrays.stream(ids).filter(id -> !isNarrow(id)).sorted().distinct().toArray());
    }
  }

  /** Adds strictly ascending ids. */
  void addWide(long[] ascending) {
    long[] run = ascending;
    while (!runs.isEmpty() && runs.getLast().length <= run.length * 2L) {
      run = merge(runs.removeLast(), run);
    }
    runs.add(run);
  }

  boolean isEmpty() {
    return maxNarrow < 0 && runs.isEmpty();
  }

  /** Whether all ids were narrow. */
  boolean allNarrow() {
    return runs.isEmpty();
  }

  /**
   * The map of these ids.
   *
   * @param declaredCount how many vertices the input says it has; −1 if it does not
   */
  IdMap map(long declaredCount) {
    if (allNarrow()) {
      if (declaredCount > maxNarrow && declaredCount <= Integer.MAX_VALUE) {
        return new IdMap.Dense((int) declaredCount, Optional.empty());
      }
      IdMap.Ranked ranked = new IdMap.Ranked(Arrays.copyOf(bits, (maxNarrow >> 6) + 1));
      return ranked.count() == maxNarrow + 1
          ? new IdMap.Dense(ranked.count(), Optional.empty())
          : ranked;
    }
    addWide(narrowIds());
    long[] all = new long[0];
    for (long[] run : runs.reversed()) {
      all = merge(all, run);
    }
    return new IdMap.Hashed(all);
  }

  private long[] narrowIds() {
    long[] ids = new long[Arrays.stream(bits).mapToInt(Long::bitCount).sum()];
    int count = 0;
    for (int word = 0; word < bits.length; word++) {
      for (long left = bits[word]; left != 0; left &= left - 1) {
        ids[count++] = ((long) word << 6) + Long.numberOfTrailingZeros(left);
      }
    }
    return ids;
  }

  /** What is in {@code a} or {@code b}, both strictly ascending. */
  private static long[] merge(long[] a, long[] b) {
    long[] both = new long[Math.addExact(a.length, b.length)];
    int i = 0;
    int j = 0;
    int count = 0;
    while (i < a.length || j < b.length) {
      boolean takeA = j == b.length || (i < a.length && a[i] <= b[j]);
      long id = takeA ? a[i] : b[j];
      j += j < b.length && b[j] == id ? 1 : 0;
      i += takeA ? 1 : 0;
      both[count++] = id;
    }
    return count == both.length ? both : Arrays.copyOf(both, count);
  }
}
