package org.warpath.graph.pagerank;

import org.warpath.graph.Graph;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;

/**
 * PageRank (Page, Brin, Motwani, Winograd 1999): the probability of finding, after long, at each
 * vertex a surfer who follows a random out-edge with probability d and else teleports:
 *
 * <pre>r = (1−d)·p + d·(Aᵀ D⁻¹ r + sinkMass·p)</pre>
 *
 * <p>p is the normalised preference vector (uniform unless personalised), D the out-degrees, or
 * out-weights if weighted, and sinkMass the rank of all vertices whose D is 0, which is spread over
 * p. Parallel edges count each. Ranks sum to 1.
 *
 * <p>Solved by power iteration, O(n + m) each; the change shrinks by at least d an iteration, so
 * the default tolerance is met after at most 130 or so. Beyond the graph and its in-edges it takes
 * 16 bytes a vertex in float64, 8 in float32, 24 for {@link Compat#GDS}; 8 more if weighted, 8 more
 * if personalised or warm-started by a whole vector (a few vertices cost nothing). Graphs of 1.6
 * million vertices and more that are stored by degree take 12 bytes a vertex and up to 4 an edge (8
 * weighted) on the CPU besides, if that is a quarter of the machine's memory or less: iterations
 * are up to twice as fast then, and the ranks the same to the bit.
 *
 * <p>On a GPU an iteration moves about 4 bytes an edge (8 weighted) and 20 a vertex in float32, 28
 * in float64, beside the gathers. The in-edges and 4 bytes a vertex (8 weighted) stay there between
 * runs, so that later runs upload nothing but vectors of their own; a run takes as much as on the
 * CPU, 8 bytes a vertex if personalised by whatever, and 0.02 bytes an edge. Its answers are the
 * CPU's but for the order of additions: within 1e-12 in L1 distance in float64, 1e-6 in float32.
 * Each engine's have the same bits in every run, whatever the number of threads.
 */
public final class PageRank {
  private PageRank() {}

  /**
   * The ranks of {@code graph}. A graph without vertices gives an empty, converged result; a run
   * that does not converge within the iteration cap gives a result that says so.
   *
   * @throws IllegalArgumentException if the options do not fit the graph (a preference of a vertex
   *     it does not have, weighted without weights, a negative weight) or each other
   * @throws org.warpath.kernels.cuda.CudaException if the device fails or has too little memory
   */
  public static PageRankResult run(Graph graph, PageRankOptions options, Engine engine) {
    return run(graph, options, engine, RunControl.none());
  }

  /**
   * As above, told of each iteration, and cancellable before each.
   *
   * @throws IllegalArgumentException as above
   * @throws java.util.concurrent.CancellationException if {@code control} cancels the run
   */
  public static PageRankResult run(
      Graph graph, PageRankOptions options, Engine engine, RunControl control) {
    options.requireFits(graph);
    return switch (engine) {
      case Engine.Cpu cpu -> CpuPageRank.run(graph, options, cpu, control);
      case Engine.Cuda cuda -> new CudaPageRank(graph, options, cuda, control).run();
    };
  }
}
