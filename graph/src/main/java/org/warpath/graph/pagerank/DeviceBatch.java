package org.warpath.graph.pagerank;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.Kernel;
import org.warpath.kernels.cuda.LaunchShape;

/**
 * The contributions of 8, 16 or 32 vectors side by side on a device: entry {@code v · width + j} is
 * vertex v's in vector j. Vectors beyond those given are 0. The buffers serve one group after the
 * other.
 */
final class DeviceBatch implements Batch.Group {
  private static final int[] WIDTHS = {8, 16, 32};
  private static final int START_BLOCKS = 256;

  private final DevicePull pull;
  private final DeviceScope scope;
  private final int width;
  private final DeviceBuffer preference;
  private final DeviceBuffer[] x;
  private final DeviceBuffer sums;
  private final DeviceBuffer pieces;
  private final DeviceBuffer totals;
  private final DeviceBuffer column;
  private final Kernel pullKernel;
  private final Kernel longRowsKernel;
  private int size;
  private int steps;

  /**
   * Room for {@code width} vectors.
   *
   * @throws org.warpath.kernels.cuda.DeviceOutOfMemoryException if there is not as much memory
   */
  DeviceBatch(DevicePull pull, int width) {
    this.pull = pull;
    this.width = width;
    scope = pull.scope;
    int n = pull.vertexCount;
    scope
        .device()
        .requireFree(
            byteSize(pull, width),
            String.format("batched pagerank of %,d vertices, %d vectors at once", n, width));
    long entries = (long) n * width;
    preference = scope.doubles(entries, "preferences");
    x = new DeviceBuffer[] {scope.doubles(entries, "ranks"), scope.doubles(entries, "next ranks")};
    column = scope.doubles(n, "one vector");
    sums = scope.doubles(2L * width * sumBlocks(pull), "sums of blocks");
    pieces = scope.doubles(2L * width * pull.tiles.count(), "sums of pieces of rows");
    totals = scope.doubles(2L * width, "totals");
    pullKernel = scope.kernel("pagerank_batched", "pagerank_batched_pull_" + width);
    longRowsKernel = scope.kernel("pagerank_batched", "pagerank_batched_long_rows_" + width);
  }

  /** Bytes that {@code width} vectors take, and the upload of one. */
  static long byteSize(DevicePull pull, int width) {
    long n = pull.vertexCount;
    return 8 * (3 * n + width * (3 * n + 2L * sumBlocks(pull) + 2L * pull.tiles.count() + 2));
  }

  private static int sumBlocks(DevicePull pull) {
    return Math.max(START_BLOCKS, pull.sumBlocks());
  }

  /** The width for {@code count} vectors: the least that holds them all, as far as it fits. */
  static int width(DevicePull pull, int count) {
    long free = pull.scope.device().freeBytes() / 10 * 9;
    int width = WIDTHS[0];
    for (int wider : WIDTHS) {
      if (width < count && byteSize(pull, wider) <= free) {
        width = wider;
      }
    }
    return width;
  }

  /** Sets the vectors to start from, at most as many as there is room for. */
  void start(List<StoredPreference> preferences) {
    size = preferences.size();
    steps = 0;
    for (int j = 0; j < width; j++) {
      put(j < size ? preferences.get(j) : new StoredPreference.Constant(0), j);
    }
    int blocks = Math.clamp((pull.vertexCount + 255L) / 256, 1, START_BLOCKS);
    scope.launch(
        vectors("start"),
        LaunchShape.of(blocks * width, LaunchShape.BLOCK),
        pull.vertexCount,
        width,
        pull.out.values(),
        pull.out.weighted(),
        preference,
        x[0],
        blocks,
        sums);
    reduce(blocks);
  }

  private void put(StoredPreference vector, int j) {
    DeviceVector uploaded =
        DeviceVector.upload(scope, vector, pull.vertexCount, "preference", column);
    scope.launch(
        vectors("put"),
        pull.vertexShape(),
        pull.vertexCount,
        uploaded.values(),
        uploaded.given(),
        width,
        j,
        preference);
    uploaded.free(scope);
  }

  private Kernel vectors(String step) {
    return scope.kernel("pagerank_batched_vectors", "pagerank_batched_" + step);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public double[] iterate(double damping) {
    DeviceBuffer current = x[steps & 1];
    DeviceBuffer next = x[~steps & 1];
    DeviceTiles tiles = pull.tiles;
    LaunchShape shape = tiles.shape();
    int blocks = pull.sumBlocks();
    scope.launch(
        pullKernel,
        shape,
        tiles.count(),
        tiles.perBlock(),
        tiles.firstRows(),
        pull.in.rowOffsets(),
        pull.in.columnIndices(),
        pull.in.valuesOrColumns(),
        pull.out.weighted(),
        pull.out.values(),
        current,
        next,
        preference,
        damping,
        totals,
        blocks,
        sums,
        pieces);
    scope.launch(
        longRowsKernel,
        tiles.longRowsShape(),
        tiles.count(),
        tiles.firstRows(),
        pull.in.rowOffsets(),
        pull.out.values(),
        pull.out.weighted(),
        current,
        next,
        preference,
        damping,
        totals,
        shape.blocks(),
        blocks,
        sums,
        pieces);
    reduce(blocks);
    steps++;
    double[] changes = new double[width];
    scope.download(totals, MemorySegment.ofArray(changes));
    return Arrays.copyOf(changes, size);
  }

  private void reduce(int blocks) {
    scope.launch(
        vectors("reduce"), LaunchShape.of(width, LaunchShape.BLOCK), blocks, width, sums, totals);
  }

  @Override
  public double[] ranks(int j) {
    scope.launch(
        vectors("take"),
        pull.vertexShape(),
        pull.vertexCount,
        pull.out.values(),
        pull.out.weighted(),
        x[steps & 1],
        width,
        j,
        pull.vertexOfStored,
        pull.reordered,
        column);
    double[] ranks = new double[pull.vertexCount];
    scope.download(column, MemorySegment.ofArray(ranks));
    return ranks;
  }
}
