package org.warpath.api.client.answer;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What label propagation answers.
 *
 * @param run engine, iterations, timings …
 * @param summary how many communities there are
 * @param top the largest communities, each by the vertex that names it, their values being sizes
 * @param stored the vector that the labels were kept as; null if they were not
 */
public record CdlpAnswer(
    @JsonUnwrapped Run run, Summary summary, List<RankedVertex> top, @Nullable VectorInfo stored)
    implements Answer {

  public CdlpAnswer {
    top = RankedVertex.orNone(top);
  }

  /**
   * The whole.
   *
   * @param communities different labels
   */
  public record Summary(int communities) {}

  /** How many communities there are. */
  public int communities() {
    return summary.communities();
  }
}
