package org.warpath.graph.sssp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

/** What shortest paths must do on every engine. */
abstract class SsspContract {
  private static final float INFINITY = Float.POSITIVE_INFINITY;

  abstract Engine engine();

  SsspResult run(Graph graph, SsspOptions options) {
    return Sssp.run(graph, options, engine());
  }

  private SsspResult run(Graph graph, int source) {
    return run(graph, SsspOptions.defaults(source));
  }

  private static Edge edge(int u, int v, double weight) {
    return new Edge(u, v, (float) weight);
  }

  private static Graph sixVertices() {
    int[][] targets = {{1, 2}, {}, {0, 1, 4}, {4, 5}, {3, 5}, {3}};
    List<Edge> edges = new ArrayList<>();
    for (int u = 0; u < 6; u++) {
      for (int v : targets[u]) {
        edges.add(edge(u, v, 1.0 / targets[u].length));
      }
    }
    return TestGraphs.weighted(6, edges.toArray(Edge[]::new));
  }

  private static final Edge[] WEIGHTED_SIX = {
    edge(0, 1, .1), edge(1, 3, 2.1), edge(1, 4, 1.1), edge(2, 0, 5.1),
    edge(2, 1, 3.1), edge(2, 3, 4.1), edge(3, 5, 7.2), edge(4, 5, 3.2)
  };

  @Test
  void sixVertexGraphHasItsKnownDistances() {
    try (Graph graph = sixVertices()) {
      float third = 1f / 3;
      SsspResult from0 = run(graph, 0);
      assertThat(from0.distances())
          .containsExactly(0, .5f, .5f, .5f + third + .5f, .5f + third, .5f + third + .5f);
      assertThat(from0.parents()).containsExactly(-1, 0, 0, 4, 2, 4);
      SsspResult from5 = run(graph, 5);
      assertThat(from5.distances()).containsExactly(INFINITY, INFINITY, INFINITY, 1, 1.5f, 0);
      assertThat(from5.parents()).containsExactly(-1, -1, -1, 5, 3, -1);
      assertThat(from5.reachedCount()).isEqualTo(3);
    }
  }

  @Test
  void weightedSixVertexGraphHasItsKnownDistancesAndPath() {
    try (Graph graph = TestGraphs.weighted(6, WEIGHTED_SIX)) {
      SsspResult result = run(graph, 0);
      assertThat(result.distances())
          .containsExactly(0, .1f, INFINITY, .1f + 2.1f, .1f + 1.1f, .1f + 1.1f + 3.2f);
      assertThat(result.parents()).containsExactly(-1, 0, -1, 1, 1, 4);
      assertThat(result.pathTo(5))
          .isEqualTo(new Path(List.of(0, 1, 4, 5), List.of(.1f, 1.1f, 3.2f), .1f + 1.1f + 3.2f));
      assertThat(result.pathTo(0)).isEqualTo(new Path(List.of(0), List.of(), 0));
      assertThat(result.pathTo(2)).isEqualTo(new Path(List.of(), List.of(), INFINITY));
      assertThat(result.pathTo(2).isEmpty()).isTrue();
      assertThat(result.stats().converged()).isTrue();
      assertThat(result.stats().iterations()).isBetween(1, 5);
      assertThat(result.stats().engine()).isEqualTo(engine().toString());
    }
  }

  @Test
  void withoutWeightsEveryEdgeCountsOne() {
    try (Graph graph = TestGraphs.weighted(6, WEIGHTED_SIX)) {
      SsspResult result = run(graph, SsspOptions.defaults(0).withWeighted(false));
      assertThat(result.distances()).containsExactly(0, 1, INFINITY, 2, 2, 3);
      assertThat(result.pathTo(5).vertices()).containsExactly(0, 1, 3, 5);
      assertThat(result.pathTo(5).weights()).containsExactly(1f, 1f, 1f);
    }
    try (Graph unweighted = TestGraphs.directed(3, 0, 1, 1, 2)) {
      assertThat(run(unweighted, 0).distances()).containsExactly(0, 1, 2);
    }
  }

  @Test
  void closedForms() {
    try (Graph cycle =
        TestGraphs.directed(
            100, IntStream.range(0, 100).flatMap(v -> IntStream.of(v, (v + 1) % 100)).toArray())) {
      float[] distances = run(cycle, 30).distances();
      for (int v = 0; v < 100; v++) {
        assertThat(distances[v]).isEqualTo((v + 70) % 100);
      }
    }
    try (Graph star = TestGraphs.undirected(20, Shapes.star(19))) {
      SsspResult result = run(star, 7);
      assertThat(result.distances()[0]).isEqualTo(1);
      assertThat(result.distances()[19]).isEqualTo(2);
      assertThat(result.parents()[19]).isEqualTo(0);
    }
    int[] tree = IntStream.range(1, 127).flatMap(v -> IntStream.of((v - 1) / 2, v)).toArray();
    try (Graph graph = TestGraphs.directed(127, tree)) {
      float[] distances = run(graph, 0).distances();
      for (int v = 0; v < 127; v++) {
        assertThat(distances[v]).isEqualTo(31 - Integer.numberOfLeadingZeros(v + 1));
      }
    }
  }

  @Test
  void gridHasManhattanDistancesAndTheLeastParents() {
    int side = 9;
    List<Edge> edges = new ArrayList<>();
    for (int v = 0; v < side * side; v++) {
      if (v % side < side - 1) {
        edges.add(new Edge(v, v + 1, 2f));
      }
      if (v + side < side * side) {
        edges.add(new Edge(v, v + side, 2f));
      }
    }
    try (Graph graph =
        TestGraphs.graph(side * side, true, true, TestGraphs.mirrored(edges), null)) {
      SsspResult result = run(graph, 0);
      for (int v = 1; v < side * side; v++) {
        assertThat(result.distances()[v]).isEqualTo(2f * (v / side + v % side));
        assertThat(result.parents()[v]).isEqualTo(v < side ? v - 1 : v - side);
      }
    }
  }

  @Test
  void zeroWeightCyclesAndSelfLoopsDoNoHarm() {
    try (Graph graph =
        TestGraphs.weighted(
            6,
            edge(0, 0, 0),
            edge(0, 5, 1),
            edge(5, 4, 0),
            edge(4, 3, 0),
            edge(3, 5, 0),
            edge(3, 3, 0),
            edge(4, 5, -0.0),
            edge(3, 0, 0),
            edge(0, 4, 1),
            edge(1, 2, 0),
            edge(2, 1, 0))) {
      SsspResult result = run(graph, 0);
      assertThat(result.distances()).containsExactly(0, INFINITY, INFINITY, 1, 1, 1);
      assertThat(result.parents()).containsExactly(-1, -1, -1, 4, 0, 0);
      assertThat(result.reachedCount()).isEqualTo(4);
    }
  }

  @Test
  void fewerEdgesAndThenLesserVerticesArePreferred() {
    try (Graph graph =
        TestGraphs.weighted(
            6,
            edge(0, 1, 1),
            edge(1, 2, 1),
            edge(2, 5, 1), // three edges
            edge(0, 4, 2),
            edge(0, 3, 1),
            edge(4, 5, 1),
            edge(3, 5, 2))) {
      assertThat(run(graph, 0).parents()).containsExactly(-1, 0, 1, 0, 0, 3);
    }
  }

  @Test
  void theLightestOfParallelEdgesCounts() {
    try (Graph graph =
        TestGraphs.weighted(3, edge(0, 1, 5), edge(0, 1, 2), edge(0, 1, 3), edge(1, 2, 4))) {
      SsspResult result = run(graph, 0);
      assertThat(result.distances()).containsExactly(0, 2, 6);
      assertThat(result.pathTo(2).weights()).containsExactly(2f, 4f);
    }
  }

  @Test
  @Timeout(60)
  void tinyAndMixedWeightsNeitherLoopNorVanish() {
    float denormal = Float.MIN_VALUE;
    try (Graph graph =
        TestGraphs.weighted(
            5,
            edge(0, 1, denormal),
            edge(1, 2, denormal),
            edge(2, 3, 1e-38),
            edge(0, 4, 1e30),
            edge(4, 3, 0),
            edge(3, 4, 1e38))) {
      assertThat(run(graph, 0).distances())
          .containsExactly(0, denormal, 2 * denormal, 2 * denormal + 1e-38f, 1e30f);
      for (double delta : new double[] {Double.MIN_VALUE, 1e-45, 1e-3, 1e300}) {
        assertThat(run(graph, SsspOptions.defaults(0).withDelta(delta)).distances())
            .containsExactly(run(graph, 0).distances());
      }
    }
  }

  @Test
  void aPathWhoseLengthOverflowsIsNone() {
    try (Graph graph =
        TestGraphs.weighted(
            5, edge(0, 1, 3e38), edge(1, 2, 3e38), edge(0, 3, INFINITY), edge(2, 4, 1))) {
      SsspResult result = run(graph, 0);
      assertThat(result.distances()).containsExactly(0, 3e38f, INFINITY, INFINITY, INFINITY);
      assertThat(result.parents()).containsExactly(-1, 0, -1, -1, -1);
      assertThat(result.pathTo(2).isEmpty()).isTrue();
      assertThat(result.reachedCount()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {1f, 1e-41f, 1e30f})
  void largeGraphsAgreeWithReferencesInAnyStorageOrder(float weightStep) {
    PathSamples.Sample sample = PathSamples.large(6000, 60_000, weightStep, 42);
    SsspOptions options = SsspOptions.defaults(sample.source());
    try (Graph graph = sample.graph();
        Graph shuffled = sample.shuffled()) {
      SsspResult result = run(graph, options);
      float[] expected = SlowPaths.labelSetting(graph, Semiring.MIN_PLUS, true, sample.source());
      assertThat(result.distances()).containsExactly(expected);
      assertThat(result.parents())
          .containsExactly(
              SlowPaths.parents(graph, Semiring.MIN_PLUS, true, sample.source(), expected));
      assertThat(
              ShortestPathVerifier.firstViolation(
                  graph, options, result.distances(), result.parents()))
          .isEmpty();
      SsspResult other = run(shuffled, options);
      assertThat(other.distances()).containsExactly(expected);
      assertThat(other.parents()).containsExactly(result.parents());
      assertThat(other.pathTo(17)).isEqualTo(result.pathTo(17));
      float[] hops = SlowPaths.fixedPoint(graph, Semiring.MIN_PLUS, false, sample.source());
      assertThat(run(shuffled, options.withWeighted(false)).distances()).containsExactly(hops);
    }
  }

  @Test
  void aTargetStopsTheRunAndLeavesWhatIsFartherUnexplored() {
    PathSamples.Sample sample = PathSamples.large(6000, 60_000, 1f, 7);
    try (Graph graph = sample.graph()) {
      SsspResult full = run(graph, sample.source());
      for (int target : new int[] {0, 11, 999, 5000}) {
        SsspResult result = run(graph, SsspOptions.defaults(sample.source()).withTarget(target));
        assertThat(result.pathTo(target)).isEqualTo(full.pathTo(target));
        float limit = full.distances()[target];
        int reached = 0;
        for (int v = 0; v < graph.vertexCount(); v++) {
          boolean within = full.distances()[v] <= limit;
          reached += within ? 1 : 0;
          assertThat(result.distances()[v]).isEqualTo(within ? full.distances()[v] : INFINITY);
          assertThat(result.parents()[v]).isEqualTo(within ? full.parents()[v] : -1);
        }
        assertThat(result.reachedCount()).isEqualTo(reached);
        assertThat(result.stats().iterations()).isLessThanOrEqualTo(full.stats().iterations());
      }
      int unreachable = graph.vertexCount() - 1;
      assertThat(full.distances()[unreachable]).isEqualTo(INFINITY);
      SsspResult result = run(graph, SsspOptions.defaults(sample.source()).withTarget(unreachable));
      assertThat(result.pathTo(unreachable).isEmpty()).isTrue();
      assertThat(result.distances()).containsExactly(full.distances());
    }
  }

  @Test
  void withoutParentsThereAreNoPaths() {
    try (Graph graph = TestGraphs.directed(2, 0, 1)) {
      SsspResult result = run(graph, SsspOptions.defaults(0).withParents(false));
      assertThat(result.distances()).containsExactly(0, 1);
      assertThatThrownBy(() -> result.pathTo(1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("parents");
      assertThatThrownBy(result::parents).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void oneVertexIsItsOwnAnswer() {
    try (Graph graph = TestGraphs.directed(1)) {
      SsspResult result = run(graph, 0);
      assertThat(result.distances()).containsExactly(0);
      assertThat(result.parents()).containsExactly(-1);
    }
  }

  @Test
  void badWeightsAreRefusedNamingTheFirstEdge() {
    List<Edge> edges =
        List.of(
            edge(0, 1, 1), edge(3, 2, -1), edge(2, 4, 3), edge(2, 3, Double.NaN), edge(2, 0, -0.5));
    for (int[] order : Arrays.asList(null, new int[] {4, 3, 0, 2, 1})) {
      try (Graph graph = TestGraphs.graph(5, false, true, edges, order)) {
        assertThatThrownBy(() -> run(graph, 0))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("weights must not be negative or NaN: the edge 2→0 has -0.5");
        assertThat(run(graph, SsspOptions.defaults(0).withWeighted(false)).distances()[1])
            .isEqualTo(1);
      }
    }
    try (Graph graph = TestGraphs.weighted(2, edge(1, 0, Double.NaN))) {
      assertThatThrownBy(() -> run(graph, 0)).hasMessageEndingWith("the edge 1→0 has NaN");
    }
  }

  @Test
  void verticesThatDoNotExistAreRefused() {
    try (Graph graph = TestGraphs.directed(3, 0, 1);
        Graph empty = TestGraphs.directed(0)) {
      assertThatThrownBy(() -> run(graph, 3))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("source must be in [0, 3), was 3");
      assertThatThrownBy(() -> run(graph, SsspOptions.defaults(0).withTarget(9)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("target must be in [0, 3), was 9");
      assertThatThrownBy(() -> run(graph, 0).pathTo(-1))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> run(empty, 0)).hasMessageContaining("the graph is empty");
    }
  }

  @Test
  void theListenerHearsOfEachIterationAndMayCancel() {
    try (Graph graph = TestGraphs.directed(4, 0, 1, 1, 2, 2, 3)) {
      List<Long> heard = new ArrayList<>();
      CancellationToken token = new CancellationToken();
      RunControl control =
          new RunControl(
              progress -> {
                heard.add(progress.done());
                if (progress.done() == 2) {
                  token.cancel();
                }
              },
              token);
      assertThatThrownBy(() -> Sssp.run(graph, SsspOptions.defaults(0), engine(), control))
          .isInstanceOf(CancellationException.class);
      assertThat(heard).containsExactly(1L, 2L);
    }
  }
}
