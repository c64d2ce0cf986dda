package org.warpath.api.client.answer;

import org.jspecify.annotations.Nullable;

/**
 * A vertex.
 *
 * @param vertex its number, 0 … n−1
 * @param name its name; null if the graph has none
 * @param outDegree edges that leave it
 * @param inDegree edges that lead to it
 */
public record Vertex(int vertex, @Nullable String name, long outDegree, long inDegree) {

  /** Its name, or {@code #17}. */
  public String label() {
    return label(vertex, name);
  }

  static String label(int vertex, @Nullable String name) {
    return name == null ? "#" + vertex : name;
  }
}
