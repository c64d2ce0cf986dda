package org.warpath.graph.pagerank;

import java.util.ArrayList;
import java.util.List;
import org.warpath.graph.Graph;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.RunStats;
import org.warpath.kernels.Timings;

/**
 * A batched run, on whatever engine: groups of vectors, one after the other. A vector's ranks are
 * taken out in the iteration in which it converges; it rides along unheeded until the whole group
 * has.
 */
final class Batch {
  private final Graph graph;
  private final BatchedPageRankOptions options;
  private final String engine;
  private final RunControl control;

  private final List<Answer> answers = new ArrayList<>();
  private int passes;
  private double compute;
  private double download;

  /** A vector's ranks, and how they were reached. */
  private record Answer(
      PageRankResult.Values ranks, int iterations, double residual, boolean converged) {}

  /** The vectors of a group between iterations. */
  interface Group {
    /** How many they are. */
    int size();

    /** One iteration of all vectors; returns the L1 change of each. */
    double[] iterate(double damping);

    /** The ranks of vector {@code j} by vertex. */
    double[] ranks(int j);
  }

  Batch(Graph graph, BatchedPageRankOptions options, String engine, RunControl control) {
    this.graph = graph;
    this.options = options;
    this.engine = engine;
    this.control = control;
  }

  /** Iterates until all vectors of {@code group} are done. */
  void run(Group group) {
    Answer[] found = new Answer[group.size()];
    int missing = found.length;
    for (int iteration = 1; missing > 0; iteration++) {
      long start = System.nanoTime();
      double[] changes = group.iterate(options.damping());
      compute += Timings.secondsSince(start);
      start = System.nanoTime();
      double largest = 0;
      for (int j = 0; j < found.length; j++) {
        if (found[j] == null) {
          boolean converged = changes[j] <= options.tolerance();
          if (converged || iteration == options.maxIterations()) {
            found[j] =
                new Answer(
                    new PageRankResult.Float64Values(group.ranks(j)),
                    iteration,
                    changes[j],
                    converged);
            missing--;
          }
          largest = Math.max(largest, changes[j]);
        }
      }
      download += Timings.secondsSince(start);
      passes++;
      control.iteration("batched pagerank", passes, -1, largest);
    }
    answers.addAll(List.of(found));
  }

  /** The answers of all groups so far. */
  BatchedPageRankResult result(double load, double upload) {
    Timings timings = new Timings(load, upload, compute, download);
    List<PageRankResult> results = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      results.add(result(options.preferences().get(i), answers.get(i), timings));
    }
    double residual = answers.stream().mapToDouble(Answer::residual).max().orElse(0);
    boolean converged = answers.stream().allMatch(Answer::converged);
    return new BatchedPageRankResult(
        results, new RunStats(engine, passes, residual, converged, timings));
  }

  private PageRankResult result(VertexWeights preference, Answer answer, Timings timings) {
    PageRankOptions single = options.each(preference);
    return new PageRankResult(
        graph,
        answer.ranks(),
        new RunStats(engine, answer.iterations(), answer.residual(), answer.converged(), timings),
        single.errorBound(graph.vertexCount(), answer.iterations(), answer.residual()),
        single);
  }
}
