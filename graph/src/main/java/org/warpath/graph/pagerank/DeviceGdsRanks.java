package org.warpath.graph.pagerank;

import java.lang.foreign.MemorySegment;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.Kernel;
import org.warpath.kernels.cuda.LaunchShape;

/** Ranks as Neo4j GDS computes them: {@link GdsRanks} on a device. */
final class DeviceGdsRanks implements DeviceRanks {
  private final DevicePull pull;
  private final DeviceScope scope;
  private final double damping;
  private final double tolerance;
  private final StoredPreference preference;
  private final DeviceBuffer ranks;
  private final DeviceBuffer[] x;
  private final Kernel pullKernel;
  private final Kernel longRowsKernel;

  DeviceGdsRanks(DevicePull pull, PageRankOptions options, StoredPreference preference) {
    this.pull = pull;
    this.preference = preference;
    scope = pull.scope;
    damping = options.damping();
    tolerance = options.tolerance();
    int n = pull.vertexCount;
    scope
        .device()
        .requireFree(
            24L * n + DeviceVector.byteSize(preference, n),
            String.format("pagerank of %,d vertices", n));
    ranks = scope.doubles(n, "ranks");
    x = new DeviceBuffer[] {scope.doubles(n, "changes"), scope.doubles(n, "next changes")};
    pullKernel = scope.kernel("pagerank_gds", "pagerank_gds_pull");
    longRowsKernel = scope.kernel("pagerank_gds", "pagerank_gds_long_rows");
  }

  @Override
  public void start() {
    DeviceVector first =
        DeviceVector.upload(scope, preference, pull.vertexCount, "preference", pull.sums);
    LaunchShape shape = pull.vertexShape();
    scope.launch(
        scope.kernel("pagerank_gds", "pagerank_gds_start"),
        shape,
        pull.vertexCount,
        pull.out.values(),
        pull.out.weighted(),
        first.values(),
        first.given(),
        first.share(),
        1 - damping,
        ranks,
        x[0],
        shape.blocks(),
        pull.sums);
    pull.reduce(shape.blocks(), true, 0, -1);
    first.free(scope);
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
        ranks,
        damping,
        tolerance,
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
        next,
        ranks,
        damping,
        tolerance,
        pull.progress,
        shape.blocks(),
        blocks,
        pull.sums,
        pull.pieces);
    pull.reduce(blocks, true, slot, threshold);
  }

  @Override
  public long bytesAVertex() {
    return 8 + 8 + 3 * 8; // offsets, out-weight, the next change, the rank before and after
  }

  @Override
  public double residual(DevicePull.Totals totals) {
    return totals.second();
  }

  @Override
  public DeviceBuffer finish(int steps) {
    if (pull.reordered == 0) {
      return ranks;
    }
    DeviceBuffer byVertex = x[0];
    scope.launch(
        scope.kernel("pagerank_gds", "pagerank_gds_finish"),
        pull.vertexShape(),
        pull.vertexCount,
        ranks,
        pull.vertexOfStored,
        byVertex);
    return byVertex;
  }

  @Override
  public PageRankResult.Values download(DeviceBuffer byVertex) {
    double[] values = new double[pull.vertexCount];
    scope.download(byVertex, MemorySegment.ofArray(values));
    return new PageRankResult.Float64Values(values);
  }
}
