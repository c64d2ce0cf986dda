package org.warpath.api.client.answer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What lies around some vertices.
 *
 * @param vertices nearest first
 * @param edges all edges between them
 * @param truncated whether the limit left vertices out
 */
public record Subgraph(List<Member> vertices, List<Edge> edges, boolean truncated) {

  /**
   * A vertex.
   *
   * @param vertex its number in the whole graph
   * @param name its name; null if the graph has none
   * @param hops edges from the nearest of the vertices asked for
   * @param rank its PageRank in the whole graph
   * @param outDegree edges that leave it in the whole graph
   * @param inDegree edges that lead to it in the whole graph
   */
  public record Member(
      int vertex, @Nullable String name, int hops, double rank, long outDegree, long inDegree) {

    /** Its name, or {@code #17}. */
    public String label() {
      return Vertex.label(vertex, name);
    }
  }

  /**
   * An edge.
   *
   * @param source where it leaves
   * @param target where it leads
   * @param weight its weight; 1 if the graph has none
   */
  public record Edge(int source, int target, double weight) {}
}
