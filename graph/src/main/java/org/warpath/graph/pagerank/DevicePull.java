package org.warpath.graph.pagerank;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.Graph;
import org.warpath.graph.device.DeviceGraph;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.Kernel;
import org.warpath.kernels.cuda.LaunchShape;
import org.warpath.linalg.sparse.DeviceCsr;

/**
 * A graph on a device made ready for pulling ranks along its in-edges, and what the device knows of
 * a run: the host launches several iterations before it looks at how the first of them ended. In
 * stored numbers.
 */
final class DevicePull {
  /** Iterations launched between two looks, at most: the slots of {@link #progress}. */
  static final int SLOTS = 16;

  // A look takes about 20 µs: so much traffic is 1 ms or more on any device.
  private static final long BYTES_BETWEEN_LOOKS = 4L << 30;

  private static final int PROGRESS_HEADER = 2;
  private static final int START_BLOCKS = 1024;

  final DeviceScope scope;
  final int vertexCount;
  final DeviceCsr in;
  final DeviceOutWeights out;
  final DeviceTiles tiles;

  /** int32[n], the vertex at each place; not read unless {@link #reordered}. */
  final DeviceBuffer vertexOfStored;

  /** 1 if the graph is not stored in vertex order. */
  final int reordered;

  /** Where {@code pagerank.cuh} says that the device keeps how far the run is. */
  final DeviceBuffer progress;

  /** float64[2 · {@link #sumBlocks}] and float64[2 · tiles], scratch of an iteration. */
  final DeviceBuffer sums;

  final DeviceBuffer pieces;
  private final Kernel reduce;

  /**
   * Of arrays that are on the scope's device.
   *
   * @param in at least one row
   * @param vertexOfStored null for a graph stored in vertex order
   */
  private DevicePull(
      DeviceScope scope,
      DeviceCsr in,
      DeviceOutWeights out,
      DeviceTiles tiles,
      @Nullable DeviceBuffer vertexOfStored) {
    this.scope = scope;
    this.in = in;
    this.out = out;
    this.tiles = tiles;
    vertexCount = in.rowCount();
    reordered = vertexOfStored == null ? 0 : 1;
    this.vertexOfStored = vertexOfStored == null ? out.values() : vertexOfStored;
    progress = scope.doubles(PROGRESS_HEADER + 2 * SLOTS, "progress");
    scope.zero(progress);
    sums = scope.doubles(2L * Math.max(START_BLOCKS, sumBlocks()), "sums of blocks");
    pieces = scope.doubles(2L * tiles.count(), "sums of pieces of rows");
    reduce = scope.kernel("pagerank_vectors", "pagerank_reduce");
  }

  /** Uploads what of {@code graph}, which has a vertex, is not on the scope's device yet. */
  static DevicePull of(DeviceScope scope, Graph graph, boolean weighted) {
    DeviceGraph resident = DeviceGraph.in(scope, graph);
    DeviceOutWeights out = DeviceOutWeights.of(scope, graph, weighted);
    DeviceCsr in = resident.in(weighted);
    DeviceTiles tiles = DeviceTiles.resident(scope, in, graph.in().rowOffsets());
    return new DevicePull(
        scope, in, out, tiles, graph.order().isIdentity() ? null : resident.vertexOfStored());
  }

  /** Of a graph that only the device has; its tiles are the scope's. */
  static DevicePull of(DeviceScope scope, DeviceCsr in, DeviceOutWeights out) {
    return new DevicePull(scope, in, out, DeviceTiles.of(scope, in), null);
  }

  /** Bytes that {@link #of(DeviceScope, DeviceCsr, DeviceOutWeights)} takes. */
  static long workingBytes(int rowCount, long entryCount) {
    int tiles = DeviceTiles.count(rowCount, entryCount);
    long doubles =
        PROGRESS_HEADER + 2 * SLOTS + 2L * Math.max(START_BLOCKS, sumBlocks(tiles)) + 2L * tiles;
    return DeviceTiles.byteSize(tiles) + doubles * Double.BYTES;
  }

  /** What an iteration has summed. */
  record Totals(double change, double second) {}

  /** Blocks that leave sums in an iteration: of all tiles, then of the long rows. */
  int sumBlocks() {
    return sumBlocks(tiles.count());
  }

  private static int sumBlocks(int tiles) {
    return DeviceTiles.blocks(tiles) + DeviceTiles.longRowBlocks(tiles);
  }

  /** A grid that strides over the vertices. */
  LaunchShape vertexShape() {
    return LaunchShape.threadEach(vertexCount).atMost(START_BLOCKS);
  }

  /**
   * How many iterations to launch between two looks.
   *
   * @param bytesAVertex what an iteration moves beside 4 bytes an edge (8 weighted)
   */
  int iterationsAtOnce(long bytesAVertex) {
    long edgeBytes = in.entryCount() * (in.values() == null ? 4 : 8);
    return iterationsAtOnceOf(edgeBytes + bytesAVertex * vertexCount);
  }

  static int iterationsAtOnceOf(long bytes) {
    return Math.clamp(BYTES_BETWEEN_LOOKS / bytes, 1, SLOTS);
  }

  /**
   * Totals the first {@code blocks} sums.
   *
   * @param largest whether the second total is the largest of the blocks' instead of their sum
   * @param slot in [0, {@link #SLOTS})
   * @param threshold the residual at or below which the device stops iterating
   */
  void reduce(int blocks, boolean largest, int slot, double threshold) {
    int threads = blocks <= LaunchShape.BLOCK ? LaunchShape.BLOCK : 4 * LaunchShape.BLOCK;
    scope.launch(
        reduce,
        LaunchShape.of(1, threads),
        blocks,
        sums,
        largest ? 1 : 0,
        slot,
        threshold,
        progress);
  }

  /** The totals of the first {@code count} slots, and waits. */
  Totals[] totals(int count) {
    double[] values = new double[PROGRESS_HEADER + 2 * count];
    MemorySegment segment = MemorySegment.ofArray(values);
    scope.download(progress, segment);
    Totals[] totals = new Totals[count];
    for (int slot = 0; slot < count; slot++) {
      int place = PROGRESS_HEADER + 2 * slot;
      totals[slot] = new Totals(values[place], values[place + 1]);
    }
    return totals;
  }
}
