package org.warpath.api.client.answer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path through a graph.
 *
 * @param found whether there is one
 * @param total its length, width or number of edges; infinite where the algorithm says so, NaN if
 *     no path was asked for
 * @param steps its vertices from the source to the target; empty if there is no path
 */
public record Path(boolean found, double total, List<Step> steps) {
  /** Of an answer without a target. */
  static final Path NONE = new Path(false, Double.NaN, List.of());

  public Path {
    steps = List.copyOf(steps);
  }

  /**
   * A vertex of a path.
   *
   * @param vertex its number
   * @param name its name; null if the graph has none
   * @param weight of the edge that leads here; NaN at the source
   */
  public record Step(int vertex, @Nullable String name, double weight) {

    /** Its name, or {@code #17}. */
    public String label() {
      return Vertex.label(vertex, name);
    }
  }

  /** This path, {@code ifFound} or {@code ifNot} where the service said null of its total. */
  static Path whereNull(@Nullable Path path, double ifFound, double ifNot) {
    if (path == null) {
      return NONE;
    }
    double total = Double.isNaN(path.total) ? (path.found ? ifFound : ifNot) : path.total;
    return new Path(path.found, total, path.steps);
  }
}
