package org.warpath.api.client.answer;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a search for shortest paths answers.
 *
 * @param run engine, iterations, timings …
 * @param summary how much was reached
 * @param path the path to the target, its total being the distance, +∞ if none leads there; not
 *     found and without steps too if no target was given
 * @param top the nearest vertices, their values being distances
 * @param stored the vector that the distances were kept as; null if they were not
 */
public record SsspAnswer(
    @JsonUnwrapped Run run,
    Reach summary,
    Path path,
    List<RankedVertex> top,
    @Nullable VectorInfo stored)
    implements Answer {

  public SsspAnswer {
    path = Path.whereNull(path, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    top = RankedVertex.orNone(top);
  }

  /** How many vertices were reached, the source among them. */
  public int reached() {
    return summary.reached();
  }
}
