package org.warpath.graph.bfs;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.Graph;
import org.warpath.graph.device.DeviceGraph;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.RunStats;
import org.warpath.kernels.Timings;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;

/**
 * One search on a device. {@link CudaBfsLevels} finds the depths, {@link CudaBfsParents} the tree;
 * here are the memory and the way in and out.
 *
 * <p>The floor of a search that goes bottom-up is reading each vertex's depth, in-offsets and a
 * column or two a few times: about 100 bytes a vertex over the memory bandwidth; of one that
 * cannot, 4 bytes an arc and a look at a bit map for each.
 */
final class CudaBfs {
  private final Graph graph;
  private final BfsOptions options;
  private final Engine.Cuda engine;
  private final RunControl control;
  private final int vertexCount;

  CudaBfs(Graph graph, BfsOptions options, Engine.Cuda engine, RunControl control) {
    this.graph = graph;
    this.options = options;
    this.engine = engine;
    this.control = control;
    vertexCount = graph.vertexCount();
  }

  BfsResult run() {
    control.cancellation().throwIfCancelled();
    long start = System.nanoTime();
    CudaBfsMemory.requireCountable(vertexCount, graph.edgeCount());
    engine
        .device()
        .requireFree(
            CudaBfsMemory.byteSize(vertexCount, options.parents()),
            "bfs of " + vertexCount + " vertices");
    try (DeviceScope scope = engine.device().scope()) {
      CudaBfsMemory memory =
          new CudaBfsMemory(scope, DeviceGraph.in(scope, graph), options.parents());
      scope.load("bfs", "bfs_bottom_up", "bfs_parents");
      scope.synchronize();
      double upload = Timings.secondsSince(start);
      return search(scope, memory, upload);
    }
  }

  private BfsResult search(DeviceScope scope, CudaBfsMemory memory, double upload) {
    long start = System.nanoTime();
    int target = options.target().isPresent() ? options.target().getAsInt() : -1;
    CudaBfsLevels levels = new CudaBfsLevels(scope, memory, control);
    levels.run(
        graph.order().stored(options.source()), target < 0 ? -1 : graph.order().stored(target));
    if (options.parents()) {
      new CudaBfsParents(scope, memory).run();
    }
    scope.synchronize();
    double compute = Timings.secondsSince(start);
    long downloading = System.nanoTime();
    int reached = levels.reached();
    int[] depths = byVertex(scope, memory, memory.depths);
    int @Nullable [] parents =
        memory.parents == null ? null : byVertex(scope, memory, memory.parents);
    double download = Timings.secondsSince(downloading);
    return new BfsResult(
        options.source(),
        depths,
        parents,
        reached,
        levels.depth() + 1,
        new RunStats(
            engine.toString(),
            levels.depth() + 1,
            0,
            true,
            new Timings(0, upload, compute, download)));
  }

  private int[] byVertex(DeviceScope scope, CudaBfsMemory memory, DeviceBuffer stored) {
    DeviceBuffer byVertex = stored;
    if (memory.vertexOfStored != null) {
      byVertex = memory.queue; // of the same size, and not used any more
      scope.launch(
          scope.kernel("bfs_parents", "bfs_by_vertex"),
          memory.perVertex,
          vertexCount,
          memory.vertexOfStored,
          stored,
          byVertex);
    }
    int[] values = new int[vertexCount];
    scope.download(byVertex, MemorySegment.ofArray(values));
    return values;
  }
}
