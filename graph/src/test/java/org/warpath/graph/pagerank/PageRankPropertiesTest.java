package org.warpath.graph.pagerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.warpath.graph.Graph;
import org.warpath.graph.pagerank.SlowPageRank.Sample;
import org.warpath.kernels.Engine;

/** Random graphs, stored in a shuffled order, against the dense reference. */
class PageRankPropertiesTest {
  private static final Engine ENGINE = Engine.cpu(2);

  private static PageRankOptions options(boolean weighted) {
    return PageRankOptions.defaults().withTolerance(1e-13).withWeighted(weighted);
  }

  @Property(tries = 60)
  void uniformRanksAreTheReferences(@ForAll long seed, @ForAll boolean weighted) {
    Sample sample = Sample.of(seed, 30);
    try (Graph graph = sample.graph()) {
      PageRankResult result = PageRank.run(graph, options(weighted), ENGINE);
      double[] expected = sample.slow(weighted).solve(.85, SlowPageRank.uniform(sample.n()));
      assertThat(result.stats().converged()).isTrue();
      assertThat(SlowPageRank.l1(result.ranks(), expected)).isLessThan(1e-11);
      assertThat(PageRankContract.sum(result.ranks())).isCloseTo(1, within(1e-12));
    }
  }

  @Property(tries = 60)
  void personalisedRanksAreTheReferences(@ForAll long seed, @ForAll boolean weighted) {
    Sample sample = Sample.of(seed, 30);
    try (Graph graph = sample.graph()) {
      PageRankOptions options =
          options(weighted).withDamping(.6).withPersonalization(sample.preference());
      double[] expected =
          sample.slow(weighted).solve(.6, SlowPageRank.normalised(sample.preference()));
      assertThat(SlowPageRank.l1(PageRank.run(graph, options, ENGINE).ranks(), expected))
          .isLessThan(1e-11);
    }
  }

  @Property(tries = 60)
  void float32StaysWithinItsErrorBound(@ForAll long seed, @ForAll boolean weighted) {
    Sample sample = Sample.of(seed, 60);
    try (Graph graph = sample.graph()) {
      PageRankResult result =
          PageRank.run(
              graph,
              options(weighted).withPrecision(Precision.FLOAT32).withTolerance(1e-6),
              ENGINE);
      double[] expected = sample.slow(weighted).solve(.85, SlowPageRank.uniform(sample.n()));
      assertThat(result.stats().converged()).isTrue();
      assertThat(SlowPageRank.l1(result.ranks(), expected))
          .isLessThanOrEqualTo(result.errorBound())
          .isLessThan(1e-5);
    }
  }

  @Property(tries = 40)
  void theStorageOrderDoesNotMatter(@ForAll long seed) {
    Sample sample = Sample.of(seed, 60);
    try (Graph shuffled = sample.graph();
        Graph plain = sample.graphInVertexOrder()) {
      PageRankOptions options = options(true).withPersonalization(sample.preference());
      assertThat(
              SlowPageRank.l1(
                  PageRank.run(shuffled, options, ENGINE).ranks(),
                  PageRank.run(plain, options, ENGINE).ranks()))
          .isLessThan(1e-12);
    }
  }

  @Property(tries = 40)
  void theErrorBoundHoldsAtEveryStop(@ForAll long seed) {
    Sample sample = Sample.of(seed, 30);
    double[] exact = sample.slow(false).solve(.85, SlowPageRank.uniform(sample.n()));
    try (Graph graph = sample.graph()) {
      for (int iterations : new int[] {1, 2, 5, 20}) {
        PageRankResult result =
            PageRank.run(graph, options(false).withIterations(iterations), ENGINE);
        assertThat(SlowPageRank.l1(result.ranks(), exact))
            .isLessThanOrEqualTo(result.errorBound() + 1e-14);
      }
    }
  }
}
