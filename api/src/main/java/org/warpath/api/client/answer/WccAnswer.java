package org.warpath.api.client.answer;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a search for weakly connected components answers.
 *
 * @param run engine, iterations, timings …
 * @param summary how many there are, and how large
 * @param top the largest components, each by the vertex that names it, their values being sizes
 * @param stored the vector that the labels were kept as; null if they were not
 */
public record WccAnswer(
    @JsonUnwrapped Run run, Summary summary, List<RankedVertex> top, @Nullable VectorInfo stored)
    implements Answer {

  public WccAnswer {
    top = RankedVertex.orNone(top);
  }

  /**
   * The whole.
   *
   * @param components of any size
   * @param largestSize vertices in the largest; 0 in an empty graph
   */
  public record Summary(int components, int largestSize) {}

  /** How many components there are, single vertices among them. */
  public int components() {
    return summary.components();
  }
}
