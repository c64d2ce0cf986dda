package org.warpath.graph.bfs;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.VertexOrder;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.sparse.Csr;

/**
 * The shortest-path tree of known depths: each vertex's parent is the smallest vertex one level up
 * with an arc to it, which no order of work can change.
 *
 * <p>Levels that are entered by few arcs take their parents from the level above, all of which
 * offers itself along its out-edges. For other levels only the smallest {@code 1/OFFERING} of all
 * vertices offer themselves: who hears from one of these need not look further, as everyone else is
 * larger. That settles most vertices of high degree and leaves short rows to the others, which then
 * search all their in-edges. As depths are known, one pass of each kind serves all levels.
 */
final class BfsParents {
  private static final VarHandle INTS = MethodHandles.arrayElementVarHandle(int[].class);
  private static final int TASKS = 256;
  private static final int OFFERING = 16;

  // A level searches if that looks at less than this many times the arcs of offering, as most of
  // its vertices will not have to.
  private static final int SEARCH_GAIN = 2;

  // Counting arcs per level in every task pays for a few levels; with more, no level has much.
  private static final int COUNTED_LEVELS = 1 << 10;

  private final Csr out;
  private final @Nullable Csr in;
  private final VertexOrder order;
  private final int[] depths;
  private final int deepest;
  private final int threads;
  private final int[] bounds;
  private final int[] parents;
  // The low bits of each depth: a quarter of the memory to look at. They tell depths apart unless
  // there are more than a byte can hold.
  private final byte[] tags;
  private final boolean tagsSuffice;

  /**
   * The tree of a search.
   *
   * @param in in-edges, or null to do without
   * @param depths int[n] by stored place, −1 where unreached
   * @param deepest the largest depth
   */
  BfsParents(Csr out, @Nullable Csr in, VertexOrder order, int[] depths, int deepest, int threads) {
    this.out = out;
    this.in = in;
    this.order = order;
    this.depths = depths;
    this.deepest = deepest;
    this.threads = threads;
    bounds = out.balancedRows(TASKS);
    parents = new int[depths.length];
    tags = new byte[depths.length];
    tagsSuffice = deepest < 0xFF;
  }

  /**
   * int[n] by stored place: each one's parent as a vertex, −1 for the source and unreached ones.
   */
  int[] run() {
    Parallel.forEach(threads, TASKS, task -> prepare(bounds[task], bounds[task + 1]));
    boolean[] searches = in == null ? new boolean[deepest + 1] : chooseSearches(in);
    Parallel.forEach(threads, TASKS, task -> offer(searches, bounds[task], bounds[task + 1]));
    if (in != null) {
      Parallel.forEach(threads, TASKS, task -> search(in, bounds[task], bounds[task + 1]));
    }
    return parents;
  }

  private void prepare(int from, int to) {
    Arrays.fill(parents, from, to, -1);
    for (int v = from; v < to; v++) {
      tags[v] = (byte) depths[v];
    }
  }

  /** Which levels search for their parents. */
  private boolean[] chooseSearches(Csr inEdges) {
    boolean[] searches = new boolean[deepest + 1];
    if (deepest >= COUNTED_LEVELS) {
      Arrays.fill(searches, true);
      return searches;
    }
    long[][] outArcs = new long[TASKS][];
    long[][] inArcs = new long[TASKS][];
    Parallel.forEach(
        threads,
        TASKS,
        task -> {
          outArcs[task] = arcsOfLevels(out, bounds[task], bounds[task + 1]);
          inArcs[task] =
              inEdges.equals(out)
                  ? outArcs[task]
                  : arcsOfLevels(inEdges, bounds[task], bounds[task + 1]);
        });
    for (int level = 1; level <= deepest; level++) {
      long offering = 0;
      long searching = 0;
      for (int task = 0; task < TASKS; task++) {
        offering += outArcs[task][level - 1];
        searching += inArcs[task][level];
      }
      searches[level] = searching / SEARCH_GAIN <= offering;
    }
    return searches;
  }

  private long[] arcsOfLevels(Csr arcs, int from, int to) {
    MemorySegment offsets = arcs.rowOffsets();
    long[] sums = new long[deepest + 1];
    long begin = offsets.getAtIndex(JAVA_LONG, from);
    for (int v = from; v < to; v++) {
      long end = offsets.getAtIndex(JAVA_LONG, v + 1L);
      if (depths[v] >= 0) {
        sums[depths[v]] += end - begin;
      }
      begin = end;
    }
    return sums;
  }

  private void offer(boolean[] searches, int from, int to) {
    int small = parents.length / OFFERING;
    for (int u = from; u < to; u++) {
      int depth = depths[u];
      if (depth >= 0 && depth < deepest) {
        int vertex = order.vertex(u);
        if (vertex < small || !searches[depth + 1]) {
          offerAlong(u, vertex, depth + 1);
        }
      }
    }
  }

  private void offerAlong(int u, int vertex, int depth) {
    MemorySegment offsets = out.rowOffsets();
    MemorySegment columns = out.columnIndices();
    byte[] tags = this.tags;
    byte tag = (byte) depth;
    long end = offsets.getAtIndex(JAVA_LONG, u + 1L);
    for (long e = offsets.getAtIndex(JAVA_LONG, u); e < end; e++) {
      int v = columns.getAtIndex(JAVA_INT, e);
      if (tags[v] == tag && (tagsSuffice || depths[v] == depth)) {
        lower(v, vertex);
      }
    }
  }

  /** Makes {@code parent} the parent of {@code v} unless that is smaller; −1 counts as largest. */
  private void lower(int v, int parent) {
    int known = (int) INTS.getOpaque(parents, v);
    while (Integer.compareUnsigned(parent, known) < 0
        && !INTS.compareAndSet(parents, v, known, parent)) {
      known = (int) INTS.getOpaque(parents, v);
    }
  }

  private void search(Csr inEdges, int from, int to) {
    for (int v = from; v < to; v++) {
      if (depths[v] > 0 && parents[v] < 0) {
        parents[v] = smallestAbove(inEdges, v, depths[v] - 1);
      }
    }
  }

  private int smallestAbove(Csr inEdges, int v, int depth) {
    MemorySegment offsets = inEdges.rowOffsets();
    MemorySegment columns = inEdges.columnIndices();
    byte[] tags = this.tags;
    byte tag = (byte) depth;
    int smallest = Integer.MAX_VALUE;
    long end = offsets.getAtIndex(JAVA_LONG, v + 1L);
    for (long e = offsets.getAtIndex(JAVA_LONG, v); e < end; e++) {
      int u = columns.getAtIndex(JAVA_INT, e);
      if (tags[u] == tag && (tagsSuffice || depths[u] == depth)) {
        smallest = Math.min(smallest, order.vertex(u));
      }
    }
    return smallest;
  }
}
