package org.warpath.graph.widest;

import org.warpath.graph.paths.CudaPathSearch;
import org.warpath.graph.paths.PathLabels;
import org.warpath.graph.paths.PathRun;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.Timings;
import org.warpath.kernels.cuda.DeviceScope;

/**
 * Widest paths in sweeps over whatever improved, without the CPU's buckets: they would save work,
 * of which a device can do much, and cost rounds, each as long as its launches.
 */
final class CudaWidestPath {
  /** A width of +∞: the bits in the order of numbers, inverted so that the widest is the least. */
  private static final int SOURCE = ~Float.floatToRawIntBits(Float.POSITIVE_INFINITY);

  private CudaWidestPath() {}

  static PathLabels run(PathRun run, Engine.Cuda engine, RunControl control) {
    try (DeviceScope scope = engine.device().scope()) {
      CudaPathSearch search = new CudaPathSearch(run, engine, scope);
      long start = System.nanoTime();
      search.weights().requireNumbers(run.graph());
      double load = Timings.secondsSince(start);
      return search.answer(
          "widest_path", SOURCE, Double.POSITIVE_INFINITY, "widest", control, load);
    }
  }
}
