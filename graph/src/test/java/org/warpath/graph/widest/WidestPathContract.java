package org.warpath.graph.widest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.warpath.graph.Graph;
import org.warpath.graph.Shapes;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.TestGraphs.Edge;
import org.warpath.graph.paths.Path;
import org.warpath.graph.paths.PathSamples;
import org.warpath.graph.paths.SlowPaths;
import org.warpath.kernels.CancellationToken;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.linalg.sparse.Semiring;

/** What widest paths must do on every engine. */
abstract class WidestPathContract {
  private static final float SOURCE = Float.POSITIVE_INFINITY;
  private static final float NONE = Float.NEGATIVE_INFINITY;

  abstract Engine engine();

  WidestPathResult run(Graph graph, WidestPathOptions options) {
    return WidestPath.run(graph, options, engine());
  }

  private WidestPathResult run(Graph graph, int source) {
    return run(graph, WidestPathOptions.defaults(source));
  }

  private static Edge edge(int u, int v, double capacity) {
    return new Edge(u, v, (float) capacity);
  }

  @Test
  void sixVertexGraphHasItsKnownWidths() {
    int[][] targets = {{1, 2}, {}, {0, 1, 4}, {4, 5}, {3, 5}, {3}};
    List<Edge> edges = new ArrayList<>();
    for (int u = 0; u < 6; u++) {
      for (int v : targets[u]) {
        edges.add(edge(u, v, 1.0 / targets[u].length));
      }
    }
    try (Graph graph = TestGraphs.weighted(6, edges.toArray(Edge[]::new))) {
      float third = 1f / 3;
      WidestPathResult from0 = run(graph, 0);
      assertThat(from0.widths()).containsExactly(SOURCE, .5f, .5f, third, third, third);
      assertThat(from0.parents()).containsExactly(-1, 0, 0, 4, 2, 4);
      WidestPathResult from5 = run(graph, 5);
      assertThat(from5.widths()).containsExactly(NONE, NONE, NONE, 1, .5f, SOURCE);
      assertThat(from5.parents()).containsExactly(-1, -1, -1, 5, 3, -1);
      assertThat(from5.reachedCount()).isEqualTo(3);
    }
  }

  @Test
  void pathsCarryTheirCapacitiesAndTheirWidth() {
    try (Graph graph =
        TestGraphs.weighted(
            5, edge(0, 1, 4), edge(1, 2, 7), edge(0, 2, 3), edge(2, 3, 5), edge(3, 0, 9))) {
      WidestPathResult result = run(graph, 0);
      assertThat(result.widths()).containsExactly(SOURCE, 4, 4, 4, NONE);
      assertThat(result.pathTo(3)).isEqualTo(new Path(List.of(0, 1, 2, 3), List.of(4f, 7f, 5f), 4));
      assertThat(result.pathTo(0)).isEqualTo(new Path(List.of(0), List.of(), SOURCE));
      assertThat(result.pathTo(4)).isEqualTo(new Path(List.of(), List.of(), NONE));
      assertThat(result.stats().converged()).isTrue();
      assertThat(result.stats().engine()).isEqualTo(engine().toString());
    }
  }

  @Test
  void zeroNegativeAndInfiniteCapacitiesAreLegal() {
    try (Graph graph =
        TestGraphs.weighted(
            8,
            edge(0, 1, 0),
            edge(1, 2, -5),
            edge(0, 2, -7),
            edge(2, 3, 2),
            edge(0, 4, SOURCE),
            edge(4, 5, Float.MAX_VALUE),
            edge(0, 6, NONE),
            edge(0, 7, -0.0))) {
      WidestPathResult result = run(graph, 0);
      assertThat(result.widths())
          .containsExactly(SOURCE, 0, -5, -5, SOURCE, Float.MAX_VALUE, NONE, 0);
      assertThat(result.parents()).containsExactly(-1, 0, 1, 2, 0, 4, -1, 0);
      assertThat(result.reachedCount()).isEqualTo(7);
    }
  }

  @Test
  void theWidestOfParallelEdgesCounts() {
    try (Graph graph =
        TestGraphs.weighted(
            3, edge(0, 1, 5), edge(0, 1, 9), edge(0, 1, 3), edge(1, 1, 50), edge(1, 2, 4))) {
      WidestPathResult result = run(graph, 0);
      assertThat(result.widths()).containsExactly(SOURCE, 9, 4);
      assertThat(result.pathTo(2).weights()).containsExactly(9f, 4f);
    }
  }

  @Test
  void withoutWeightsEveryCapacityIsOne() {
    try (Graph star = TestGraphs.undirected(6, Shapes.star(4))) {
      WidestPathResult result = run(star, 2);
      assertThat(result.widths()).containsExactly(1, 1, SOURCE, 1, 1, NONE);
      assertThat(result.parents()).containsExactly(2, 0, -1, 0, 0, -1);
    }
    try (Graph graph = TestGraphs.weighted(3, edge(0, 1, 5), edge(1, 2, Double.NaN))) {
      WidestPathResult result = run(graph, WidestPathOptions.defaults(0).withWeighted(false));
      assertThat(result.widths()).containsExactly(SOURCE, 1, 1);
      assertThat(result.pathTo(2).weights()).containsExactly(1f, 1f);
    }
  }

  @Test
  void fewerEdgesAndThenLesserVerticesArePreferred() {
    try (Graph graph =
        TestGraphs.weighted(
            6,
            edge(0, 1, 8),
            edge(1, 2, 9),
            edge(2, 5, 3),
            edge(0, 4, 3),
            edge(0, 3, 7),
            edge(4, 5, 6),
            edge(3, 5, 3),
            edge(5, 3, 7),
            edge(4, 3, 3))) {
      assertThat(run(graph, 0).parents()).containsExactly(-1, 0, 1, 0, 0, 3);
    }
  }

  @Test
  void largeGraphsAgreeWithReferencesInAnyStorageOrder() {
    for (float step : new float[] {1f, -.25f, 1e-41f}) {
      PathSamples.Sample sample = PathSamples.large(6000, 60_000, step, 42);
      WidestPathOptions options = WidestPathOptions.defaults(sample.source());
      try (Graph graph = sample.graph();
          Graph shuffled = sample.shuffled()) {
        WidestPathResult result = run(graph, options);
        float[] expected = SlowPaths.labelSetting(graph, Semiring.MAX_MIN, true, sample.source());
        assertSameWidths(result.widths(), expected);
        assertThat(result.parents())
            .containsExactly(
                SlowPaths.parents(graph, Semiring.MAX_MIN, true, sample.source(), expected));
        assertThat(
                WidestPathVerifier.firstViolation(
                    graph, options, result.widths(), result.parents()))
            .isEmpty();
        WidestPathResult other = run(shuffled, options);
        assertThat(other.widths()).containsExactly(result.widths());
        assertThat(other.parents()).containsExactly(result.parents());
        assertThat(other.pathTo(17)).isEqualTo(result.pathTo(17));
      }
    }
  }

  /** Equal as numbers: the reference may say −0 where we say 0. */
  static void assertSameWidths(float[] actual, float[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int v = 0; v < expected.length; v++) {
      assertThat(actual[v]).as("width of %d", v).isEqualTo(expected[v] + 0f);
    }
  }

  @Test
  void aTargetStopsTheRunAndLeavesWhatIsNarrowerUnexplored() {
    PathSamples.Sample sample = PathSamples.large(6000, 20_000, 1f, 7);
    try (Graph graph = sample.graph()) {
      WidestPathResult full = run(graph, sample.source());
      for (int target : new int[] {0, 11, 999, 5000, 5999}) {
        WidestPathResult result =
            run(graph, WidestPathOptions.defaults(sample.source()).withTarget(target));
        assertThat(result.pathTo(target)).isEqualTo(full.pathTo(target));
        float limit = full.widths()[target];
        for (int v = 0; v < graph.vertexCount(); v++) {
          boolean within = full.widths()[v] >= limit;
          assertThat(result.widths()[v]).isEqualTo(within ? full.widths()[v] : NONE);
          assertThat(result.parents()[v]).isEqualTo(within ? full.parents()[v] : -1);
        }
        assertThat(result.stats().iterations()).isLessThanOrEqualTo(full.stats().iterations());
      }
    }
  }

  @Test
  void withoutParentsThereAreNoPaths() {
    try (Graph graph = TestGraphs.directed(2, 0, 1)) {
      WidestPathResult result = run(graph, WidestPathOptions.defaults(0).withParents(false));
      assertThat(result.widths()).containsExactly(SOURCE, 1);
      assertThatThrownBy(() -> result.pathTo(1)).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(result::parents).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void oneVertexIsItsOwnAnswer() {
    try (Graph graph = TestGraphs.weighted(1)) {
      assertThat(run(graph, 0).widths()).containsExactly(SOURCE);
      assertThat(run(graph, 0).parents()).containsExactly(-1);
    }
  }

  @Test
  void badInputIsRefused() {
    try (Graph graph = TestGraphs.weighted(4, edge(2, 3, Double.NaN), edge(2, 1, Double.NaN));
        Graph empty = TestGraphs.directed(0)) {
      assertThatThrownBy(() -> run(graph, 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("capacities must not be NaN: the edge 2→1 has NaN");
      assertThatThrownBy(() -> run(graph, 4)).hasMessage("source must be in [0, 4), was 4");
      assertThatThrownBy(() -> run(graph, WidestPathOptions.defaults(0).withTarget(4)))
          .hasMessage("target must be in [0, 4), was 4");
      assertThatThrownBy(() -> run(empty, 0)).hasMessageContaining("the graph is empty");
      assertThatThrownBy(() -> WidestPathOptions.defaults(-1)).hasMessageContaining("source");
      assertThatThrownBy(() -> WidestPathOptions.defaults(0).withTarget(-1))
          .hasMessageContaining("target");
    }
  }

  @Test
  void aRunMayBeCancelled() {
    try (Graph graph = TestGraphs.weighted(4, edge(0, 1, 3), edge(1, 2, 2), edge(2, 3, 1))) {
      CancellationToken token = new CancellationToken();
      token.cancel();
      RunControl control = new RunControl(progress -> {}, token);
      assertThatThrownBy(
              () -> WidestPath.run(graph, WidestPathOptions.defaults(0), engine(), control))
          .isInstanceOf(CancellationException.class);
    }
  }
}
