package org.warpath.api.client.answer;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run of local clustering coefficients answers.
 *
 * @param run engine, iterations, timings …
 * @param summary their mean
 * @param top the vertices of the largest coefficients
 * @param stored the vector that the coefficients were kept as; null if they were not
 */
public record LccAnswer(
    @JsonUnwrapped Run run, Summary summary, List<RankedVertex> top, @Nullable VectorInfo stored)
    implements Answer {

  public LccAnswer {
    top = RankedVertex.orNone(top);
  }

  /**
   * The whole.
   *
   * @param average the mean coefficient, in [0, 1]; 0 for an empty graph
   */
  public record Summary(double average) {}

  /** The mean coefficient, in [0, 1]. */
  public double average() {
    return summary.average();
  }
}
