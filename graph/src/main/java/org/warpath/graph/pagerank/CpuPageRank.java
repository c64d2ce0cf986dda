package org.warpath.graph.pagerank;

import org.jspecify.annotations.Nullable;
import org.warpath.graph.Graph;
import org.warpath.graph.pagerank.Iterates.Distribution;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.RunStats;
import org.warpath.kernels.Timings;

/**
 * Power iteration by pulling: each vertex adds up what its in-neighbours send. No two threads write
 * to one place, the gather is the only irregular access, and the change and the sink mass fall out
 * of the same pass (the GAP benchmark's choice, Beamer, Asanović, Patterson 2015).
 */
final class CpuPageRank {
  // Two roundings while adding, one storing the sum, one storing the contribution: 4 · 2⁻²⁴.
  private static final double FLOAT32_ROUNDING = 0x1p-22;

  // Contributions, rank ÷ out-weight, stay within float32's normal range.
  private static final double FLOAT32_LEAST_WEIGHT = 1e-25;
  private static final double FLOAT32_LARGEST_WEIGHT = 1e25;

  private final Graph graph;
  private final PageRankOptions options;
  private final Engine.Cpu engine;

  CpuPageRank(Graph graph, PageRankOptions options, Engine.Cpu engine) {
    this.graph = graph;
    this.options = options;
    this.engine = engine;
  }

  PageRankResult run(RunControl control) {
    control.cancellation().throwIfCancelled();
    long loadStart = System.nanoTime();
    PullGraph pullGraph = new PullGraph(graph, options.weighted(), engine.threads());
    VertexWeights personalization = options.personalization();
    double[] preference = personalization == null ? null : personalization.distribution(graph);
    BlockSums sums = new BlockSums(pullGraph.blockCount());
    Iterates iterates = start(pullGraph, preference, sums);
    double load = Timings.secondsSince(loadStart);

    long computeStart = System.nanoTime();
    Compat compat = options.compat();
    int n = pullGraph.vertexCount;
    double damping = options.damping();
    double share = preference == null ? compat.uniformShare(n) : 1;
    int iterations = 0;
    double residual = 0;
    boolean converged = n == 0;
    while (n > 0
        && iterations < options.maxIterations()
        && (options.fixedIterations() || !converged)) {
      // (1−d)·p + d·sinkMass·p
      double spread = compat.dropsSinkMass() ? 0 : damping * sums.sinkMass();
      Distribution teleport = new Distribution((1 - damping + spread) * share, preference);
      pullGraph.forEachBlock(
          (block, from, to) -> iterates.pull(block, from, to, damping, teleport, sums));
      iterates.advance();
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
    PageRankResult.Values ranks = iterates.finish(graph.order(), engine.threads());
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
        errorBound(sums.change(), n),
        compat);
  }

  private Iterates start(PullGraph pullGraph, double @Nullable [] preference, BlockSums sums) {
    Iterates iterates =
        switch (options.precision()) {
          case FLOAT64 -> new Float64Iterates(pullGraph);
          case FLOAT32 -> {
            requireFloat32Weights(pullGraph.outWeights);
            yield new Float32Iterates(pullGraph);
          }
        };
    Distribution ranks = firstRanks(preference);
    pullGraph.forEachBlock((block, from, to) -> iterates.start(block, from, to, ranks, sums));
    return iterates;
  }

  private void requireFloat32Weights(double @Nullable [] outWeights) {
    for (int v = 0; outWeights != null && v < outWeights.length; v++) {
      double sum = outWeights[v];
      if (sum != 0 && (sum < FLOAT32_LEAST_WEIGHT || sum > FLOAT32_LARGEST_WEIGHT)) {
        throw new IllegalArgumentException(
            "precision FLOAT32 needs out-weights in ["
                + FLOAT32_LEAST_WEIGHT
                + ", "
                + FLOAT32_LARGEST_WEIGHT
                + "], vertex "
                + graph.order().vertex(v)
                + " has "
                + sum
                + ": use FLOAT64");
      }
    }
  }

  private Distribution firstRanks(double @Nullable [] preference) {
    VertexWeights warmStart = options.warmStart();
    if (warmStart != null) {
      return new Distribution(1, warmStart.distribution(graph));
    }
    if (preference != null && options.compat() != Compat.NETWORKX) {
      return new Distribution(1, preference);
    }
    return new Distribution(
        options.compat().uniformStart(graph.vertexCount(), options.damping()), null);
  }

  /**
   * With F the exact iteration and r′ = F(r) + ε: ‖r′ − r*‖ ≤ (d·‖r′ − r‖ + ‖ε‖) ÷ (1−d). In
   * float32 ε comes from rounding the contributions, and the ranks are rounded once more at the
   * end.
   */
  private double errorBound(double change, int vertexCount) {
    double damping = options.damping();
    double rounding = options.precision() == Precision.FLOAT32 ? FLOAT32_ROUNDING : 0;
    double total = options.compat() == Compat.GDS ? vertexCount : 1;
    return damping / (1 - damping) * change + total * rounding * (1 / (1 - damping) + 1);
  }
}
