package org.warpath.graph.sssp;

import org.warpath.graph.Graph;
import org.warpath.graph.paths.PathRun;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.linalg.sparse.Semiring;

/**
 * Single-source shortest paths over weights that are not negative.
 *
 * <p>Distances are formed in float32. Since rounded addition is monotone their least fixed point is
 * unique, and every engine and thread count gives the same bits. Of parallel edges the lightest
 * counts; an edge of weight +∞ leads nowhere.
 *
 * <p>On the CPU: delta-stepping, see {@link org.warpath.graph.paths.BucketSearch}. O(n + m) time on
 * graphs with random weights; about 16 n bytes beyond the graph and the result.
 *
 * <p>On CUDA: near-far delta-stepping, see {@link org.warpath.graph.paths.CudaPathSearch}. The
 * device holds the out-edges, 8 n + 4 m bytes (8 m with weights), kept for the next run, and about
 * 28 n + m / 10 bytes of working memory. Distances, parents and the count of the reached have the
 * CPU's bits; iterations mean another thing, see {@link SsspResult#stats}.
 */
public final class Sssp {
  private Sssp() {}

  /**
   * As {@link #run(Graph, SsspOptions, Engine, RunControl)}, with nobody listening.
   *
   * @throws IllegalArgumentException if the source or target does not exist, or weights count and
   *     one is negative or NaN
   */
  public static SsspResult run(Graph graph, SsspOptions options, Engine engine) {
    return run(graph, options, engine, RunControl.none());
  }

  /**
   * Computes the distances from the options' source.
   *
   * @param control told of each bucket of distances, on CUDA of each sweep
   * @throws IllegalArgumentException if the source or target does not exist, or weights count and
   *     one is negative or NaN, anywhere in the graph; the message names the first such edge
   * @throws java.util.concurrent.CancellationException if {@code control} cancelled the run
   * @throws org.warpath.kernels.cuda.CudaException if the device fails or has too little memory
   */
  public static SsspResult run(
      Graph graph, SsspOptions options, Engine engine, RunControl control) {
    boolean weighted = options.weighted() && graph.weighted();
    PathRun search =
        new PathRun(
            graph,
            Semiring.MIN_PLUS,
            weighted,
            options.source(),
            options.target().orElse(-1),
            options.parents());
    return new SsspResult(
        switch (engine) {
          case Engine.Cpu cpu -> CpuSssp.run(search, options.delta(), cpu, control);
          case Engine.Cuda cuda -> CudaSssp.run(search, options.delta(), cuda, control);
        });
  }
}
