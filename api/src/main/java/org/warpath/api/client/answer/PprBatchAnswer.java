package org.warpath.api.client.answer;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * What a batch of personalised PageRanks answers.
 *
 * @param run engine, iterations of the slowest, timings …
 * @param results one a preference, in their order
 */
public record PprBatchAnswer(@JsonUnwrapped Run run, List<Result> results) implements Answer {

  public PprBatchAnswer {
    results = List.copyOf(results);
  }

  /**
   * What one preference came to.
   *
   * @param iterations passes until it had converged
   * @param residual the L1 change of the last one
   * @param converged false if the iteration cap came first
   * @param errorBound the largest L1 error that its ranks can have
   * @param top the vertices of the highest ranks, highest first
   */
  public record Result(
      int iterations,
      double residual,
      boolean converged,
      double errorBound,
      List<RankedVertex> top) {

    public Result {
      top = RankedVertex.orNone(top);
    }
  }
}
