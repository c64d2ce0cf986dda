package org.warpath.graph.pagerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.warpath.graph.Graph;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.TestGraphs.Edge;
import org.warpath.graph.pagerank.SlowPageRank.Sample;
import org.warpath.kernels.Engine;

/** Neo4j GDS's PageRank: the scores of its documentation, and its supersteps written down again. */
class GdsTest {
  private static final PageRankOptions GDS = PageRankOptions.defaults(Compat.GDS);

  /** What the supersteps give. */
  private record Answer(double[] ranks, int supersteps) {}

  /** Vertices send changes of their rank above the tolerance, and the first ones in any case. */
  private static Answer supersteps(
      int n, List<Edge> edges, boolean weighted, double[] bias, double tolerance, int most) {
    double[] out = new double[n];
    edges.forEach(edge -> out[edge.source()] += weighted ? edge.weight() : 1);
    double[] rank = SlowPageRank.scaled(bias, 1 - .85);
    double[] change = rank.clone();
    boolean[] sends = new boolean[n];
    Arrays.fill(sends, true);
    boolean halted = false;
    int superstep = 1;
    for (; !halted && superstep < most; superstep++) {
      double[] received = new double[n];
      for (Edge edge : edges) {
        int u = edge.source();
        if (sends[u] && out[u] > 0) {
          received[edge.target()] += change[u] / out[u] * (weighted ? edge.weight() : 1);
        }
      }
      halted = true;
      for (int v = 0; v < n; v++) {
        change[v] = .85 * received[v];
        rank[v] += change[v];
        sends[v] = change[v] > tolerance;
        halted &= !sends[v];
      }
    }
    return new Answer(rank, superstep);
  }

  @Property(tries = 100)
  void followsTheSupersteps(
      @ForAll long seed,
      @ForAll boolean weighted,
      @ForAll boolean personalised,
      @ForAll @IntRange(min = 1, max = 8) int digits,
      @ForAll @IntRange(min = 1, max = 80) int most) {
    Sample sample = Sample.of(seed, 40);
    int n = sample.n();
    double[] bias = sample.preference().clone();
    if (!personalised) {
      Arrays.fill(bias, 1);
    }
    double tolerance = Math.pow(10, -digits);
    PageRankOptions options =
        GDS.withTolerance(tolerance).withMaxIterations(most).withWeighted(weighted);
    Answer expected = supersteps(n, sample.edges(), weighted, bias, tolerance, most);
    double[] exact = bias;
    for (int i = 0; i < 300; i++) {
      exact =
          sample.slow(weighted).step(exact, .85, SlowPageRank.scaled(bias, 1 - .85), new double[n]);
    }
    try (Graph graph = sample.graph()) {
      PageRankResult result =
          PageRank.run(
              graph, personalised ? options.withPersonalization(bias) : options, Engine.cpu(2));
      assertThat(result.ranks()).containsExactly(expected.ranks(), within(1e-12));
      assertThat(result.stats().iterations()).isEqualTo(expected.supersteps());
      assertThat(SlowPageRank.l1(result.ranks(), exact))
          .isLessThanOrEqualTo(result.errorBound() + 1e-11);
    }
  }

  @Test
  void theStartIsTheFirstIteration() {
    try (Graph graph = TestGraphs.directed(2, 0, 1)) {
      PageRankResult result = PageRank.run(graph, GDS.withIterations(1), Engine.cpu(1));
      assertThat(result.ranks()).containsExactly(new double[] {.15, .15}, within(1e-15));
      assertThat(result.stats().residual()).isCloseTo(.15, within(1e-15));
      assertThat(result.stats().converged()).isFalse();
      // Vertex 1 still has .85 · .15 to come.
      assertThat(result.errorBound()).isGreaterThanOrEqualTo(.1275);
    }
  }

  /** The web of eight pages in the documentation of Neo4j GDS, with the scores printed there. */
  @Test
  void givesTheScoresOfItsDocumentation() {
    int home = 0;
    int about = 1;
    int product = 2;
    int links = 3;
    int a = 4;
    try (Graph graph =
        TestGraphs.weighted(
            8,
            new Edge(home, about, .2f),
            new Edge(home, links, .2f),
            new Edge(home, product, .6f),
            new Edge(about, home, 1),
            new Edge(product, home, 1),
            new Edge(a, home, 1),
            new Edge(5, home, 1),
            new Edge(6, home, 1),
            new Edge(7, home, 1),
            new Edge(links, home, .8f),
            new Edge(links, a, .05f),
            new Edge(links, 5, .05f),
            new Edge(links, 6, .05f),
            new Edge(links, 7, .05f))) {
      assertScores(
          graph,
          GDS,
          1e-15,
          3.215681999884452,
          1.0542700552146722,
          1.0542700552146722,
          .3278578964488539);
      assertScores(
          graph,
          GDS.withTolerance(.1),
          1e-15,
          1.5812450669583336,
          .5980194356381945,
          .5980194356381945,
          .23374955154166668);
      assertScores(
          graph,
          GDS.withDamping(.05),
          1e-15,
          1.2487309425844906,
          .9708121818724536,
          .9708121818724536,
          .9597081216238426);
      assertScores(
          graph,
          GDS.withPersonalization(Map.of(a, 1.0)),
          1e-15,
          .39902290442518784,
          .11220151747374331,
          .11220151747374331,
          .16890325301726694);
      // Weights are float64 there, float32 here.
      assertScores(
          graph,
          GDS.withWeighted(true),
          1e-6,
          3.53751028396339,
          .7452612763883698,
          1.9357838291651097,
          .18152677135466103);
    }
  }

  /** Of Home, About, Product and Site A. */
  private static void assertScores(
      Graph graph, PageRankOptions options, double tolerance, double... scores) {
    double[] ranks = PageRank.run(graph, options, Engine.cpu(1)).ranks();
    assertThat(new double[] {ranks[0], ranks[1], ranks[2], ranks[4]})
        .containsExactly(scores, within(tolerance));
  }
}
