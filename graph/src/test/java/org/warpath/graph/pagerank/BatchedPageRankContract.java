package org.warpath.graph.pagerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.graph.Graph;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.TestGraphs.Edge;
import org.warpath.graph.pagerank.SlowPageRank.Sample;
import org.warpath.kernels.CancellationToken;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;

/** What batched PageRank must do on every engine. */
abstract class BatchedPageRankContract {
  abstract Engine engine();

  BatchedPageRankResult run(Graph graph, BatchedPageRankOptions options) {
    return BatchedPageRank.run(graph, options, engine());
  }

  private static List<VertexWeights> preferences(int count, int vertices) {
    Random random = new Random(count);
    List<VertexWeights> preferences = new ArrayList<>();
    for (int j = 0; j < count; j++) {
      preferences.add(
          VertexWeights.of(
              "personalization", Map.of(random.nextInt(vertices), 1.0 + j, j % vertices, 2.0)));
    }
    return preferences;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 5, 8, 9, 19})
  void resultsAreThoseOfSingleRuns(int count) {
    Sample sample = Sample.of(count, 400);
    try (Graph graph = sample.graph()) {
      for (boolean weighted : new boolean[] {false, true}) {
        List<VertexWeights> preferences = preferences(count, sample.n());
        BatchedPageRankOptions options =
            BatchedPageRankOptions.of(preferences).withWeighted(weighted).withDamping(.8);
        BatchedPageRankResult batch = run(graph, options);
        assertThat(batch.results()).hasSize(count);
        assertThat(batch.stats().converged()).isTrue();
        for (int j = 0; j < count; j++) {
          PageRankResult single =
              PageRank.run(
                  graph,
                  PageRankOptions.defaults()
                      .withDamping(.8)
                      .withWeighted(weighted)
                      .withPersonalization(preferences.get(j)),
                  engine());
          PageRankResult ours = batch.results().get(j);
          assertThat(SlowPageRank.l1(ours.ranks(), single.ranks())).isLessThan(1e-12);
          assertThat(ours.stats().iterations()).isEqualTo(single.stats().iterations());
          assertThat(ours.stats().converged()).isTrue();
        }
      }
    }
  }

  @Test
  void eachVectorStopsForItself() {
    // Rank at a sink stays there; two vertices that share their targets settle fast; around a
    // cycle it takes long.
    try (Graph graph = TestGraphs.directed(6, 0, 0, 0, 1, 1, 0, 1, 1, 1, 1, 3, 4, 4, 5, 5, 3)) {
      BatchedPageRankResult batch =
          run(
              graph,
              BatchedPageRankOptions.ofVertices(
                  List.of(Map.of(2, 1.0), Map.of(0, 1.0), Map.of(3, 1.0))));
      assertThat(batch.results().get(0).stats().iterations()).isOne();
      assertThat(batch.results().get(1).stats().iterations())
          .isLessThan(batch.results().get(2).stats().iterations());
      assertThat(batch.stats().iterations())
          .isEqualTo(
              batch.results().stream().mapToInt(r -> r.stats().iterations()).max().orElseThrow());
      assertThat(batch.results().get(0).rank(2)).isEqualTo(1);
    }
  }

  @Test
  void notConvergingIsAResult() {
    try (Graph graph = TestGraphs.directed(3, 0, 1, 1, 2, 2, 0)) {
      BatchedPageRankOptions options =
          BatchedPageRankOptions.ofVertices(List.of(Map.of(0, 1.0)))
              .withTolerance(1e-12)
              .withMaxIterations(4);
      BatchedPageRankResult batch = run(graph, options);
      assertThat(batch.stats().converged()).isFalse();
      assertThat(batch.stats().iterations()).isEqualTo(4);
      assertThat(batch.stats().residual()).isGreaterThan(1e-12);
      assertThat(batch.results().getFirst().stats().converged()).isFalse();
      assertThat(batch.results().getFirst().errorBound())
          .isEqualTo(.85 / (1 - .85) * batch.stats().residual());
    }
  }

  @Test
  void cancellingEndsTheRun() {
    CancellationToken token = new CancellationToken();
    List<Long> heard = new ArrayList<>();
    RunControl control =
        new RunControl(
            progress -> {
              heard.add(progress.done());
              token.cancel();
            },
            token);
    try (Graph graph = TestGraphs.directed(3, 0, 1, 1, 2, 2, 0)) {
      BatchedPageRankOptions options = BatchedPageRankOptions.ofVertices(List.of(Map.of(0, 1.0)));
      assertThatThrownBy(() -> BatchedPageRank.run(graph, options, engine(), control))
          .isInstanceOf(CancellationException.class);
      assertThat(heard).containsExactly(1L);
    }
  }

  @Test
  void badInputIsRefused() {
    assertThatThrownBy(() -> BatchedPageRankOptions.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("preferences must have at least one vector, had none");
    BatchedPageRankOptions options =
        BatchedPageRankOptions.ofVertices(List.of(Map.of(0, 1.0), Map.of(7, 1.0)));
    assertThatThrownBy(() -> options.withDamping(1))
        .hasMessage("damping must be in [0, 1), was 1.0");
    assertThatThrownBy(() -> options.withTolerance(-1))
        .hasMessage("tolerance must be in [0, ∞), was -1.0");
    assertThatThrownBy(() -> options.withMaxIterations(0))
        .hasMessage("maxIterations must be at least 1, was 0");
    try (Graph graph = TestGraphs.weighted(2, new Edge(0, 1, -2))) {
      assertThatThrownBy(() -> run(graph, options))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("personalization vertex must be in [0, 2), was 7");
      assertThatThrownBy(() -> run(graph, options.withWeighted(true)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("PageRank needs finite weights ≥ 0; the edge 0→1 has -2.0");
    }
  }
}
