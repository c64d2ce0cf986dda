package org.warpath.graph.bfs;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.sparse.Csr;

/**
 * Every unreached vertex looks for an in-neighbour in the frontier and stops at the first. Sets of
 * vertices are bitmaps; a task owns whole words of them, so that no write meets another. Where
 * vertices are stored by descending degree the first in-neighbours are the likeliest to be in the
 * frontier, and most rows end after one look.
 */
final class BottomUpStep {
  private static final int TASKS = 256;
  private static final int WORD = Long.SIZE;

  private final MemorySegment rowOffsets;
  private final MemorySegment columnIndices;
  private final int[] depths;
  private final int threads;
  private final int[] wordBounds;
  // Vertices that need no further look: reached, or without any in-edge.
  private final long[] settled;
  private long[] frontier;
  private long[] next;

  BottomUpStep(Csr in, int[] depths, int threads) {
    this.rowOffsets = in.rowOffsets();
    this.columnIndices = in.columnIndices();
    this.depths = depths;
    this.threads = threads;
    int words = (depths.length + WORD - 1) / WORD;
    wordBounds = in.balancedRows(TASKS);
    Arrays.setAll(wordBounds, i -> (wordBounds[i] + WORD - 1) / WORD);
    settled = new long[words];
    frontier = new long[words];
    next = new long[words];
  }

  /** Makes the vertices at {@code depth}, the largest so far, the frontier. */
  void begin(int depth) {
    Parallel.forEach(
        threads, TASKS, task -> collect(depth, wordBounds[task], wordBounds[task + 1]));
  }

  private void collect(int depth, int fromWord, int toWord) {
    for (int word = fromWord; word < toWord; word++) {
      int base = word * WORD;
      int count = Math.min(WORD, depths.length - base);
      long reached = count == WORD ? 0 : -1L << count;
      long inFrontier = 0;
      for (int i = 0; i < count; i++) {
        int d = depths[base + i];
        reached |= (long) (~d >>> 31) << i;
        inFrontier |= (d == depth ? 1L : 0L) << i;
      }
      settled[word] |= reached;
      frontier[word] = inFrontier;
    }
  }

  /** The vertices found last, a bit each. */
  long[] frontier() {
    return frontier;
  }

  /** Makes the unreached vertices with an arc from the frontier the next one; returns how many. */
  int run(int depth) {
    long found =
        Parallel.sumLong(
            threads, TASKS, task -> look(depth, wordBounds[task], wordBounds[task + 1]));
    long[] spare = frontier;
    frontier = next;
    next = spare;
    return (int) found;
  }

  private int look(int depth, int fromWord, int toWord) {
    MemorySegment offsets = rowOffsets;
    MemorySegment columns = columnIndices;
    long[] marks = frontier;
    int count = 0;
    for (int word = fromWord; word < toWord; word++) {
      long found = 0;
      long empty = 0;
      for (long bits = ~settled[word]; bits != 0; bits &= bits - 1) {
        long bit = Long.lowestOneBit(bits);
        int v = word * WORD + Long.numberOfTrailingZeros(bits);
        long begin = offsets.getAtIndex(JAVA_LONG, v);
        long end = offsets.getAtIndex(JAVA_LONG, v + 1L);
        if (begin == end) {
          empty |= bit;
        }
        for (long e = begin; e < end; e++) {
          int u = columns.getAtIndex(JAVA_INT, e);
          if ((marks[u >>> 6] & (1L << u)) != 0) {
            found |= bit;
            depths[v] = depth;
            break;
          }
        }
      }
      next[word] = found;
      settled[word] |= found | empty;
      count += Long.bitCount(found);
    }
    return count;
  }
}
