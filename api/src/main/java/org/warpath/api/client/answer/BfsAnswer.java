package org.warpath.api.client.answer;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a breadth-first search answers.
 *
 * @param run engine, iterations, timings …
 * @param summary how much was reached
 * @param path the path to the target, its total being the number of edges, +∞ if none leads there;
 *     not found and without steps too if no target was given
 * @param top the nearest vertices, their values being numbers of edges
 * @param stored the vector that the depths were kept as; null if they were not
 */
public record BfsAnswer(
    @JsonUnwrapped Run run,
    Levels summary,
    Path path,
    List<RankedVertex> top,
    @Nullable VectorInfo stored)
    implements Answer {

  public BfsAnswer {
    path = Path.whereNull(path, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    top = RankedVertex.orNone(top);
  }

  /**
   * How much was reached.
   *
   * @param reached vertices, the source among them
   * @param levels distinct depths, the source's 0 among them
   */
  public record Levels(int reached, int levels) {}

  /** How many vertices were reached, the source among them. */
  public int reached() {
    return summary.reached();
  }
}
