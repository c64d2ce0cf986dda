package org.warpath.graph.paths;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A path through a graph.
 *
 * @param vertices the vertices along it, from the source to the target; empty if the target cannot
 *     be reached
 * @param weights the weight of each edge, one fewer than vertices; 1 each where weights do not
 *     count
 * @param total the distance, or the width, of the path: +∞, or −∞, if the target cannot be reached
 */
public record Path(List<Integer> vertices, List<Float> weights, float total) {

  /**
   * @throws IllegalArgumentException if there are not as many weights as edges
   */
  public Path {
    vertices = List.copyOf(vertices);
    weights = List.copyOf(weights);
    if (weights.size() != Math.max(0, vertices.size() - 1)) {
      throw new IllegalArgumentException(
          "a path of "
              + vertices.size()
              + " vertices cannot have "
              + weights.size()
              + " edge weights");
    }
  }

  /** Whether there is no path: the target cannot be reached. */
  public boolean isEmpty() {
    return vertices.isEmpty();
  }

  /** The path from the source of {@code labels} to {@code target}, along its parents. */
  static Path follow(PathLabels labels, int target) {
    float total = labels.labels()[target];
    if (total == labels.semiring().zero()) {
      return new Path(List.of(), List.of(), total);
    }
    List<Integer> vertices = new ArrayList<>();
    List<Float> weights = new ArrayList<>();
    int[] parents = labels.parents();
    int v = target;
    vertices.add(v);
    for (int u = parents[v]; u >= 0; u = parents[v]) {
      weights.add(labels.tightWeight(u, v));
      vertices.add(u);
      v = u;
    }
    Collections.reverse(vertices);
    Collections.reverse(weights);
    return new Path(vertices, weights, total);
  }
}
