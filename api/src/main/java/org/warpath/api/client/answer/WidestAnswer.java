package org.warpath.api.client.answer;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a search for widest paths answers.
 *
 * @param run engine, iterations, timings …
 * @param summary how much was reached
 * @param path the path to the target, its total being the width: +∞ to the source itself, −∞ if
 *     none leads there; not found and without steps too if no target was given
 * @param top the vertices of the widest paths, widest first, their values being widths
 * @param stored the vector that the widths were kept as; null if they were not
 */
public record WidestAnswer(
    @JsonUnwrapped Run run,
    Reach summary,
    Path path,
    List<RankedVertex> top,
    @Nullable VectorInfo stored)
    implements Answer {

  public WidestAnswer {
    path = Path.whereNull(path, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    top = RankedVertex.orNone(top);
  }

  /** How many vertices were reached, the source among them. */
  public int reached() {
    return summary.reached();
  }
}
