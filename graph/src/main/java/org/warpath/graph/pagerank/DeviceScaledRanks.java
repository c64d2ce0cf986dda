package org.warpath.graph.pagerank;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.Kernel;
import org.warpath.kernels.cuda.LaunchShape;

/** x = D⁻¹ r of the iteration at hand and of the next, in float32 or float64. */
final class DeviceScaledRanks implements DeviceRanks {
  private final DevicePull pull;
  private final DeviceScope scope;
  private final Precision precision;
  private final double damping;
  private final double teleport;
  private final double spread;
  private final @Nullable StoredPreference otherStart;
  private final DeviceVector preference;
  private final DeviceBuffer[] x;
  private final Kernel pullKernel;
  private final Kernel longRowsKernel;

  /**
   * Vectors, not yet set.
   *
   * @param otherStart what they start at, null for {@code preference}
   */
  DeviceScaledRanks(
      DevicePull pull,
      PageRankOptions options,
      StoredPreference preference,
      @Nullable StoredPreference otherStart) {
    this.pull = pull;
    this.otherStart = otherStart;
    scope = pull.scope;
    precision = options.precision();
    damping = options.damping();
    teleport = options.compat().teleported(damping);
    spread = options.compat().spread(damping);
    int n = pull.vertexCount;
    long bytes = (long) n * bytesANumber(precision);
    scope
        .device()
        .requireFree(
            2 * bytes
                + DeviceVector.byteSize(preference, n)
                + (otherStart == null ? 0 : DeviceVector.byteSize(otherStart, n)),
            String.format("pagerank of %,d vertices", n));
    x = new DeviceBuffer[] {scope.bytes(bytes, "ranks"), scope.bytes(bytes, "next ranks")};
    this.preference = DeviceVector.upload(scope, preference, n, "preference", pull.sums);
    pullKernel = kernel("pagerank", "pagerank_pull");
    longRowsKernel = kernel("pagerank", "pagerank_long_rows");
  }

  static int bytesANumber(Precision precision) {
    return precision == Precision.FLOAT32 ? Float.BYTES : Double.BYTES;
  }

  private Kernel kernel(String file, String name) {
    return scope.kernel(file, name + (precision == Precision.FLOAT32 ? "_f32" : "_f64"));
  }

  @Override
  public void start() {
    DeviceVector ranks =
        otherStart == null
            ? preference
            : DeviceVector.upload(
                scope, otherStart, pull.vertexCount, "ranks to start from", pull.sums);
    LaunchShape shape = pull.vertexShape();
    scope.launch(
        kernel("pagerank_vectors", "pagerank_start"),
        shape,
        pull.vertexCount,
        pull.out.values(),
        pull.out.weighted(),
        ranks.values(),
        ranks.given(),
        ranks.share(),
        x[0],
        shape.blocks(),
        pull.sums);
    pull.reduce(shape.blocks(), false, 0, -1);
    if (otherStart != null) {
      ranks.free(scope);
    }
  }

  @Override
  public void iterate(int step, int slot, double threshold) {
    DeviceBuffer current = x[step & 1];
    DeviceBuffer next = x[~step & 1];
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
        preference.values(),
        preference.given(),
        preference.share(),
        damping,
        teleport,
        spread,
        pull.progress,
        blocks,
        pull.sums,
        pull.pieces);
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
        preference.values(),
        preference.given(),
        preference.share(),
        damping,
        teleport,
        spread,
        pull.progress,
        shape.blocks(),
        blocks,
        pull.sums,
        pull.pieces);
    pull.reduce(blocks, false, slot, threshold);
  }

  @Override
  public long bytesAVertex() {
    return 8 + 8 + 2L * bytesANumber(precision); // offsets, out-weight, x before and after
  }

  @Override
  public double residual(DevicePull.Totals totals) {
    return totals.change();
  }

  @Override
  public DeviceBuffer finish(int steps) {
    DeviceBuffer ranks = x[~steps & 1];
    scope.launch(
        kernel("pagerank_vectors", "pagerank_finish"),
        pull.vertexShape(),
        pull.vertexCount,
        pull.out.values(),
        pull.out.weighted(),
        x[steps & 1],
        pull.vertexOfStored,
        pull.reordered,
        ranks);
    return ranks;
  }

  @Override
  public PageRankResult.Values download(DeviceBuffer ranks) {
    if (precision == Precision.FLOAT32) {
      float[] values = new float[pull.vertexCount];
      scope.download(ranks, MemorySegment.ofArray(values));
      return new PageRankResult.Float32Values(values);
    }
    double[] values = new double[pull.vertexCount];
    scope.download(ranks, MemorySegment.ofArray(values));
    return new PageRankResult.Float64Values(values);
  }
}
