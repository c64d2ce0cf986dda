package org.warpath.api.client.answer;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a count of triangles answers.
 *
 * @param run engine, iterations, timings …
 * @param summary how many there are
 * @param top the vertices in most triangles, their values being how many
 * @param stored the vector that the counts were kept as; null if they were not
 */
public record TrianglesAnswer(
    @JsonUnwrapped Run run, Summary summary, List<RankedVertex> top, @Nullable VectorInfo stored)
    implements Answer {

  public TrianglesAnswer {
    top = RankedVertex.orNone(top);
  }

  /**
   * The whole.
   *
   * @param triangles sets of three vertices joined pairwise
   */
  public record Summary(long triangles) {}

  /** How many sets of three vertices are joined pairwise. */
  public long triangles() {
    return summary.triangles();
  }
}
