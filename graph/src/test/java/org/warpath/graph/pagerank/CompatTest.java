package org.warpath.graph.pagerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.warpath.graph.Graph;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.pagerank.SlowPageRank.Sample;
import org.warpath.kernels.Engine;

/** Each system's PageRank, written down again from its own description. */
class CompatTest {
  private static final Engine ENGINE = Engine.cpu(2);
  private static final double D = .85;

  private static PageRankOptions options(Compat compat) {
    return PageRankOptions.defaults().withCompat(compat).withTolerance(1e-6);
  }

  /** A run of the reference: iterate until the pair of successive vectors is accepted. */
  private static void assertFollows(
      Graph graph,
      PageRankOptions options,
      double[] start,
      UnaryOperator<double[]> step,
      BiPredicate<double[], double[]> stop) {
    PageRankResult result = PageRank.run(graph, options, ENGINE);
    double[] before = start;
    double[] rank = step.apply(before);
    int iterations = 1;
    while (!stop.test(before, rank)) {
      before = rank;
      rank = step.apply(before);
      iterations++;
    }
    assertThat(result.stats().iterations()).isEqualTo(iterations);
    assertThat(result.stats().converged()).isTrue();
    assertThat(result.compat()).isEqualTo(options.compat());
    assertThat(result.ranks()).containsExactly(rank, within(1e-12));
  }

  private static double[] filled(int n, double value) {
    double[] vector = new double[n];
    Arrays.fill(vector, value);
    return vector;
  }

  @Property(tries = 40)
  void networkxStopsAtNTimesToleranceAndStartsUniform(@ForAll long seed) {
    Sample sample = Sample.of(seed, 40);
    int n = sample.n();
    double[] preference = SlowPageRank.normalised(sample.preference());
    try (Graph graph = sample.graph()) {
      assertFollows(
          graph,
          options(Compat.NETWORKX).withPersonalization(sample.preference()).withWeighted(true),
          SlowPageRank.uniform(n),
          rank -> sample.slow(true).step(rank, D, preference),
          (before, after) -> SlowPageRank.l1(before, after) < n * 1e-6);
    }
  }

  @Property(tries = 40)
  void gapDropsTheRankOfSinks(@ForAll long seed) {
    Sample sample = Sample.of(seed, 40);
    int n = sample.n();
    try (Graph graph = sample.graph()) {
      assertFollows(
          graph,
          options(Compat.GAP),
          SlowPageRank.uniform(n),
          rank -> sample.slow(false).step(rank, D, filled(n, (1 - D) / n), new double[n]),
          (before, after) -> SlowPageRank.l1(before, after) < 1e-6);
    }
  }

  @Property(tries = 40)
  void graphalyticsRunsItsIterations(@ForAll long seed) {
    Sample sample = Sample.of(seed, 40);
    double[] uniform = SlowPageRank.uniform(sample.n());
    double[] expected = uniform;
    for (int i = 0; i < 7; i++) {
      expected = sample.slow(false).step(expected, D, uniform);
    }
    try (Graph graph = sample.graph()) {
      PageRankResult result =
          PageRank.run(graph, options(Compat.GRAPHALYTICS).withIterations(7), ENGINE);
      assertThat(result.ranks()).containsExactly(expected, within(1e-14));
      assertThat(result.stats().iterations()).isEqualTo(7);
    }
  }

  @Test
  void modesThatDropSinksHaveTheClosedFormOfTwoVertices() {
    try (Graph graph = TestGraphs.directed(2, 0, 1)) {
      assertThat(PageRank.run(graph, options(Compat.GAP), ENGINE).ranks())
          .containsExactly(new double[] {.075, .13875}, within(1e-12));
      assertThat(PageRank.run(graph, options(Compat.GDS), ENGINE).ranks())
          .containsExactly(new double[] {.15, .2775}, within(1e-12));
    }
  }

  @Test
  void whatTheOtherSystemDoesNotKnowIsRefused() {
    assertRefused(
        options(Compat.GRAPHALYTICS),
        "compat graphalytics runs a fixed number of iterations: set iterations");
    PageRankOptions graphalytics = options(Compat.GRAPHALYTICS).withIterations(2);
    assertRefused(
        graphalytics.withPrecision(Precision.FLOAT32),
        "compat graphalytics computes in float64 only");
    assertRefused(
        graphalytics.withWeighted(true), "compat graphalytics does not know edge weights");
    assertRefused(options(Compat.GAP).withWeighted(true), "compat gap does not know edge weights");
    assertRefused(
        options(Compat.GAP).withPersonalization(Map.of(0, 1.0)),
        "compat gap does not know personalization");
    assertRefused(
        options(Compat.GDS).withWarmStart(new double[] {1, 1}),
        "compat gds does not know a warm start");
  }

  private static void assertRefused(PageRankOptions options, String message) {
    try (Graph graph = TestGraphs.directed(2, 0, 1)) {
      assertThatThrownBy(() -> PageRank.run(graph, options, ENGINE))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(message);
    }
  }
}
