package org.warpath.graph.bfs;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.sparse.Csr;

/**
 * Follows the arcs of the frontier. The frontier is a window that slides along one queue of n
 * places, as no vertex enters it twice; the order within a level varies between runs, the set does
 * not.
 */
final class TopDownStep {
  private static final VarHandle INTS = MethodHandles.arrayElementVarHandle(int[].class);

  // Frontiers with fewer arcs or vertices than this are faster on one thread: road networks have
  // thousands of them.
  private static final int SERIAL = 1 << 13;
  private static final int GRAIN = 128;
  private static final int BUFFER = 512;

  private final MemorySegment rowOffsets;
  private final MemorySegment columnIndices;
  private final int[] depths;
  private final int threads;
  private final int[] queue;
  private final AtomicInteger tail = new AtomicInteger();
  private int begin;
  private int end;

  TopDownStep(Csr out, int[] depths, int threads) {
    this.rowOffsets = out.rowOffsets();
    this.columnIndices = out.columnIndices();
    this.depths = depths;
    this.threads = threads;
    this.queue = new int[depths.length];
  }

  /** Makes {@code source} the frontier, at depth 0; returns how many arcs leave it. */
  long start(int source) {
    depths[source] = 0;
    queue[0] = source;
    end = 1;
    return degree(source);
  }

  /** Vertices in the frontier. */
  int size() {
    return end - begin;
  }

  /** Takes the frontier from a bitmap. */
  void restart(long[] frontier) {
    begin = end;
    for (int word = 0; word < frontier.length; word++) {
      for (long bits = frontier[word]; bits != 0; bits &= bits - 1) {
        queue[end++] = (word << 6) | Long.numberOfTrailingZeros(bits);
      }
    }
  }

  /**
   * Makes the unreached out-neighbours of the frontier the next one, at {@code depth}.
   *
   * @param frontierArcs about how many arcs leave the frontier
   * @return how many arcs leave the next
   */
  long run(long frontierArcs, int depth) {
    int from = begin;
    int to = end;
    tail.set(to);
    long arcs;
    if (threads == 1 || (frontierArcs < SERIAL && to - from < SERIAL)) {
      arcs = expandAlone(from, to, depth);
    } else {
      arcs =
          Parallel.sumLong(
              threads,
              Parallel.tasks(to - from, GRAIN),
              task -> {
                int first = from + task * GRAIN;
                return expand(first, Math.min(to, first + GRAIN), depth);
              });
    }
    begin = to;
    end = tail.get();
    return arcs;
  }

  private long expandAlone(int from, int to, int depth) {
    MemorySegment offsets = rowOffsets;
    MemorySegment columns = columnIndices;
    int next = to;
    long arcs = 0;
    for (int i = from; i < to; i++) {
      int u = queue[i];
      long rowEnd = offsets.getAtIndex(JAVA_LONG, u + 1L);
      for (long e = offsets.getAtIndex(JAVA_LONG, u); e < rowEnd; e++) {
        int v = columns.getAtIndex(JAVA_INT, e);
        if (depths[v] < 0) {
          depths[v] = depth;
          queue[next++] = v;
          arcs += degree(v);
        }
      }
    }
    tail.set(next);
    return arcs;
  }

  private long expand(int from, int to, int depth) {
    MemorySegment offsets = rowOffsets;
    MemorySegment columns = columnIndices;
    int[] found = new int[BUFFER];
    int count = 0;
    long arcs = 0;
    for (int i = from; i < to; i++) {
      int u = queue[i];
      long rowEnd = offsets.getAtIndex(JAVA_LONG, u + 1L);
      for (long e = offsets.getAtIndex(JAVA_LONG, u); e < rowEnd; e++) {
        int v = columns.getAtIndex(JAVA_INT, e);
        if (depths[v] < 0 && INTS.compareAndSet(depths, v, -1, depth)) {
          if (count == BUFFER) {
            append(found, count);
            count = 0;
          }
          found[count++] = v;
          arcs += degree(v);
        }
      }
    }
    append(found, count);
    return arcs;
  }

  private void append(int[] found, int count) {
    System.arraycopy(found, 0, queue, tail.getAndAdd(count), count);
  }

  private long degree(int vertex) {
    return rowOffsets.getAtIndex(JAVA_LONG, vertex + 1L) - rowOffsets.getAtIndex(JAVA_LONG, vertex);
  }
}
