package org.warpath.graph.widest;

import org.warpath.graph.Graph;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;

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
   * @param control told of each bucket of widths
   * @throws IllegalArgumentException if the source or target does not exist, or weights count and
   *     one is NaN, anywhere in the graph; the message names the first such edge
   * @throws java.util.concurrent.CancellationException if {@code control} cancelled the run
   */
  public static WidestPathResult run(
      Graph graph, WidestPathOptions options, Engine engine, RunControl control) {
    return new WidestPathResult(
        switch (engine) {
          case Engine.Cpu cpu -> CpuWidestPath.run(graph, options, cpu, control);
          case Engine.Cuda cuda -> throw new UnsupportedOperationException("not yet on " + cuda);
        });
  }
}
