package org.warpath.graph.pagerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.warpath.graph.Graph;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.pagerank.PageRankVerifier.Check;
import org.warpath.graph.pagerank.SlowPageRank.Sample;
import org.warpath.kernels.Engine;

class PageRankVerifierTest {
  private static final PageRankOptions DEFAULTS = PageRankOptions.defaults();

  @Property(tries = 40)
  void residualIsThatOfTheReference(@ForAll long seed, @ForAll boolean weighted) {
    Sample sample = Sample.of(seed, 40);
    double[] preference = SlowPageRank.normalised(sample.preference());
    double[] anything = SlowPageRank.scaled(sample.preference(), .3);
    try (Graph graph = sample.graph()) {
      Check check =
          PageRankVerifier.check(
              graph,
              DEFAULTS.withWeighted(weighted).withPersonalization(sample.preference()),
              anything);
      assertThat(check.residual())
          .isCloseTo(
              SlowPageRank.l1(anything, sample.slow(weighted).step(anything, .85, preference)),
              within(1e-12));
      assertThat(check.sumError())
          .isCloseTo(Math.abs(PageRankContract.sum(anything) - 1), within(1e-13));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Compat.class,
      names = {"NONE", "NETWORKX", "GAP", "GDS"})
  void answersOfEveryModeAreAcceptedAndSpoiltOnesAreNot(Compat compat) {
    Sample sample = Sample.of(3, 200);
    PageRankOptions options = DEFAULTS.withCompat(compat).withTolerance(1e-14);
    try (Graph graph = sample.graph()) {
      double[] ranks = PageRank.run(graph, options, Engine.cpu(2)).ranks();
      assertThat(PageRankVerifier.check(graph, options, ranks).accepts(1e-11)).isTrue();
      ranks[0] += 1e-6;
      assertThat(PageRankVerifier.check(graph, options, ranks).accepts(1e-7)).isFalse();
      ranks[0] = Double.NaN;
      assertThat(PageRankVerifier.check(graph, options, ranks).accepts(1)).isFalse();
    }
  }

  @Test
  void emptyGraphIsAccepted() {
    try (Graph graph = TestGraphs.directed(0)) {
      assertThat(PageRankVerifier.check(graph, DEFAULTS, new double[0]).accepts(0)).isTrue();
    }
  }

  @Test
  void theNumberOfRanksMustFit() {
    try (Graph graph = TestGraphs.directed(2, 0, 1)) {
      assertThatThrownBy(() -> PageRankVerifier.check(graph, DEFAULTS, new double[3]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("ranks must have one entry for each of the graph's 2 vertices, had 3");
    }
  }
}
