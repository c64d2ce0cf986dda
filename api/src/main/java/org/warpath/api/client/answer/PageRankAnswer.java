package org.warpath.api.client.answer;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What PageRank answers. The error bound is that of the ranks' L1 distance from the exact ones.
 *
 * @param run engine, iterations, timings …
 * @param top the vertices of the highest ranks, highest first; all ranks sum to 1
 * @param stored the vector that the ranks were kept as; null if they were not
 */
public record PageRankAnswer(
    @JsonUnwrapped Run run, List<RankedVertex> top, @Nullable VectorInfo stored) implements Answer {

  public PageRankAnswer {
    top = RankedVertex.orNone(top);
  }
}
