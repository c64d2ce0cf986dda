package org.warpath.graph.pagerank;

import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.RunStats;
import org.warpath.kernels.Timings;

/** The iterations of one run on a device, from ranks that are set, and how it ended. */
final class PowerIteration {
  private final DevicePull pull;
  private final DeviceRanks ranks;
  private final PageRankOptions options;
  private final RunControl control;

  private int iterations;
  private double residual;
  private boolean converged;
  private double change;

  PowerIteration(DevicePull pull, DeviceRanks ranks, PageRankOptions options, RunControl control) {
    this.pull = pull;
    this.ranks = ranks;
    this.options = options;
    this.control = control;
  }

  /** Returns the number of steps since the start, which in GDS counts as an iteration itself. */
  int run() {
    int n = pull.vertexCount;
    if (options.compat() == Compat.GDS) {
      iterations = 1;
      DevicePull.Totals start = pull.totals(1)[0];
      residual = ranks.residual(start);
      change = start.change();
    }
    double threshold =
        options.fixedIterations()
            ? -1
            : options.compat().largestLastResidual(options.tolerance(), n);
    int atOnce = pull.iterationsAtOnce(ranks.bytesAVertex());
    int steps = 0;
    while (iterations < options.maxIterations() && (options.fixedIterations() || !converged)) {
      int launched = Math.min(atOnce, options.maxIterations() - iterations);
      for (int slot = 0; slot < launched; slot++) {
        ranks.iterate(steps + slot, slot, threshold);
      }
      for (DevicePull.Totals totals : pull.totals(launched)) {
        steps++;
        tell(ranks.residual(totals), totals.change());
        if (converged && !options.fixedIterations()) {
          break;
        }
      }
    }
    return steps;
  }

  private void tell(double newResidual, double newChange) {
    iterations++;
    residual = newResidual;
    change = newChange;
    converged = options.compat().stops(residual, options.tolerance(), pull.vertexCount);
    control.iteration(
        "pagerank", iterations, options.fixedIterations() ? options.maxIterations() : -1, residual);
  }

  RunStats stats(Engine.Cuda engine, Timings timings) {
    return new RunStats(engine.toString(), iterations, residual, converged, timings);
  }

  double errorBound() {
    return options.errorBound(pull.vertexCount, iterations, change);
  }
}
