package org.warpath.api.client.answer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A vertex at the top of an answer, where none is whose value is not finite.
 *
 * @param vertex its number
 * @param name its name; null if the graph has none
 * @param value what the algorithm computed for it
 * @param inDegree edges that lead to it
 * @param outDegree edges that leave it
 */
public record RankedVertex(
    int vertex, @Nullable String name, double value, long inDegree, long outDegree) {

  /** Its name, or {@code #17}. */
  public String label() {
    return Vertex.label(vertex, name);
  }

  static List<RankedVertex> orNone(@Nullable List<RankedVertex> top) {
    return top == null ? List.of() : List.copyOf(top);
  }
}
