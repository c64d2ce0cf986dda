package org.warpath.graph.pagerank;

import java.lang.foreign.Arena;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.Graph;
import org.warpath.graph.build.MachineMemory;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.RunStats;
import org.warpath.kernels.Timings;

/**
 * Power iteration by pulling: each vertex adds up what its in-neighbours send. No two threads write
 * to one place, the gather is the only irregular access, and the change and the sink mass fall out
 * of the same pass (the GAP benchmark's choice, Beamer, Asanović, Patterson 2015).
 *
 * <p>An iteration moves, unweighted, 4 m bytes of columns and 8 n of in-offsets, 8 n of out-offsets
 * if the graph is directed, and x once read and once written in order; it reads x m times at
 * random. Where that would be beyond the nearest caches, {@link FarEdges} bring it back to them.
 */
final class CpuPageRank {
  private final Graph graph;
  private final PageRankOptions options;
  private final Engine.Cpu engine;
  private final PullGraph pullGraph;
  private final StoredPreference preference;
  private final RankState state;
  private final BlockSums sums;

  private CpuPageRank(
      Graph graph, PageRankOptions options, Engine.Cpu engine, @Nullable Arena arena) {
    this.graph = graph;
    this.options = options;
    this.engine = engine;
    pullGraph =
        new PullGraph(graph, options.weighted(), engine.threads(), MachineMemory.total(), arena);
    if (options.precision() == Precision.FLOAT32) {
      requireFloat32Weights(pullGraph.outWeights);
    }
    preference = StoredPreference.of(graph, options);
    state = RankState.of(options, pullGraph.vertexCount);
    sums = new BlockSums(pullGraph.blockCount());
  }

  static PageRankResult run(
      Graph graph, PageRankOptions options, Engine.Cpu engine, RunControl control) {
    control.cancellation().throwIfCancelled();
    long loadStart = System.nanoTime();
    try (Arena arena = FarEdges.matterTo(graph) ? Arena.ofShared() : null) {
      CpuPageRank run = new CpuPageRank(graph, options, engine, arena);
      double load = Timings.secondsSince(loadStart);
      return run.run(load, control);
    }
  }

  private PageRankResult run(double load, RunControl control) {
    long computeStart = System.nanoTime();
    Compat compat = options.compat();
    int n = pullGraph.vertexCount;
    int iterations = n == 0 ? 0 : start();
    double residual = iterations == 0 ? 0 : sums.largestChange();
    boolean converged = n == 0;
    while (n > 0
        && iterations < options.maxIterations()
        && (options.fixedIterations() || !converged)) {
      iterate();
      iterations++;
      residual = compat == Compat.GDS ? sums.largestChange() : sums.change();
      converged = compat.stops(residual, options.tolerance(), n);
      control.iteration(
          "pagerank",
          iterations,
          options.fixedIterations() ? options.maxIterations() : -1,
          residual);
    }
    double compute = Timings.secondsSince(computeStart);

    long downloadStart = System.nanoTime();
    PageRankResult.Values ranks = finish();
    double download = Timings.secondsSince(downloadStart);
    return new PageRankResult(
        graph,
        ranks,
        new RunStats(
            engine.toString(),
            iterations,
            residual,
            converged,
            new Timings(load, 0, compute, download)),
        options.errorBound(n, iterations, sums.change()),
        options);
  }

  /** Sets the ranks to start from; returns the number of the iteration that this counts as. */
  private int start() {
    boolean gds = options.compat() == Compat.GDS;
    StoredPreference otherStart = StoredPreference.otherStart(graph, options);
    StoredPreference ranks = otherStart == null ? preference : otherStart;
    double mass = gds ? 1 - options.damping() : 1;
    forEachTile(tile -> {
      ranks.blend(0, mass, tile);
      pullGraph.readOutWeights(tile);
      state.settle(tile);
    });
    state.swap();
    return gds ? 1 : 0;
  }

  /** r = (1−d)·p + d·(Aᵀ D⁻¹ r + sinkMass·p). */
  private void iterate() {
    double d = options.damping();
    Compat compat = options.compat();
    double teleported = compat.teleported(d) + compat.spread(d) * sums.sinkMass();
    state.beforePull(pullGraph);
    pullGraph.forEachReadTile(
        tile -> {
          state.pull(pullGraph, tile); // Aᵀ D⁻¹ r
          preference.blend(d, teleported, tile); // (1−d)·p + d·(… + sinkMass·p)
          pullGraph.readOutWeights(tile); // D
          state.settle(tile); // the change, the next sinkMass, the next D⁻¹ r
        },
        sums);
    state.swap();
  }

  private PageRankResult.Values finish() {
    pullGraph.forEachTile(
        tile -> {
          pullGraph.readOutWeights(tile);
          state.unscale(tile);
        },
        new BlockSums(pullGraph.blockCount()));
    return state.toVertexOrder(graph.order(), engine.threads());
  }

  private void forEachTile(Consumer<Tile> body) {
    pullGraph.forEachTile(body, sums);
  }

  private void requireFloat32Weights(double @Nullable [] outWeights) {
    for (int v = 0; outWeights != null && v < outWeights.length; v++) {
      if (!OutWeights.suitsFloat32(outWeights[v])) {
        throw OutWeights.unsuitedToFloat32(graph, v, outWeights[v]);
      }
    }
  }
}
