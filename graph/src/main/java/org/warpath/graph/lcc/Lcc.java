package org.warpath.graph.lcc;

import org.warpath.graph.Graph;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;

/**
 * The local clustering coefficient of every vertex, as LDBC Graphalytics defines it: how many of
 * the arcs that its neighbours could have among themselves are there.
 *
 * <p>With N(v) the vertices joined to v by an edge in either direction, without v itself: the
 * number of ordered pairs (u, w) in N(v) with an arc u→w, divided by |N(v)|·(|N(v)|−1); 0 where v
 * has fewer than two neighbours. Parallel edges count once, self-loops not at all.
 *
 * <p>Source: Iosup et al., "The LDBC Graphalytics Benchmark", arXiv:2011.15028, section 2.3.5.
 */
public final class Lcc {
  private Lcc() {}

  /**
   * Computes all coefficients by listing each triangle once: O(m^1.5) time at worst, 2 bytes an
   * arc, 36 bytes a vertex and 4 more for each thread, beside the graph and, if it is directed, its
   * in-edges. On a GPU the graph and those, up to 44 bytes a vertex and 4 an edge (8 while it
   * orients a directed graph). Every engine gives the same bits.
   */
  public static LccResult run(Graph graph, Engine engine) {
    return run(graph, engine, RunControl.none());
  }

  /**
   * As above, reporting progress.
   *
   * @throws java.util.concurrent.CancellationException if the run was cancelled
   */
  public static LccResult run(Graph graph, Engine engine, RunControl control) {
    return switch (engine) {
      case Engine.Cpu cpu -> CpuLcc.run(graph, cpu, control);
      case Engine.Cuda cuda -> CudaLcc.run(graph, cuda, control);
    };
  }
}
