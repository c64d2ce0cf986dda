package org.warpath.graph.triangles;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.warpath.graph.Graph;
import org.warpath.graph.device.DeviceGraph;
import org.warpath.graph.device.OrientedGraph;
import org.warpath.graph.device.TriangleCorners;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.RunStats;
import org.warpath.kernels.Timings;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.Kernel;
import org.warpath.kernels.cuda.LaunchShape;

/**
 * Triangle counting on a GPU: the graph is oriented there, each run anew, and every row is looked
 * up in hash tables in shared memory, after Pandey et al., "TRUST: Triangle Counting Reloaded on
 * GPUs", 2021. Counts are integers and the CPU engine's.
 *
 * <p>Floor: orienting reads 4 bytes for every stored arc three times and writes 4 for every edge;
 * counting reads 4 bytes for every edge u, v and entry of u's row, mostly from the second-level
 * cache.
 */
final class CudaTriangleCount {
  private static final String FILE = "triangles";

  private final Graph graph;
  private final TriangleCountOptions options;
  private final Engine.Cuda engine;
  private final RunControl control;
  private final int piece;

  CudaTriangleCount(
      Graph graph, TriangleCountOptions options, Engine.Cuda engine, RunControl control) {
    this(graph, options, engine, control, TriangleCorners.PIECE);
  }

  /** As above, with long rows looked up in other pieces. */
  CudaTriangleCount(
      Graph graph,
      TriangleCountOptions options,
      Engine.Cuda engine,
      RunControl control,
      int piece) {
    this.graph = graph;
    this.options = options;
    this.engine = engine;
    this.control = control;
    this.piece = piece;
  }

  TriangleCountResult run() {
    control.cancellation().throwIfCancelled();
    long start = System.nanoTime();
    graph.in();
    double load = Timings.secondsSince(start);
    try (DeviceScope scope = engine.device().scope()) {
      start = System.nanoTime();
      DeviceGraph resident = DeviceGraph.in(scope, graph);
      resident.out(false);
      resident.in(false);
      long size = options.perVertex() ? graph.vertexCount() : 1;
      engine
          .device()
          .requireFree(
              OrientedGraph.vertexBytes(graph) + size * Long.BYTES,
              String.format("triangle counts of %,d vertices", graph.vertexCount()));
      DeviceBuffer counts = scope.longs(size, "triangle counts");
      scope.zero(counts);
      OrientedGraph.load(engine.device());
      engine.device().load(FILE);
      scope.synchronize();
      double upload = Timings.secondsSince(start);

      start = System.nanoTime();
      OrientedGraph oriented = OrientedGraph.of(scope, graph);
      new TriangleCorners(scope, oriented, control, "triangles")
          .count(
              FILE, options.perVertex() ? "triangles_corners" : "triangles_total", counts, piece);
      double compute = Timings.secondsSince(start);

      start = System.nanoTime();
      long[] perVertex = options.perVertex() ? byVertex(scope, resident, counts) : null;
      long triangles =
          perVertex == null ? scope.readLong(counts, 0) : Arrays.stream(perVertex).sum() / 3;
      Timings timings = new Timings(load, upload, compute, Timings.secondsSince(start));
      return new TriangleCountResult(
          triangles, perVertex, new RunStats(engine.toString(), 1, 0, true, timings));
    }
  }

  private long[] byVertex(DeviceScope scope, DeviceGraph resident, DeviceBuffer counts) {
    int n = graph.vertexCount();
    DeviceBuffer result = counts;
    if (!graph.order().isIdentity()) {
      result = scope.longs(n, "triangle counts by vertex");
      Kernel permute = scope.kernel(FILE, "triangles_by_vertex");
      scope.launch(
          permute,
          LaunchShape.threadEach(n).atMost(permute.filling(LaunchShape.BLOCK).blocks()),
          counts,
          resident.vertexOfStored(),
          n,
          result);
    }
    long[] perVertex = new long[n];
    scope.download(result, MemorySegment.ofArray(perVertex));
    return perVertex;
  }
}
