package org.warpath.graph.paths;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.warpath.graph.Graph;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.TestGraphs.Edge;

/** Random weighted graphs for path searches. */
public final class PathSamples {
  private PathSamples() {}

  /**
   * A graph as a list of arcs, and a source.
   *
   * @param shuffle seed of a storage order
   */
  public record Sample(int vertexCount, List<Edge> arcs, int source, long shuffle) {
    /** The graph stored as numbered. */
    public Graph graph() {
      return TestGraphs.graph(vertexCount, false, true, arcs, null);
    }

    /** The same graph stored in another order. */
    public Graph shuffled() {
      int[] order = TestGraphs.shuffled(vertexCount, shuffle);
      return TestGraphs.graph(vertexCount, false, true, arcs, order);
    }
  }

  /**
   * Graphs of 1 to 12 vertices and up to 40 arcs whose weights are drawn from {@code weights}; a
   * short list makes ties, parallel edges and, with 0, cycles of no length. Use with {@code
   * edgeCases = NONE}.
   */
  public static Arbitrary<Sample> of(Float... weights) {
    return Arbitraries.integers()
        .between(1, 12)
        .flatMap(n -> {
          Arbitrary<Integer> ends = Arbitraries.integers().between(0, n - 1);
          Arbitrary<Edge> edges =
              Combinators.combine(ends, ends, Arbitraries.of(weights)).as(Edge::new);
          return Combinators.combine(edges.list().ofMaxSize(40), ends, Arbitraries.longs())
              .as((arcs, source, shuffle) -> new Sample(n, arcs, source, shuffle));
        });
  }

  /** One such graph, drawn from {@code random}: for tests that jqwik cannot run. */
  public static Sample random(Random random, float... weights) {
    int n = 1 + random.nextInt(12);
    List<Edge> arcs = new ArrayList<>();
    for (int i = random.nextInt(41); i > 0; i--) {
      float weight = weights[random.nextInt(weights.length)];
      arcs.add(new Edge(random.nextInt(n), random.nextInt(n), weight));
    }
    return new Sample(n, arcs, random.nextInt(n), random.nextLong());
  }

  /**
   * A graph large enough to be worth several threads: a few hubs with half of the {@code arcCount}
   * arcs, the rest anywhere, weights {@code weightStep · 0 … 1023}.
   */
  public static Sample large(int vertexCount, int arcCount, float weightStep, long seed) {
    Random random = new Random(seed);
    List<Edge> arcs = new ArrayList<>();
    for (int i = 0; i < arcCount; i++) {
      int u = random.nextInt(i % 2 == 0 ? 8 : vertexCount);
      int v = random.nextInt(vertexCount - vertexCount / 16); // some are never reached
      arcs.add(new Edge(u, v, weightStep * random.nextInt(1024)));
    }
    Collections.shuffle(arcs, random);
    return new Sample(vertexCount, arcs, 0, seed);
  }
}
