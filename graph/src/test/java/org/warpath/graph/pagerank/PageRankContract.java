package org.warpath.graph.pagerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.graph.Graph;
import org.warpath.graph.GraphalyticsExample;
import org.warpath.graph.Shapes;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.TestGraphs.Edge;
import org.warpath.kernels.CancellationToken;
import org.warpath.kernels.Engine;
import org.warpath.kernels.Progress;
import org.warpath.kernels.RunControl;

/** What PageRank must do on every engine. */
abstract class PageRankContract {
  static final PageRankOptions DEFAULTS = PageRankOptions.defaults();
  static final int[] SIX = {0, 1, 0, 2, 2, 0, 2, 1, 2, 4, 3, 4, 3, 5, 4, 3, 4, 5, 5, 3};
  static final int[] PATH = {0, 1, 1, 2, 2, 3};

  abstract Engine engine();

  PageRankResult run(Graph graph, PageRankOptions options) {
    return PageRank.run(graph, options, engine());
  }

  double[] ranks(Graph graph, PageRankOptions options) {
    try (graph) {
      return run(graph, options).ranks();
    }
  }

  static void assertRanks(double[] actual, double tolerance, double... expected) {
    assertThat(actual).hasSize(expected.length).containsExactly(expected, within(tolerance));
  }

  @Test
  void ranksTheSixVertexGraphAsPublished() {
    assertRanks(
        ranks(TestGraphs.directed(6, SIX), DEFAULTS),
        1e-6,
        .051705,
        .073679,
        .057412,
        .348704,
        .199904,
        .268596);
    assertRanks(
        ranks(TestGraphs.directed(6, SIX), DEFAULTS.withDamping(.9)),
        1e-6,
        .037212,
        .053957,
        .041506,
        .375081,
        .205998,
        .286246);
  }

  @Test
  void ranksTheWeightedSixVertexGraphAsPublished() {
    Graph graph =
        TestGraphs.weighted(
            6,
            new Edge(0, 1, .1f),
            new Edge(1, 3, 2.1f),
            new Edge(1, 4, 1.1f),
            new Edge(2, 0, 5.1f),
            new Edge(2, 1, 3.1f),
            new Edge(2, 3, 4.1f),
            new Edge(3, 5, 7.2f),
            new Edge(4, 5, 3.2f));
    assertRanks(
        ranks(graph, DEFAULTS.withDamping(.95).withWeighted(true)),
        1e-3,
        .0915528,
        .168382,
        .0656831,
        .191468,
        .120677,
        .362237);
  }

  @Test
  void ranksAPathUniformAndPersonalised() {
    assertRanks(
        ranks(TestGraphs.directed(4, PATH), DEFAULTS), 1e-6, .116156, .214888, .298811, .370145);
    double[] expected = {.0559233, .159381, .303244, .481451};
    assertRanks(
        ranks(
            TestGraphs.directed(4, PATH),
            DEFAULTS.withPersonalization(new double[] {.1, .2, .3, .4})),
        1e-6,
        expected);
    assertRanks(
        ranks(
            TestGraphs.directed(4, PATH),
            DEFAULTS.withPersonalization(Map.of(0, 10.0, 1, 20.0, 2, 30.0, 3, 40.0))),
        1e-6,
        expected);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void matchesTheReferenceOutputOfGraphalytics(boolean directed) throws IOException {
    GraphalyticsExample example = GraphalyticsExample.of(directed);
    double[] expected = example.expected("PR").stream().mapToDouble(Double::parseDouble).toArray();
    PageRankOptions options = DEFAULTS.withCompat(Compat.GRAPHALYTICS).withIterations(2);
    assertRanks(ranks(example.graph(), options), 1e-14, expected);
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void aCycleAndACompleteGraphRankUniformly(Precision precision) {
    PageRankOptions options = DEFAULTS.withPrecision(precision);
    int n = 11;
    double[] expected = SlowPageRank.uniform(n);
    assertRanks(ranks(TestGraphs.directed(n, Shapes.cycle(n)), options), 1e-7, expected);
    assertRanks(ranks(TestGraphs.undirected(n, Shapes.clique(0, n)), options), 1e-7, expected);
  }

  @Test
  void aStarsCentreHasTheClosedFormsRank() {
    int leaves = 100_000;
    double[] ranks = ranks(TestGraphs.undirected(leaves + 1, Shapes.star(leaves)), DEFAULTS);
    // c = (1−d)/n + d·(1−c), since all leaves' rank flows to the centre
    double d = .85;
    double centre = ((1 - d) / (leaves + 1) + d) / (1 + d);
    assertThat(ranks[0]).isCloseTo(centre, within(1e-9));
    assertThat(ranks[leaves]).isCloseTo((1 - centre) / leaves, within(1e-13));
  }

  @Test
  void dampingZeroGivesThePreferenceItself() {
    assertRanks(
        ranks(
            TestGraphs.directed(4, PATH),
            DEFAULTS.withDamping(0).withPersonalization(Map.of(1, 1.0, 2, 3.0))),
        1e-15,
        0,
        .25,
        .75,
        0);
  }

  @Test
  void emptyGraphHasNoRanksAndConverges() {
    try (Graph graph = TestGraphs.directed(0)) {
      PageRankResult result = run(graph, DEFAULTS);
      assertThat(result.ranks()).isEmpty();
      assertThat(result.stats().converged()).isTrue();
      assertThat(result.errorBound()).isZero();
      assertThat(result.top(3)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void oneVertexHasAllTheRank(Precision precision) {
    PageRankOptions options = DEFAULTS.withPrecision(precision);
    assertRanks(ranks(TestGraphs.directed(1), options), 1e-7, 1);
    assertRanks(ranks(TestGraphs.directed(1, 0, 0), options), 1e-7, 1);
  }

  @Test
  void aVertexWhoseOutWeightsAreAllZeroIsDangling() {
    Graph graph =
        TestGraphs.weighted(
            3, new Edge(0, 1, 2), new Edge(1, 2, 0), new Edge(1, 0, 0), new Edge(2, 0, 1));
    assertRanks(
        ranks(graph, DEFAULTS.withWeighted(true).withTolerance(1e-15)),
        1e-12,
        ranks(TestGraphs.directed(3, 0, 1, 2, 0), DEFAULTS.withTolerance(1e-15)));
  }

  @Test
  void weightsAreIgnoredUnlessAskedFor() {
    Graph graph = TestGraphs.weighted(3, new Edge(0, 1, 9), new Edge(0, 2, 1), new Edge(2, 0, 5));
    assertThat(ranks(graph, DEFAULTS))
        .containsExactly(ranks(TestGraphs.directed(3, 0, 1, 0, 2, 2, 0), DEFAULTS));
  }

  @ParameterizedTest
  @ValueSource(floats = {-1, Float.NaN, Float.POSITIVE_INFINITY})
  void aBadWeightIsRefusedNamingItsEdgeByVertices(float bad) {
    int n = 600;
    List<Edge> edges = new ArrayList<>();
    for (int v = 0; v + 1 < n; v++) {
      edges.add(new Edge(v, v + 1, v == 411 ? bad : 1));
    }
    try (Graph graph = TestGraphs.graph(n, false, true, edges, TestGraphs.shuffled(n, 7))) {
      assertThatThrownBy(() -> run(graph, DEFAULTS.withWeighted(true)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("PageRank needs finite weights ≥ 0; the edge 411→412 has " + bad);
      assertThat(run(graph, DEFAULTS).stats().converged()).isTrue();
    }
  }

  @Test
  void weightedNeedsWeights() {
    try (Graph graph = TestGraphs.directed(2, 0, 1)) {
      assertThatThrownBy(() -> run(graph, DEFAULTS.withWeighted(true)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("weighted PageRank needs edge weights; there are none");
    }
  }

  @Test
  void float32RefusesOutWeightsItCannotDivideBy() {
    try (Graph graph = TestGraphs.weighted(2, new Edge(0, 1, 1), new Edge(1, 0, 1e-30f))) {
      PageRankOptions options = DEFAULTS.withWeighted(true);
      assertRanks(run(graph, options).ranks(), 1e-9, .5, .5);
      assertThatThrownBy(() -> run(graph, options.withPrecision(Precision.FLOAT32)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("vertex 1 has 1.0")
          .hasMessageContaining("use float64");
    }
  }

  @Test
  void convergingInExactlyTheLastAllowedIterationCounts() {
    try (Graph graph = TestGraphs.directed(6, SIX)) {
      int needed = run(graph, DEFAULTS).stats().iterations();
      assertThat(run(graph, DEFAULTS.withMaxIterations(needed)).stats().converged()).isTrue();
      PageRankResult stopped = run(graph, DEFAULTS.withMaxIterations(needed - 1));
      assertThat(stopped.stats().converged()).isFalse();
      assertThat(stopped.stats().iterations()).isEqualTo(needed - 1);
      assertThat(stopped.stats().residual()).isGreaterThan(1e-9);
    }
  }

  @Test
  void fixedIterationsRunOnAfterConvergence() {
    try (Graph graph = TestGraphs.directed(6, SIX)) {
      PageRankResult result = run(graph, DEFAULTS.withIterations(300));
      assertThat(result.stats().iterations()).isEqualTo(300);
      assertThat(result.stats().converged()).isTrue();
      PageRankResult few = run(graph, DEFAULTS.withIterations(3));
      assertThat(few.stats().iterations()).isEqualTo(3);
      assertThat(few.stats().converged()).isFalse();
    }
  }

  @Test
  void residualIsTheL1ChangeAndBoundsTheError() {
    try (Graph graph = TestGraphs.directed(6, SIX)) {
      double[] exact = run(graph, DEFAULTS.withIterations(400)).ranks();
      double[] before = run(graph, DEFAULTS.withIterations(9)).ranks();
      PageRankResult after = run(graph, DEFAULTS.withIterations(10));
      double change = SlowPageRank.l1(before, after.ranks());
      assertThat(after.stats().residual()).isCloseTo(change, within(1e-15));
      assertThat(after.errorBound()).isCloseTo(.85 / .15 * change, within(1e-14));
      assertThat(SlowPageRank.l1(exact, after.ranks())).isLessThanOrEqualTo(after.errorBound());
    }
  }

  @Test
  void aWarmStartFromTheAnswerNeedsOneIteration() {
    try (Graph graph =
        TestGraphs.graph(6, false, false, edges(SIX), new int[] {4, 1, 5, 0, 3, 2})) {
      PageRankResult cold = run(graph, DEFAULTS);
      double[] scaled = SlowPageRank.scaled(cold.ranks(), 17);
      PageRankResult warm = run(graph, DEFAULTS.withWarmStart(scaled));
      assertThat(warm.stats().iterations()).isOne();
      assertRanks(warm.ranks(), 1e-9, cold.ranks());
      assertThat(cold.stats().iterations()).isGreaterThan(20);
    }
  }

  @Test
  void vectorsThatDoNotFitTheGraphAreRefused() {
    try (Graph graph = TestGraphs.directed(3, 0, 1)) {
      assertThatThrownBy(() -> run(graph, DEFAULTS.withPersonalization(Map.of(3, 1.0))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("personalization vertex must be in [0, 3), was 3");
      assertThatThrownBy(() -> run(graph, DEFAULTS.withPersonalization(new double[] {1, 1})))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "personalization must have one weight for each of the graph's 3 vertices, had 2");
      assertThatThrownBy(() -> run(graph, DEFAULTS.withWarmStart(new double[] {1, 1, 1, 1})))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("warm start must have one weight for each of the graph's 3 vertices, had 4");
    }
  }

  @Test
  void hugeAndTinyPreferencesAreNormalisedAlike() {
    double[] expected =
        ranks(TestGraphs.directed(4, PATH), DEFAULTS.withPersonalization(Map.of(0, 1.0, 2, 1.0)));
    for (double scale : new double[] {Double.MAX_VALUE, Double.MIN_VALUE}) {
      Map<Integer, Double> weights = Map.of(0, scale, 2, scale);
      assertThat(ranks(TestGraphs.directed(4, PATH), DEFAULTS.withPersonalization(weights)))
          .containsExactly(expected);
    }
  }

  @Test
  void theListenerHearsEveryIteration() {
    List<Progress> heard = new ArrayList<>();
    try (Graph graph = TestGraphs.directed(6, SIX)) {
      PageRankResult result =
          PageRank.run(
              graph,
              DEFAULTS.withIterations(4),
              engine(),
              new RunControl(heard::add, new CancellationToken()));
      assertThat(heard).extracting(Progress::done).containsExactly(1L, 2L, 3L, 4L);
      assertThat(heard).extracting(Progress::total).containsOnly(4L);
      assertThat(heard.getLast().residual()).isEqualTo(result.stats().residual());
    }
  }

  @Test
  void cancellingEndsTheRunInThatIteration() {
    CancellationToken token = new CancellationToken();
    List<Long> heard = new ArrayList<>();
    RunControl control =
        new RunControl(
            progress -> {
              heard.add(progress.done());
              if (progress.done() == 3) {
                token.cancel();
              }
            },
            token);
    try (Graph graph = TestGraphs.directed(6, SIX)) {
      assertThatThrownBy(() -> PageRank.run(graph, DEFAULTS, engine(), control))
          .isInstanceOf(CancellationException.class);
      assertThat(heard).containsExactly(1L, 2L, 3L);
      assertThatThrownBy(() -> PageRank.run(graph, DEFAULTS, engine(), control))
          .isInstanceOf(CancellationException.class);
      assertThat(heard).hasSize(3);
    }
  }

  @Test
  void theResultSaysHowItWasMade() {
    try (Graph graph = TestGraphs.directed(6, SIX)) {
      PageRankResult result =
          run(graph, DEFAULTS.withPrecision(Precision.FLOAT32).withCompat(Compat.NETWORKX));
      assertThat(result.precision()).isEqualTo(Precision.FLOAT32);
      assertThat(result.compat()).isEqualTo(Compat.NETWORKX);
      assertThat(result.stats().engine()).isEqualTo(engine().toString());
      assertThat(result.stats().timings().total()).isPositive();
      assertThat(result.rank(3)).isEqualTo(result.ranks()[3]);
    }
  }

  static List<Edge> edges(int... ends) {
    List<Edge> edges = new ArrayList<>();
    for (int i = 0; i < ends.length; i += 2) {
      edges.add(new Edge(ends[i], ends[i + 1], 1));
    }
    return edges;
  }

  static double sum(double[] values) {
    return Arrays.stream(values).sum();
  }
}
