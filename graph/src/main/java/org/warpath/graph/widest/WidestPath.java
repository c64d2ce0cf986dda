package org.warpath.graph.widest;

import org.warpath.graph.Graph;
import org.warpath.graph.paths.PathRun;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.linalg.sparse.Semiring;

/**
 * Single-source widest (maximum bottleneck) paths: the (max, min) sibling of shortest paths.
 *
 * <p>Capacities may be zero, negative or infinite, but not NaN; −0 counts as 0, and an edge of
 * capacity −∞ leads nowhere. Of parallel edges the widest counts. Neither max nor min rounds, so
 * every engine and thread count gives the same bits.
 *
 * <p>On the CPU: a search in buckets of widths, see {@link org.warpath.graph.paths.BucketSearch}.
 * O(n + m) time where a sample of the weights cuts them well; about 16 n bytes beyond the graph and
 * the result.
 *
 * <p>On CUDA: every vertex that improved is relaxed in the next sweep, see {@link
 * org.warpath.graph.paths.CudaPathSearch}. The device holds the out-edges, 8 n + 4 m bytes (8 m
 * with weights), kept for the next run, and about 20 n + m / 10 bytes of working memory. Widths,
 * parents and the count of the reached have the CPU's bits; iterations mean another thing, see
 * {@link WidestPathResult#stats}.
 */
public final class WidestPath {
  private WidestPath() {}

  /**
   * As {@link #run(Graph, WidestPathOptions, Engine, RunControl)}, with nobody listening.
   *
   * @throws IllegalArgumentException if the source or target does not exist, or weights count and
   *     one is NaN
   */
  public static WidestPathResult run(Graph graph, WidestPathOptions options, Engine engine) {
    return run(graph, options, engine, RunControl.none());
  }

  /**
   * Computes the widths from the options' source.
   *
   * @param control told of each bucket of widths, on CUDA of each sweep
   * @throws IllegalArgumentException if the source or target does not exist, or weights count and
   *     one is NaN, anywhere in the graph; the message names the first such edge
   * @throws java.util.concurrent.CancellationException if {@code control} cancelled the run
   * @throws org.warpath.kernels.cuda.CudaException if the device fails or has too little memory
   */
  public static WidestPathResult run(
      Graph graph, WidestPathOptions options, Engine engine, RunControl control) {
    boolean weighted = options.weighted() && graph.weighted();
    PathRun search =
        new PathRun(
            graph,
            Semiring.MAX_MIN,
            weighted,
            options.source(),
            options.target().orElse(-1),
            options.parents());
    return new WidestPathResult(
        switch (engine) {
          case Engine.Cpu cpu -> CpuWidestPath.run(search, cpu, control);
          case Engine.Cuda cuda -> CudaWidestPath.run(search, cuda, control);
        });
  }
}
