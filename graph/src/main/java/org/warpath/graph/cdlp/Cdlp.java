package org.warpath.graph.cdlp;

import org.warpath.graph.Graph;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;

/**
 * Community detection by label propagation in the deterministic form of LDBC Graphalytics.
 *
 * <p>Every vertex begins with its own number as label. In each round all vertices at once take the
 * label most frequent among their neighbours, of several the smallest; a vertex without neighbours
 * keeps its own. In a directed graph the neighbours are those of out-edges and those of in-edges:
 * one that is both counts twice. Parallel edges count each. A self-loop makes a vertex its own
 * neighbour: once in an undirected graph, twice in a directed one.
 *
 * <p>The synchronous form need not settle (two vertices joined by an edge swap their labels
 * forever), hence the fixed number of rounds.
 *
 * <p>Source: Iosup et al., "The LDBC Graphalytics Benchmark", arXiv:2011.15028, section 2.3.4;
 * after Raghavan, Albert, Kumara, "Near linear time algorithm to detect community structures in
 * large-scale networks", 2007.
 */
public final class Cdlp {
  private Cdlp() {}

  /**
   * Spreads labels for the given number of rounds: O(n + m) time each, 8 bytes a vertex beside the
   * graph and, if it is directed, its in-edges. On a GPU the graph, up to 16 bytes a vertex and,
   * where vertices have more than 2,048 neighbours, up to 12 bytes for each of these, or a quarter
   * of the free memory. Every engine gives the same labels.
   */
  public static CdlpResult run(Graph graph, CdlpOptions options, Engine engine) {
    return run(graph, options, engine, RunControl.none());
  }

  /**
   * As above, reporting each round.
   *
   * @throws java.util.concurrent.CancellationException if the run was cancelled
   */
  public static CdlpResult run(
      Graph graph, CdlpOptions options, Engine engine, RunControl control) {
    return switch (engine) {
      case Engine.Cpu cpu -> CpuCdlp.run(graph, options, cpu, control);
      case Engine.Cuda cuda -> new CudaCdlp(graph, options, cuda, control).run();
    };
  }
}
