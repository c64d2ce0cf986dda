package org.warpath.graph;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.warpath.graph.TestGraphs.Edge;

/** Small random graphs for properties: dense enough for parallel edges and self-loops. */
public final class RandomGraphs {
  private RandomGraphs() {}

  /**
   * A graph as a list of arcs.
   *
   * @param shuffle seed of a storage order
   */
  public record Sample(int vertexCount, boolean symmetric, List<Edge> arcs, long shuffle) {
    /** The graph stored as numbered. */
    public Graph graph() {
      return TestGraphs.graph(vertexCount, symmetric, false, arcs, null);
    }

    /** The same graph stored in another order. */
    public Graph shuffled() {
      int[] order = TestGraphs.shuffled(vertexCount, shuffle);
      return TestGraphs.graph(vertexCount, symmetric, false, arcs, order);
    }
  }

  /**
   * Directed and undirected graphs of 1 to 12 vertices and up to 40 edges. Use with {@code
   * edgeCases = NONE}: jqwik's edge cases of edge lists outnumber the tries and are all tiny.
   */
  public static Arbitrary<Sample> samples() {
    Arbitrary<Integer> sizes = Arbitraries.integers().between(1, 12);
    return sizes.flatMap(n -> {
      Arbitrary<Integer> ends = Arbitraries.integers().between(0, n - 1);
      Arbitrary<Edge> edges = Combinators.combine(ends, ends).as((u, v) -> new Edge(u, v, 1f));
      return Combinators.combine(
              edges.list().ofMaxSize(40), Arbitraries.of(true, false), Arbitraries.longs())
          .as((list, symmetric, seed) -> sample(n, symmetric, list, seed));
    });
  }

  private static Sample sample(int n, boolean symmetric, List<Edge> edges, long seed) {
    return new Sample(n, symmetric, symmetric ? TestGraphs.mirrored(edges) : edges, seed);
  }
}
