package org.warpath.graph.sssp;

import org.warpath.graph.Graph;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;

/**
 * Single-source shortest paths over weights that are not negative.
 *
 * <p>Distances are formed in float32. Since rounded addition is monotone their least fixed point is
 * unique, and every engine and thread count gives the same bits. Of parallel edges the lightest
 * counts; an edge of weight +∞ leads nowhere.
 *
 * <p>On the CPU: delta-stepping, see {@link org.warpath.graph.paths.BucketSearch}. O(n + m) time on
 * graphs with random weights; about 16 n bytes beyond the graph and the result.
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
   * @param control told of each bucket of distances
   * @throws IllegalArgumentException if the source or target does not exist, or weights count and
   *     one is negative or NaN, anywhere in the graph; the message names the first such edge
   * @throws java.util.concurrent.CancellationException if {@code control} cancelled the run
   */
  public static SsspResult run(
      Graph graph, SsspOptions options, Engine engine, RunControl control) {
    return new SsspResult(
        switch (engine) {
          case Engine.Cpu cpu -> CpuSssp.run(graph, options, cpu, control);
          case Engine.Cuda cuda -> throw new UnsupportedOperationException("not yet on " + cuda);
        });
  }
}
