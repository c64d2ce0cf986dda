package org.warpath.graph.sssp;

import java.util.List;
import java.util.OptionalDouble;
import org.warpath.graph.paths.CudaPathSearch;
import org.warpath.graph.paths.CudaPathSearch.Kernels;
import org.warpath.graph.paths.EdgeWeights;
import org.warpath.graph.paths.PathLabels;
import org.warpath.graph.paths.PathRun;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.Timings;
import org.warpath.kernels.cuda.DeviceScope;

/**
 * Delta-stepping with a near and a far pile. Labels are the bits of the distance, as on the CPU,
 * but buckets are much wider: a device has threads to spare for vertices relaxed in vain, while
 * every round costs its launches.
 */
final class CudaSssp {
  /** Threads that run in lockstep: what a mean row has to feed. */
  private static final double WARP = 32;

  private CudaSssp() {}

  static PathLabels run(
      PathRun run, OptionalDouble chosen, Engine.Cuda engine, RunControl control) {
    try (DeviceScope scope = engine.device().scope()) {
      CudaPathSearch search = new CudaPathSearch(run, engine, scope);
      long start = System.nanoTime();
      EdgeWeights weights = search.weights().requireNonNegative(run.graph());
      double delta = chosen.orElseGet(() -> delta(run, weights));
      double load = Timings.secondsSince(start);
      return search.answer(new Kernels("sssp", List.of(delta), "sssp"), control, load);
    }
  }

  // Δ = 32 · mean weight ÷ mean degree, as in nvGRAPH and cuGraph after it. Where all edges count
  // 1, sweeps settle one distance each whatever Δ, and without a far pile fewest rounds do it.
  private static double delta(PathRun run, EdgeWeights weights) {
    if (!run.weighted()) {
      return Double.POSITIVE_INFINITY;
    }
    double degree = (double) run.graph().edgeCount() / Math.max(1, run.graph().vertexCount());
    double delta = Math.max(weights.least(), WARP * weights.mean() / Math.max(1, degree));
    return delta > 0 ? delta : Double.POSITIVE_INFINITY;
  }
}
