package org.warpath.api.client.answer;

import org.jspecify.annotations.Nullable;

/**
 * A vertex and its value.
 *
 * @param vertex its number
 * @param name its name; null if the graph has none
 * @param value what was computed for it; infinite where the algorithm says so, NaN where the
 *     service said null of a vector of no known meaning
 */
public record Row(int vertex, @Nullable String name, double value) {

  /** Its name, or {@code #17}. */
  public String label() {
    return Vertex.label(vertex, name);
  }
}
