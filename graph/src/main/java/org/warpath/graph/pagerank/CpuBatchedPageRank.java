package org.warpath.graph.pagerank;

import java.util.List;
import org.warpath.graph.Graph;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.Timings;

/** Runs the preference vectors in groups of up to 8. */
final class CpuBatchedPageRank {
  static final int GROUP = 8;

  /** 8 vectors of this many vertices fill the largest Java array. */
  static final int MAX_VERTICES = (Integer.MAX_VALUE - 8) / GROUP;

  private CpuBatchedPageRank() {}

  static BatchedPageRankResult run(
      Graph graph, BatchedPageRankOptions options, Engine.Cpu engine, RunControl control) {
    if (graph.vertexCount() > MAX_VERTICES) {
      throw new IllegalArgumentException(
          "batched PageRank takes at most "
              + MAX_VERTICES
              + " vertices, the graph has "
              + graph.vertexCount());
    }
    control.cancellation().throwIfCancelled();
    Batch batch = new Batch(graph, options, engine.toString(), control);
    long start = System.nanoTime();
    PullGraph pullGraph = new PullGraph(graph, options.weighted(), engine.threads());
    double load = Timings.secondsSince(start);
    List<VertexWeights> preferences = options.preferences();
    for (int first = 0; first < preferences.size(); first += GROUP) {
      start = System.nanoTime();
      List<double[]> group =
          preferences.subList(first, Math.min(preferences.size(), first + GROUP)).stream()
              .map(preference -> preference.distribution(graph))
              .toList();
      InterleavedIterates iterates =
          new InterleavedIterates(pullGraph, group, graph.order(), engine.threads());
      load += Timings.secondsSince(start);
      batch.run(iterates);
    }
    return batch.result(load, 0);
  }
}
