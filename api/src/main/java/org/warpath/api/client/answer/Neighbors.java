package org.warpath.api.client.answer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Neighbours of a vertex.
 *
 * @param vertex whose
 * @param name its name; null if the graph has none
 * @param direction out or in
 * @param degree how many there are in all
 * @param offset how many come before these
 * @param neighbors one an edge
 */
public record Neighbors(
    int vertex,
    @Nullable String name,
    String direction,
    long degree,
    long offset,
    List<Neighbor> neighbors) {

  /**
   * A neighbour.
   *
   * @param vertex its number
   * @param name its name; null if the graph has none
   * @param weight the edge's; 1 if the graph has none
   */
  public record Neighbor(int vertex, @Nullable String name, double weight) {

    /** Its name, or {@code #17}. */
    public String label() {
      return Vertex.label(vertex, name);
    }
  }
}
