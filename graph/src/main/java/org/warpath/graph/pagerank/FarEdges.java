package org.warpath.graph.pagerank;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.Graph;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.sparse.Csr;

/**
 * A second copy of the edges whose sources are stored far back, and so are looked up beyond the
 * nearest caches: cut into tiles of a span of sources by a block of targets, both of which a core's
 * own cache holds. After "Making caches work for graph analytics" (Zhang, Kiriansky, Mendis,
 * Zaharia and Amarasinghe, 2017), but for what a tile's order is: by source, so that additions to
 * one target do not wait for each other.
 *
 * <p>Costs 4 bytes an edge (8 weighted), and about two iterations' time to make.
 */
final class FarEdges {
  /** Sources from here on are far: a core's own cache holds the numbers of those before. */
  static final int NEAR = 1 << 17;

  /** Fewer vertices share the caches well enough as they are. */
  private static final int LEAST_VERTICES = 3 << 19;

  /** Sources of a tile, and the most targets: what half of an edge's 32 bits can count. */
  private static final int SPAN = 1 << Short.SIZE;

  private static final int GRANULE = 1 << 10;
  private static final int BLOCKS_A_THREAD = 8;
  private static final int SHARE_OF_MEMORY = 4;

  /** Blocks of targets, to be summed by a task each. */
  private final int[] bounds;

  /** [target / GRANULE]: its block. */
  private final int[] blockOf;

  private final Span[] spans;

  /** [block][target − its first]: of the iteration at hand. */
  private final double[][] sums;

  /**
   * The tiles of a span of sources.
   *
   * @param edges (target − its block's first) · 2¹⁶ + source − the span's first
   * @param starts [block]: the first of its edges
   */
  private record Span(MemorySegment edges, @Nullable MemorySegment weights, long[] starts) {}

  /** In memory of {@code arena}. */
  FarEdges(Graph graph, boolean weighted, int threads, Arena arena) {
    Csr out = graph.out();
    bounds = targetBlocks(graph.in(threads), threads);
    blockOf = new int[Math.ceilDiv(graph.vertexCount(), GRANULE)];
    for (int block = 0; block < blockCount(); block++) {
      Arrays.fill(
          blockOf, bounds[block] / GRANULE, Math.ceilDiv(bounds[block + 1], GRANULE), block);
    }
    sums = new double[blockCount()][];
    for (int block = 0; block < blockCount(); block++) {
      sums[block] = new double[bounds[block + 1] - bounds[block]];
    }
    spans = new Span[Math.ceilDiv(graph.vertexCount() - NEAR, SPAN)];
    Parallel.forEach(threads, spans.length, span -> spans[span] = span(out, span, weighted, arena));
  }

  /**
   * Whether they matter to {@code graph}: one that is stored by degree, as its order is not kind to
   * the caches otherwise, with so many vertices that they do not hold a number each, and at least
   * as many far edges.
   */
  static boolean matterTo(Graph graph) {
    return !graph.order().isIdentity()
        && graph.vertexCount() >= LEAST_VERTICES
        && count(graph) >= graph.vertexCount();
  }

  private static long count(Graph graph) {
    return graph.out().entryCount() - graph.out().rowStart(NEAR);
  }

  /** Whether so much memory may be spent on them. */
  static boolean fit(Graph graph, boolean weighted, long memoryBytes) {
    return count(graph) * (Integer.BYTES + (weighted ? Float.BYTES : 0))
        <= memoryBytes / SHARE_OF_MEMORY;
  }

  /** Bounds that are multiples of GRANULE, but for the last, of blocks of much the same work. */
  private static int[] targetBlocks(Csr in, int threads) {
    int n = in.rowCount();
    long most = Math.ceilDiv(in.entryCount(), (long) threads * BLOCKS_A_THREAD);
    int granules = Math.ceilDiv(n, GRANULE);
    int[] bounds = new int[granules + 1];
    int count = 0;
    for (int granule = 1; granule < granules; granule++) {
      int v = granule * GRANULE;
      int end = v + Math.min(GRANULE, n - v);
      if (end - bounds[count] > SPAN || in.rowStart(end) - in.rowStart(bounds[count]) > most) {
        bounds[++count] = v;
      }
    }
    bounds[++count] = n;
    return Arrays.copyOf(bounds, count + 1);
  }

  private Span span(Csr out, int span, boolean weighted, Arena arena) {
    int first = NEAR + span * SPAN;
    int last = first + Math.min(SPAN, out.rowCount() - first);
    MemorySegment targets = out.columnIndices();
    MemorySegment given = weighted ? out.values() : null;
    long begin = out.rowStart(first);
    long end = out.rowStart(last);
    long[] starts = new long[blockCount() + 1];
    for (long e = begin; e < end; e++) {
      starts[1 + blockOf(targets.getAtIndex(JAVA_INT, e))]++;
    }
    Arrays.parallelPrefix(starts, Long::sum);
    long[] next = starts.clone();
    MemorySegment edges = arena.allocate((end - begin) * Integer.BYTES, Csr.ALIGNMENT);
    MemorySegment weights =
        given == null ? null : arena.allocate((end - begin) * Float.BYTES, Csr.ALIGNMENT);
    long e = begin;
    for (int source = first; source < last; source++) {
      for (long rowEnd = out.rowStart(source + 1); e < rowEnd; e++) {
        int target = targets.getAtIndex(JAVA_INT, e);
        int block = blockOf(target);
        long at = next[block]++;
        edges.setAtIndex(JAVA_INT, at, (target - bounds[block]) << Short.SIZE | (source - first));
        if (given != null && weights != null) {
          weights.setAtIndex(JAVA_FLOAT, at, given.getAtIndex(JAVA_FLOAT, e));
        }
      }
    }
    return new Span(edges, weights, starts);
  }

  private int blockOf(int target) {
    return blockOf[target / GRANULE];
  }

  int blockCount() {
    return bounds.length - 1;
  }

  /** [target − firstTarget(block)]: the sums so far. */
  double[] sums(int block) {
    return sums[block];
  }

  /** Copies the sums of targets {@code from … to−1}. */
  void copySums(int from, int to, double[] copy) {
    int v = from;
    while (v < to) {
      int block = blockOf(v);
      int end = Math.min(to, bounds[block + 1]);
      System.arraycopy(sums[block], v - bounds[block], copy, v - from, end - v);
      v = end;
    }
  }

  /** The targets of {@code block} are {@code firstTarget(block) … firstTarget(block + 1) − 1}. */
  int firstTarget(int block) {
    return bounds[block];
  }

  /** Adds Σ w[e] · x[source] over the far edges to the sums of {@code block}, by source. */
  void add(int block, float[] x) {
    for (int i = 0; i < spans.length; i++) {
      Span span = spans[i];
      long from = span.starts[block];
      long to = span.starts[block + 1];
      if (span.weights == null) {
        add(span.edges, from, to, sums[block], x, NEAR + i * SPAN);
      } else {
        add(span.edges, span.weights, from, to, sums[block], x, NEAR + i * SPAN);
      }
    }
  }

  /** As above. */
  void add(int block, double[] x) {
    for (int i = 0; i < spans.length; i++) {
      Span span = spans[i];
      long from = span.starts[block];
      long to = span.starts[block + 1];
      if (span.weights == null) {
        add(span.edges, from, to, sums[block], x, NEAR + i * SPAN);
      } else {
        add(span.edges, span.weights, from, to, sums[block], x, NEAR + i * SPAN);
      }
    }
  }

  private static void add(
      MemorySegment edges, long from, long to, double[] sums, float[] x, int source) {
    int count = Math.toIntExact(to - from);
    for (int i = 0; i < count; i++) {
      int edge = edges.getAtIndex(JAVA_INT, from + i);
      sums[edge >>> Short.SIZE] += x[source + (edge & SPAN - 1)];
    }
  }

  private static void add(
      MemorySegment edges, long from, long to, double[] sums, double[] x, int source) {
    int count = Math.toIntExact(to - from);
    for (int i = 0; i < count; i++) {
      int edge = edges.getAtIndex(JAVA_INT, from + i);
      sums[edge >>> Short.SIZE] += x[source + (edge & SPAN - 1)];
    }
  }

  private static void add(
      MemorySegment edges,
      MemorySegment weights,
      long from,
      long to,
      double[] sums,
      float[] x,
      int source) {
    int count = Math.toIntExact(to - from);
    for (int i = 0; i < count; i++) {
      int edge = edges.getAtIndex(JAVA_INT, from + i);
      sums[edge >>> Short.SIZE] +=
          (double) weights.getAtIndex(JAVA_FLOAT, from + i) * x[source + (edge & SPAN - 1)];
    }
  }

  private static void add(
      MemorySegment edges,
      MemorySegment weights,
      long from,
      long to,
      double[] sums,
      double[] x,
      int source) {
    int count = Math.toIntExact(to - from);
    for (int i = 0; i < count; i++) {
      int edge = edges.getAtIndex(JAVA_INT, from + i);
      sums[edge >>> Short.SIZE] +=
          weights.getAtIndex(JAVA_FLOAT, from + i) * x[source + (edge & SPAN - 1)];
    }
  }
}
