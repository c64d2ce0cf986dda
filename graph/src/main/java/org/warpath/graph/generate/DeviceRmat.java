package org.warpath.graph.generate;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Duplicates;
import org.warpath.graph.build.SelfLoops;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScan;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.Kernel;
import org.warpath.kernels.cuda.LaunchShape;
import org.warpath.linalg.sparse.DeviceCsr;
import org.warpath.linalg.sparse.DeviceRowSort;

/**
 * Makes R-MAT graphs on a device: the rows that {@link Rmat} and the builder make on the CPU, to
 * the last bit, as numbered. Edges are made twice and never stored: once to count the rows'
 * lengths, once to put each arc into its row; then every row is sorted, and its parallel arcs
 * merged if asked for.
 *
 * <p>Without weights and merging, the memory needed is that of the result, 4 bytes an arc and 8 a
 * vertex, plus at most 4 bytes for every 1024 arcs: 10 billion arcs fit 48 GB. While arcs are
 * merged 4 bytes more an arc and 12 a vertex are needed, and with weights 16 bytes an arc in all.
 */
public final class DeviceRmat {
  private static final String FILE = "rmat";
  private static final String MERGE = "row_merge";
  // Between two looks at the control: a fraction of a second.
  private static final long PASS_EDGES = 1L << 28;

  private final DeviceScope scope;
  private final Rmat rmat;
  private final BuildOptions options;
  private final @Nullable IntegerWeights weights;
  private final boolean incoming;
  private final RunControl control;
  private final int n;
  private final int edgeBits;

  private DeviceRmat(
      DeviceScope scope,
      Rmat rmat,
      BuildOptions options,
      Optional<IntegerWeights> weights,
      boolean incoming,
      RunControl control) {
    this.scope = scope;
    this.rmat = rmat;
    this.options = options;
    // A graph without edges has no weights either, whoever makes it.
    boolean weighted = options.weights() && rmat.edgeCount() > 0;
    this.weights = weighted ? weights.orElse(null) : null;
    this.incoming = incoming;
    this.control = control;
    n = rmat.vertexCount();
    edgeBits = Long.SIZE - Long.numberOfLeadingZeros(Math.max(0, rmat.edgeCount() - 1));
  }

  /**
   * Rows on the device, and how many arcs were merged away.
   *
   * @param rows owned by the scope
   */
  record Made(DeviceCsr rows, long arcsMerged) {}

  /**
   * The out-edges of a graph, in memory of {@code scope}.
   *
   * @param options direction, duplicates, self-loops and weights; the others do not matter here:
   *     vertices stay in their numbers' order
   * @param weights how to weigh edges; empty for none
   * @param control is told of the edges of both passes together, and may cancel during them
   * @throws org.warpath.kernels.cuda.DeviceOutOfMemoryException if it does not fit, before anything
   *     is made
   * @throws IllegalArgumentException if the graph is weighted and an edge's number and a vertex's
   *     together take more than 63 bits
   */
  public static DeviceCsr out(
      DeviceScope scope,
      Rmat rmat,
      BuildOptions options,
      Optional<IntegerWeights> weights,
      RunControl control) {
    return make(scope, rmat, options, weights, false, control).rows();
  }

  /** As {@link #out}, but row v holds u for each arc u→v: what pulling from in-neighbours needs. */
  public static DeviceCsr in(
      DeviceScope scope,
      Rmat rmat,
      BuildOptions options,
      Optional<IntegerWeights> weights,
      RunControl control) {
    return make(scope, rmat, options, weights, true, control).rows();
  }

  /**
   * The out-degrees of the same graph, uint32[n], in memory of {@code scope}; the rows need not be
   * there. One more pass over the edges.
   *
   * @throws IllegalArgumentException if parallel arcs are merged: only the rows know how many are
   *     left
   */
  public static DeviceBuffer outDegrees(
      DeviceScope scope, Rmat rmat, BuildOptions options, RunControl control) {
    DeviceRmat made = new DeviceRmat(scope, rmat, options, Optional.empty(), false, control);
    if (made.merging()) {
      throw new IllegalArgumentException(
          "out-degrees are counted of graphs that keep duplicates, options say "
              + options.duplicates());
    }
    return made.lengths(1);
  }

  /** Bytes that making {@code rmat} without weights needs at most at the same time. */
  public static long workingBytes(Rmat rmat, BuildOptions options) {
    return workingBytes(rmat, options, false);
  }

  static Made make(
      DeviceScope scope,
      Rmat rmat,
      BuildOptions options,
      Optional<IntegerWeights> weights,
      boolean incoming,
      RunControl control) {
    return new DeviceRmat(scope, rmat, options, weights, incoming, control).make();
  }

  private Made make() {
    if (weights != null && rmat.scale() + edgeBits >= Long.SIZE) {
      throw new IllegalArgumentException(
          "a weighted graph of "
              + rmat
              + " is too large for the device: an edge's number and a vertex's must take at most 63"
              + " bits together, were "
              + (rmat.scale() + edgeBits));
    }
    scope.device().requireFree(workingBytes(rmat, options, weights != null), "making " + rmat);
    // One place in front: filling moves each row's start to its end, which is the next row's start.
    DeviceBuffer ends = scope.longs(n + 2L, "row offsets");
    scope.zero(ends.slice(0, Long.BYTES));
    DeviceBuffer next = ends.slice(Long.BYTES, (n + 1L) * Long.BYTES);
    long arcs = count(next);
    DeviceBuffer offsets = ends.slice(0, (n + 1L) * Long.BYTES);
    if (weights == null) {
      DeviceBuffer columns = scope.ints(arcs, "columns");
      pass("rmat_fill", 1, 2, next, columns);
      DeviceRowSort.columns(scope, n, arcs, offsets, columns);
      return merging()
          ? merged(ends, offsets, arcs, columns)
          : new Made(new DeviceCsr(n, n, arcs, offsets, columns, null), 0);
    }
    DeviceBuffer keys = scope.longs(arcs, "columns and edges");
    pass("rmat_fill_keys", 1, 2, edgeBits, next, keys);
    DeviceRowSort.keys(scope, n, arcs, offsets, keys);
    return weighed(ends, offsets, arcs, keys);
  }

  private boolean merging() {
    return merging(options);
  }

  private static boolean merging(BuildOptions options) {
    return options.duplicates() != Duplicates.KEEP;
  }

  /** What is allocated at most at the same time. */
  private static long workingBytes(Rmat rmat, BuildOptions options, boolean weighted) {
    int n = rmat.vertexCount();
    long bound = rmat.edgeCount() * (options.directed() ? 1 : 2);
    long arcBytes =
        weighted
            ? bound * (Long.BYTES + Integer.BYTES + Float.BYTES)
            : bound * (merging(options) ? 2L * Integer.BYTES : Integer.BYTES);
    long counting = (long) n * Integer.BYTES + DeviceScan.workingBytes(n);
    long mergingBytes = merging(options) ? counting + (n + 1L) * Long.BYTES : 0;
    return (n + 2L) * Long.BYTES
        + Math.max(counting, arcBytes + mergingBytes + DeviceRowSort.workingBytes(n, bound));
  }

  /** Writes where each row begins, int64[n + 1]; returns the number of arcs. */
  private long count(DeviceBuffer starts) {
    scanned(lengths(2), starts);
    return scope.readLong(starts, n);
  }

  /** Counts the arcs of each row, the first of {@code passes} over the edges. */
  private DeviceBuffer lengths(int passes) {
    DeviceBuffer lengths = scope.ints(n, "row lengths");
    scope.zero(lengths);
    pass("rmat_count", 0, passes, lengths);
    return lengths;
  }

  private void scanned(DeviceBuffer lengths, DeviceBuffer starts) {
    try (DeviceScan scan = new DeviceScan(scope, n)) {
      scan.exclusive(lengths, n, starts);
    }
    scope.free(lengths);
  }

  /** Launches {@code name} over all edges, some at a time. */
  private void pass(String name, int passesBefore, int passes, Object... last) {
    Kernel kernel = scope.kernel(FILE, name);
    LaunchShape filling = kernel.filling(LaunchShape.BLOCK);
    long total = rmat.edgeCount();
    Object[] arguments = new Object[7 + last.length];
    arguments[0] = rmat.scale();
    arguments[1] = rmat.seed();
    arguments[4] = incoming ? 1 : 0;
    arguments[5] = options.directed() ? 0 : 1;
    arguments[6] = options.selfLoops() == SelfLoops.DROP ? 1 : 0;
    System.arraycopy(last, 0, arguments, 7, last.length);
    for (long first = 0; first < total; first += PASS_EDGES) {
      long end = Math.min(total, first + PASS_EDGES);
      arguments[2] = first;
      arguments[3] = end;
      scope.launch(kernel, LaunchShape.threadEach(end - first).atMost(filling.blocks()), arguments);
      scope.synchronize();
      control.iteration("edges", passesBefore * total + end, passes * total, Double.NaN);
    }
  }

  private Made merged(DeviceBuffer ends, DeviceBuffer offsets, long arcs, DeviceBuffer columns) {
    DeviceBuffer lengths = scope.ints(n, "row lengths");
    LaunchShape warps = LaunchShape.warpEach(n);
    scope.launch(scope.kernel(MERGE, "row_merge_count"), warps, n, offsets, columns, lengths);
    DeviceBuffer mergedOffsets = scope.longs(n + 1L, "row offsets");
    scanned(lengths, mergedOffsets);
    long kept = scope.readLong(mergedOffsets, n);
    DeviceBuffer mergedColumns = scope.ints(kept, "columns");
    scope.launch(
        scope.kernel(MERGE, "row_merge"), warps, n, offsets, columns, mergedOffsets, mergedColumns);
    scope.free(columns);
    scope.free(ends);
    return new Made(new DeviceCsr(n, n, kept, mergedOffsets, mergedColumns, null), arcs - kept);
  }

  private Made weighed(DeviceBuffer ends, DeviceBuffer offsets, long arcs, DeviceBuffer keys) {
    LaunchShape warps = LaunchShape.warpEach(n);
    DeviceBuffer mergedOffsets = offsets;
    if (merging()) {
      DeviceBuffer lengths = scope.ints(n, "row lengths");
      Kernel count = scope.kernel(MERGE, "row_merge_count_keys");
      scope.launch(count, warps, n, offsets, keys, edgeBits, lengths);
      mergedOffsets = scope.longs(n + 1L, "row offsets");
      scanned(lengths, mergedOffsets);
    }
    long kept = scope.readLong(mergedOffsets, n);
    DeviceBuffer columns = scope.ints(kept, "columns");
    DeviceBuffer values = scope.floats(kept, "weights");
    IntegerWeights range = weights;
    scope.launch(
        scope.kernel(MERGE, "row_merge_weigh"),
        warps,
        n,
        offsets,
        keys,
        edgeBits,
        code(options.duplicates()),
        range.seed(),
        range.least(),
        range.most() - range.least() + 1L,
        mergedOffsets,
        columns,
        values);
    scope.free(keys);
    if (merging()) {
      scope.free(ends);
    }
    return new Made(new DeviceCsr(n, n, kept, mergedOffsets, columns, values), arcs - kept);
  }

  private static int code(Duplicates duplicates) {
    return switch (duplicates) {
      case KEEP -> 0;
      case SUM -> 1;
      case MIN -> 2;
      case MAX -> 3;
      case FIRST -> 4;
    };
  }
}
