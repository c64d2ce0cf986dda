package org.warpath.graph.lcc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
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
import org.warpath.kernels.RunControl;

/** What the clustering coefficient must be on every engine. */
abstract class LccContract {
  abstract Engine engine();

  private double[] coefficients(Graph graph) {
    try (graph) {
      return Lcc.run(graph, engine()).coefficients();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void matchesTheReferenceOutputOfGraphalytics(boolean directed) throws IOException {
    GraphalyticsExample example = GraphalyticsExample.of(directed);
    double[] expected = example.expected("LCC").stream().mapToDouble(Double::parseDouble).toArray();
    assertThat(coefficients(example.graph())).containsExactly(expected, within(1e-15));
  }

  @Test
  void emptyGraphHasNoCoefficients() {
    try (Graph graph = TestGraphs.directed(0)) {
      LccResult result = Lcc.run(graph, engine());
      assertThat(result.coefficients()).isEmpty();
      assertThat(result.average()).isZero();
    }
  }

  @Test
  void fewerThanTwoNeighboursGiveZero() {
    assertThat(coefficients(TestGraphs.directed(4, 0, 1, 1, 0, 2, 2))).containsOnly(0);
  }

  @Test
  void cliqueIsOne() {
    assertThat(coefficients(TestGraphs.undirected(7, Shapes.clique(0, 7)))).containsOnly(1);
  }

  @Test
  void starAndLongCycleAreZero() {
    assertThat(coefficients(TestGraphs.undirected(9, Shapes.star(8)))).containsOnly(0);
    assertThat(coefficients(TestGraphs.undirected(9, Shapes.cycle(9)))).containsOnly(0);
  }

  @Test
  void directedTriangleHasHalfOfThePossibleArcs() {
    assertThat(coefficients(TestGraphs.directed(3, 0, 1, 1, 2, 2, 0))).containsOnly(0.5);
  }

  @Test
  void bridgeEndsSeeTheirCliqueAndAStranger() {
    int[] ends = Shapes.join(Shapes.clique(0, 5), Shapes.clique(5, 5), new int[] {4, 5});
    try (Graph graph = TestGraphs.undirected(10, ends)) {
      LccResult result = Lcc.run(graph, engine());
      // Five neighbours: 4·3 of 5·4 arcs.
      assertThat(result.coefficients()).containsExactly(1, 1, 1, 1, 0.6, 0.6, 1, 1, 1, 1);
      assertThat(result.average()).isCloseTo(0.92, within(1e-15));
      assertThat(result.stats().converged()).isTrue();
      assertThat(result.stats().iterations()).isEqualTo(1);
    }
  }

  @Test
  void arcsAmongNeighboursCountDirected() {
    // 0 points to 1 and 2. One arc between them, then both.
    assertThat(coefficients(TestGraphs.directed(3, 0, 1, 0, 2, 1, 2))[0]).isEqualTo(0.5);
    assertThat(coefficients(TestGraphs.directed(3, 0, 1, 0, 2, 1, 2, 2, 1))[0]).isEqualTo(1);
  }

  @Test
  void parallelEdgesAndSelfLoopsChangeNothing() {
    int[] dirty = {0, 1, 0, 1, 0, 0, 1, 2, 1, 2, 2, 0, 2, 2, 2, 3, 3, 3};
    assertThat(coefficients(TestGraphs.undirected(4, dirty))).containsExactly(1, 1, 1 / 3.0, 0);
    assertThat(coefficients(TestGraphs.directed(4, dirty))).containsExactly(0.5, 0.5, 1 / 6.0, 0);
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void equalsTheDefinitionSpeltOut(@ForAll("samples") Sample sample) {
    double[] expected = reference(sample.vertexCount(), sample.arcs());
    assertThat(coefficients(sample.graph())).containsExactly(expected);
    assertThat(coefficients(sample.shuffled())).containsExactly(expected);
  }

  @Provide
  Arbitrary<Sample> samples() {
    return RandomGraphs.samples();
  }

  private static double[] reference(int n, List<Edge> arcs) {
    Set<List<Integer>> pairs = new HashSet<>();
    for (Edge arc : arcs) {
      pairs.add(List.of(arc.source(), arc.target()));
    }
    double[] coefficients = new double[n];
    for (int v = 0; v < n; v++) {
      Set<Integer> neighbours = new HashSet<>();
      for (Edge arc : arcs) {
        if (arc.source() == v) {
          neighbours.add(arc.target());
        }
        if (arc.target() == v) {
          neighbours.add(arc.source());
        }
      }
      neighbours.remove(v);
      double found = 0;
      for (int u : neighbours) {
        for (int w : neighbours) {
          found += u != w && pairs.contains(List.of(u, w)) ? 1 : 0;
        }
      }
      double possible = neighbours.size() * (neighbours.size() - 1.0);
      coefficients[v] = neighbours.size() < 2 ? 0 : found / possible;
    }
    return coefficients;
  }

  @Test
  void stopsWhenCancelled() {
    CancellationToken token = new CancellationToken();
    RunControl control = new RunControl(progress -> token.cancel(), token);
    try (Graph graph = TestGraphs.undirected(3, Shapes.cycle(3))) {
      assertThatThrownBy(() -> Lcc.run(graph, engine(), control))
          .isInstanceOf(CancellationException.class);
    }
  }
}
