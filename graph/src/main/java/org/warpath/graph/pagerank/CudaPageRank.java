package org.warpath.graph.pagerank;

import org.warpath.graph.Graph;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.RunStats;
import org.warpath.kernels.Timings;
import org.warpath.kernels.cuda.DeviceScope;

/**
 * Power iteration by pulling, without atomics, in a fixed order of additions. An iteration is three
 * launches: {@code pagerank_pull} sums all rows, tile by tile, and turns each sum into the vertex's
 * next x = D⁻¹ r at once; {@code pagerank_long_rows} puts together the rows that span tiles; {@code
 * pagerank_reduce} adds up what the blocks have summed. Change and sink mass stay on the device:
 * the next iteration reads the one there, and the device itself tells when the change is small
 * enough, after which iterations that were launched ahead do nothing.
 *
 * <p>The least that an iteration must move is, in float32, 4 bytes an edge (8 weighted) and 20 a
 * vertex: 8 of offsets, 4 of out-degree, 4 of x before, 4 of x after. In float64 it is 28 a vertex.
 * At the 4.3 TB/s of an H200 84 million edges take 0.1 ms. On top come the gathers, one of x an
 * edge, as far as its 4 or 8 bytes a vertex do not fit the cache: columns are read so that they do
 * not drive x out.
 */
final class CudaPageRank {
  private final Graph graph;
  private final PageRankOptions options;
  private final Engine.Cuda engine;
  private final RunControl control;

  private int iterations;
  private double residual;
  private boolean converged;
  private double change;
  private double load;
  private double upload;
  private double compute;
  private double download;

  CudaPageRank(Graph graph, PageRankOptions options, Engine.Cuda engine, RunControl control) {
    this.graph = graph;
    this.options = options;
    this.engine = engine;
    this.control = control;
  }

  PageRankResult run() {
    control.cancellation().throwIfCancelled();
    OutWeights.requireWeights(graph, options.weighted());
    if (graph.vertexCount() == 0) {
      StoredPreference.of(graph, options);
      converged = true;
      return result(new PageRankResult.Float64Values(new double[0]));
    }
    long start = System.nanoTime();
    graph.in();
    load = Timings.secondsSince(start);
    try (DeviceScope scope = engine.device().scope()) {
      start = System.nanoTime();
      DevicePull pull = new DevicePull(scope, graph, options.weighted());
      if (options.weighted() && options.precision() == Precision.FLOAT32) {
        pull.out.requireFloat32(scope, graph);
      }
      DeviceRanks ranks = ranks(pull);
      ranks.start();
      scope.synchronize();
      upload = Timings.secondsSince(start);

      start = System.nanoTime();
      int steps = iterate(pull, ranks);
      compute = Timings.secondsSince(start);

      start = System.nanoTime();
      PageRankResult.Values values = ranks.finish(steps);
      download = Timings.secondsSince(start);
      return result(values);
    }
  }

  private DeviceRanks ranks(DevicePull pull) {
    StoredPreference preference = StoredPreference.of(graph, options);
    return options.compat() == Compat.GDS
        ? new DeviceGdsRanks(pull, options, preference)
        : new DeviceScaledRanks(
            pull, options, preference, StoredPreference.otherStart(graph, options));
  }

  /** Returns the number of steps since the start, which in GDS counts as an iteration itself. */
  private int iterate(DevicePull pull, DeviceRanks ranks) {
    int n = graph.vertexCount();
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
    converged = options.compat().stops(residual, options.tolerance(), graph.vertexCount());
    control.iteration(
        "pagerank", iterations, options.fixedIterations() ? options.maxIterations() : -1, residual);
  }

  private PageRankResult result(PageRankResult.Values values) {
    return new PageRankResult(
        graph,
        values,
        new RunStats(
            engine.toString(),
            iterations,
            residual,
            converged,
            new Timings(load, upload, compute, download)),
        options.errorBound(graph.vertexCount(), iterations, change),
        options);
  }
}
