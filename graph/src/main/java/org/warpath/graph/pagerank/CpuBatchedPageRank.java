package org.warpath.graph.pagerank;

import java.util.ArrayList;
import java.util.List;
import org.warpath.graph.Graph;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.RunStats;
import org.warpath.kernels.Timings;

/**
 * Runs the preference vectors in groups of up to 8. A vector's ranks are taken out in the iteration
 * in which it converges; it rides along unheeded until the whole group has.
 */
final class CpuBatchedPageRank {
  static final int GROUP = 8;

  /** 8 vectors of this many vertices fill the largest Java array. */
  static final int MAX_VERTICES = (Integer.MAX_VALUE - 8) / GROUP;

  private final Graph graph;
  private final BatchedPageRankOptions options;
  private final Engine.Cpu engine;
  private final RunControl control;

  private final List<Answer> answers = new ArrayList<>();
  private int passes;
  private double load;
  private double compute;
  private double download;

  /** A vector's ranks, and how they were reached. */
  private record Answer(
      PageRankResult.Values ranks, int iterations, double residual, boolean converged) {}

  CpuBatchedPageRank(
      Graph graph, BatchedPageRankOptions options, Engine.Cpu engine, RunControl control) {
    if (graph.vertexCount() > MAX_VERTICES) {
      throw new IllegalArgumentException(
          "batched PageRank takes at most "
              + MAX_VERTICES
              + " vertices, the graph has "
              + graph.vertexCount());
    }
    this.graph = graph;
    this.options = options;
    this.engine = engine;
    this.control = control;
  }

  BatchedPageRankResult run() {
    control.cancellation().throwIfCancelled();
    long start = System.nanoTime();
    PullGraph pullGraph = new PullGraph(graph, options.weighted(), engine.threads());
    load += Timings.secondsSince(start);
    int count = options.preferences().size();
    for (int first = 0; first < count; first += GROUP) {
      runGroup(pullGraph, options.preferences().subList(first, Math.min(count, first + GROUP)));
    }
    Timings timings = new Timings(load, 0, compute, download);
    List<PageRankResult> results = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      results.add(result(options.preferences().get(i), answers.get(i), timings));
    }
    double residual = answers.stream().mapToDouble(Answer::residual).max().orElse(0);
    boolean converged = answers.stream().allMatch(Answer::converged);
    return new BatchedPageRankResult(
        results, new RunStats(engine.toString(), passes, residual, converged, timings));
  }

  private void runGroup(PullGraph pullGraph, List<VertexWeights> preferences) {
    long start = System.nanoTime();
    InterleavedIterates iterates =
        new InterleavedIterates(
            pullGraph, preferences.stream().map(p -> p.distribution(graph)).toList());
    load += Timings.secondsSince(start);

    Answer[] found = new Answer[preferences.size()];
    int missing = found.length;
    for (int iteration = 1; missing > 0; iteration++) {
      start = System.nanoTime();
      iterates.iterate(options.damping());
      compute += Timings.secondsSince(start);
      start = System.nanoTime();
      double largest = 0;
      for (int j = 0; j < found.length; j++) {
        if (found[j] == null) {
          double residual = iterates.change(j);
          boolean converged = residual <= options.tolerance();
          if (converged || iteration == options.maxIterations()) {
            double[] ranks = iterates.ranks(j, graph.order(), engine.threads());
            found[j] =
                new Answer(new PageRankResult.Float64Values(ranks), iteration, residual, converged);
            missing--;
          }
          largest = Math.max(largest, residual);
        }
      }
      download += Timings.secondsSince(start);
      passes++;
      control.iteration("batched pagerank", passes, -1, largest);
    }
    answers.addAll(List.of(found));
  }

  private PageRankResult result(VertexWeights preference, Answer answer, Timings timings) {
    return new PageRankResult(
        graph,
        answer.ranks(),
        new RunStats(
            engine.toString(), answer.iterations(), answer.residual(), answer.converged(), timings),
        options.damping() / (1 - options.damping()) * answer.residual(),
        options.each(preference));
  }
}
