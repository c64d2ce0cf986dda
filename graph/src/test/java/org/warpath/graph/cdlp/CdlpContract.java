package org.warpath.graph.cdlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.graph.Graph;
import org.warpath.graph.GraphalyticsExample;
import org.warpath.graph.RandomGraphs;
import org.warpath.graph.RandomGraphs.Sample;
import org.warpath.graph.Shapes;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.TestGraphs.Edge;
import org.warpath.kernels.CancellationToken;
import org.warpath.kernels.Engine;
import org.warpath.kernels.Progress;
import org.warpath.kernels.RunControl;

/** What label propagation must do on every engine. */
abstract class CdlpContract {
  abstract Engine engine();

  private CdlpResult run(Graph graph, int iterations) {
    return Cdlp.run(graph, new CdlpOptions(iterations), engine());
  }

  private int[] labels(Graph graph, int iterations) {
    try (graph) {
      return run(graph, iterations).labels();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void matchesTheReferenceOutputOfGraphalytics(boolean directed) throws IOException {
    GraphalyticsExample example = GraphalyticsExample.of(directed);
    int[] expected = example.expected("CDLP").stream().mapToInt(example::vertex).toArray();
    assertThat(labels(example.graph(), 2)).containsExactly(expected);
  }

  @Test
  void emptyGraphHasNoCommunities() {
    try (Graph graph = TestGraphs.directed(0)) {
      CdlpResult result = run(graph, 3);
      assertThat(result.labels()).isEmpty();
      assertThat(result.communityCount()).isZero();
      assertThat(result.stats().converged()).isTrue();
    }
  }

  @Test
  void verticesWithoutNeighboursKeepTheirLabels() {
    try (Graph graph = TestGraphs.directed(4, 1, 2)) {
      CdlpResult result = run(graph, 1);
      assertThat(result.labels()).containsExactly(0, 2, 1, 3);
      assertThat(result.communityCount()).isEqualTo(4);
    }
  }

  @Test
  void noIterationLeavesEveryVertexItsOwnNumber() {
    assertThat(labels(TestGraphs.directed(3, 0, 1, 1, 2), 0)).containsExactly(0, 1, 2);
  }

  @Test
  void twoVerticesSwapTheirLabelsForever() {
    try (Graph pair = TestGraphs.undirected(2, 0, 1)) {
      assertThat(run(pair, 7).labels()).containsExactly(1, 0);
      CdlpResult even = run(pair, 8);
      assertThat(even.labels()).containsExactly(0, 1);
      assertThat(even.stats().converged()).isFalse();
      assertThat(even.stats().residual()).isEqualTo(1);
      assertThat(even.stats().iterations()).isEqualTo(8);
    }
  }

  @Test
  void starTakesTheSmallestLeafAndTheCentre() {
    // All leaves tie in the centre's count: the smallest wins. Leaves see only the centre.
    assertThat(labels(TestGraphs.undirected(6, Shapes.star(5)), 1))
        .containsExactly(1, 0, 0, 0, 0, 0);
  }

  @Test
  void cycleTakesTheSmallerNeighbour() {
    assertThat(labels(TestGraphs.undirected(5, Shapes.cycle(5)), 1)).containsExactly(1, 0, 1, 2, 0);
  }

  @Test
  void cliqueSettlesOnOneLabel() {
    try (Graph graph = TestGraphs.undirected(6, Shapes.clique(0, 6))) {
      CdlpResult result = run(graph, 100);
      assertThat(result.labels()).containsOnly(0);
      assertThat(result.communityCount()).isEqualTo(1);
      assertThat(result.stats().converged()).isTrue();
      assertThat(result.stats().residual()).isZero();
      assertThat(result.stats().iterations()).isLessThan(5);
    }
  }

  @Test
  void cliquesJoinedByABridgeAreTwoCommunities() {
    int[] ends = Shapes.join(Shapes.clique(0, 6), Shapes.clique(6, 6), new int[] {5, 6});
    try (Graph graph = TestGraphs.undirected(12, ends)) {
      CdlpResult result = run(graph, 20);
      assertThat(result.communityCount()).isEqualTo(2);
      assertThat(Arrays.copyOf(result.labels(), 6)).containsOnly(result.labels()[0]);
      assertThat(Arrays.copyOfRange(result.labels(), 6, 12)).containsOnly(result.labels()[6]);
    }
  }

  @Test
  void edgesInBothDirectionsAndParallelEdgesCountEach() {
    // 3 hears 0 once; 2 twice, by arcs in both directions; 1 twice, by parallel arcs.
    Graph graph = TestGraphs.directed(4, 0, 3, 2, 3, 3, 2, 1, 3, 1, 3);
    assertThat(labels(graph, 1)[3]).isEqualTo(1);
  }

  @Test
  void selfLoopCountsOnceUndirectedAndTwiceDirected() {
    assertThat(labels(TestGraphs.undirected(2, 1, 1, 0, 1), 1)[1]).isEqualTo(0);
    assertThat(labels(TestGraphs.directed(2, 1, 1, 0, 1), 1)[1]).isEqualTo(1);
  }

  @Test
  void hubHearsEveryOneOfItsNeighbours() {
    // Every leaf points to one of seven, so that after a round the hub hears few labels often.
    int leaves = 3000;
    List<Edge> edges = new ArrayList<>();
    for (int leaf = 1; leaf <= leaves; leaf++) {
      edges.add(new Edge(0, leaf, 1));
      edges.add(new Edge(leaf, leaf % 7 + 1, 1));
    }
    Graph graph = TestGraphs.graph(leaves + 1, false, false, edges, null);
    assertThat(labels(graph, 3)).containsExactly(reference(leaves + 1, false, edges, 3));
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void equalsTheDefinitionSpeltOut(
      @ForAll("samples") Sample sample, @ForAll @IntRange(max = 5) int iterations) {
    int[] expected = reference(sample.vertexCount(), sample.symmetric(), sample.arcs(), iterations);
    assertThat(labels(sample.graph(), iterations)).containsExactly(expected);
    assertThat(labels(sample.shuffled(), iterations)).containsExactly(expected);
  }

  @Provide
  Arbitrary<Sample> samples() {
    return RandomGraphs.samples();
  }

  private static int[] reference(int n, boolean symmetric, List<Edge> arcs, int iterations) {
    int[] labels = IntStream.range(0, n).toArray();
    for (int i = 0; i < iterations; i++) {
      List<TreeMap<Integer, Integer>> heard = new ArrayList<>();
      for (int v = 0; v < n; v++) {
        heard.add(new TreeMap<>());
      }
      for (Edge arc : arcs) {
        heard.get(arc.source()).merge(labels[arc.target()], 1, Integer::sum);
        if (!symmetric) {
          heard.get(arc.target()).merge(labels[arc.source()], 1, Integer::sum);
        }
      }
      int[] next = labels.clone();
      for (int v = 0; v < n; v++) {
        int most = 0;
        for (var entry : heard.get(v).entrySet()) {
          if (entry.getValue() > most) {
            most = entry.getValue();
            next[v] = entry.getKey();
          }
        }
      }
      labels = next;
    }
    return labels;
  }

  @Test
  void reportsEachRoundAndStopsWhenCancelled() {
    List<Progress> reports = new ArrayList<>();
    CancellationToken token = new CancellationToken();
    RunControl control =
        new RunControl(
            progress -> {
              reports.add(progress);
              if (progress.done() == 2) {
                token.cancel();
              }
            },
            token);
    try (Graph graph = TestGraphs.undirected(2, 0, 1)) {
      assertThatThrownBy(() -> Cdlp.run(graph, new CdlpOptions(9), engine(), control))
          .isInstanceOf(CancellationException.class);
    }
    assertThat(reports)
        .containsExactly(new Progress("cdlp", 1, 9, 1), new Progress("cdlp", 2, 9, 1));
  }

  @Test
  void refusesANegativeNumberOfIterations() {
    assertThatThrownBy(() -> new CdlpOptions(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("iterations must not be negative, was -1");
    assertThat(CdlpOptions.defaults().withIterations(4).iterations()).isEqualTo(4);
  }
}
