package org.warpath.api.client.answer;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * A graph with its degrees.
 *
 * @param graph the graph
 * @param degrees how many vertices have how many edges
 */
public record GraphDetail(@JsonUnwrapped GraphInfo graph, Degrees degrees) {

  /**
   * Degrees either way.
   *
   * @param out of the edges that leave vertices
   * @param in of the edges that lead to vertices
   */
  public record Degrees(Histogram out, Histogram in) {}

  /**
   * How many vertices have how many edges.
   *
   * @param max the largest degree
   * @param mean the mean degree
   * @param bins degrees 0, 1, 2–3, 4–7, 8–15 …
   */
  public record Histogram(long max, double mean, List<Bin> bins) {}

  /**
   * A bin of a histogram.
   *
   * @param from its least degree
   * @param to its largest degree, included
   * @param vertices how many vertices have such a degree
   */
  public record Bin(long from, long to, int vertices) {}
}
