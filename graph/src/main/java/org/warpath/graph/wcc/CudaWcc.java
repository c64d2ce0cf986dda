package org.warpath.graph.wcc;

import java.lang.foreign.MemorySegment;
import org.warpath.graph.Graph;
import org.warpath.graph.device.DeviceGraph;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.RunStats;
import org.warpath.kernels.Timings;
import org.warpath.kernels.cuda.DeviceScope;

/** Afforest on a device: the phases of {@link CpuWcc}, each a kernel of {@link CudaTrees}. */
final class CudaWcc {
  private final Graph graph;
  private final WccOptions options;
  private final Engine.Cuda engine;
  private final RunControl control;
  private int phases;

  CudaWcc(Graph graph, WccOptions options, Engine.Cuda engine, RunControl control) {
    this.graph = graph;
    this.options = options;
    this.engine = engine;
    this.control = control;
  }

  WccResult run() {
    control.cancellation().throwIfCancelled();
    int n = graph.vertexCount();
    if (n == 0) {
      return new WccResult(new int[0], 0, 0, stats(new Timings(0, 0, 0, 0)));
    }
    long start = System.nanoTime();
    engine.device().requireFree(CudaTrees.byteSize(n), "wcc of " + n + " vertices");
    try (DeviceScope scope = engine.device().scope()) {
      CudaTrees trees = new CudaTrees(scope, DeviceGraph.in(scope, graph));
      scope.synchronize();
      double upload = Timings.secondsSince(start);
      return components(scope, trees, upload);
    }
  }

  private WccResult components(DeviceScope scope, CudaTrees trees, double upload) {
    long start = System.nanoTime();
    phase(scope, trees::plant);
    for (int round = 0; round < options.neighborRounds(); round++) {
      int arc = round;
      phase(scope, () -> trees.hookOne(arc));
      phase(scope, trees::flatten);
    }
    phase(scope, trees::hookRest);
    phase(scope, trees::flatten);
    trees.label();
    scope.synchronize();
    double compute = Timings.secondsSince(start);
    long downloading = System.nanoTime();
    int[] labels = new int[graph.vertexCount()];
    scope.download(trees.labels(), MemorySegment.ofArray(labels));
    int componentCount = trees.componentCount();
    int largestSize = trees.largestSize();
    double download = Timings.secondsSince(downloading);
    return new WccResult(
        labels, componentCount, largestSize, stats(new Timings(0, upload, compute, download)));
  }

  private RunStats stats(Timings timings) {
    return new RunStats(engine.toString(), phases, 0, true, timings);
  }

  private void phase(DeviceScope scope, Runnable launches) {
    launches.run();
    scope.synchronize();
    phases++;
    control.iteration("wcc", phases, 3L + 2L * options.neighborRounds(), Double.NaN);
  }
}
