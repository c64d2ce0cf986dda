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
      return new PageRankResult(
          graph,
          new PageRankResult.Float64Values(new double[0]),
          new RunStats(engine.toString(), 0, 0, true, new Timings(0, 0, 0, 0)),
          options.errorBound(0, 0, 0),
          options);
    }
    long start = System.nanoTime();
    graph.in();
    load = Timings.secondsSince(start);
    try (DeviceScope scope = engine.device().scope()) {
      start = System.nanoTime();
      DevicePull pull = DevicePull.of(scope, graph, options.weighted());
      if (options.weighted() && options.precision() == Precision.FLOAT32) {
        pull.out.requireFloat32(scope, graph);
      }
      DeviceRanks ranks = ranks(pull);
      ranks.start();
      scope.synchronize();
      upload = Timings.secondsSince(start);

      start = System.nanoTime();
      PowerIteration iteration = new PowerIteration(pull, ranks, options, control);
      int steps = iteration.run();
      compute = Timings.secondsSince(start);

      start = System.nanoTime();
      PageRankResult.Values values = ranks.download(ranks.finish(steps));
      download = Timings.secondsSince(start);
      return result(values, iteration);
    }
  }

  private DeviceRanks ranks(DevicePull pull) {
    return DeviceRanks.of(
        pull,
        options,
        StoredPreference.of(graph, options),
        StoredPreference.otherStart(graph, options));
  }

  private PageRankResult result(PageRankResult.Values values, PowerIteration iteration) {
    Timings timings = new Timings(load, upload, compute, download);
    return new PageRankResult(
        graph, values, iteration.stats(engine, timings), iteration.errorBound(), options);
  }
}
