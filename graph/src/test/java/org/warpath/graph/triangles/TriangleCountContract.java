package org.warpath.graph.triangles;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.graph.Graph;
import org.warpath.graph.RandomGraphs;
import org.warpath.graph.RandomGraphs.Sample;
import org.warpath.graph.Shapes;
import org.warpath.graph.ShippedData;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.TestGraphs.Edge;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Duplicates;
import org.warpath.graph.build.Imported;
import org.warpath.graph.build.Ordering;
import org.warpath.graph.build.SelfLoops;
import org.warpath.graph.generate.Rmat;
import org.warpath.graph.io.GraphFiles;
import org.warpath.graph.lcc.Lcc;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;

/** What counting triangles must do on every engine. */
public abstract class TriangleCountContract {
  protected abstract Engine engine();

  private TriangleCountResult count(Graph graph) {
    TriangleCountResult total = TriangleCount.run(graph, TriangleCountOptions.defaults(), engine());
    TriangleCountResult perVertex =
        TriangleCount.run(graph, TriangleCountOptions.defaults().withPerVertex(true), engine());
    assertThat(total.perVertex()).isNull();
    assertThat(perVertex.triangles()).isEqualTo(total.triangles());
    assertThat(Arrays.stream(perVertex.perVertex()).sum()).isEqualTo(3 * total.triangles());
    return perVertex;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 9, 40})
  void aCliqueHasOneForEveryThreeVertices(int n) {
    try (Graph graph = TestGraphs.undirected(n, Shapes.clique(0, n))) {
      TriangleCountResult result = count(graph);

      assertThat(result.triangles()).isEqualTo((long) n * (n - 1) * (n - 2) / 6);
      for (long ofVertex : result.perVertex()) {
        assertThat(ofVertex).isEqualTo((long) (n - 1) * (n - 2) / 2);
      }
    }
  }

  @Test
  void treesStarsAndBipartiteGraphsHaveNone() {
    try (Graph star = TestGraphs.undirected(9, Shapes.star(8));
        Graph square = TestGraphs.undirected(4, Shapes.cycle(4));
        Graph triangle = TestGraphs.undirected(5, Shapes.cycle(3))) {
      assertThat(count(star).triangles()).isZero();
      assertThat(count(square).triangles()).isZero();
      assertThat(count(triangle).perVertex()).containsExactly(1, 1, 1, 0, 0);
    }
  }

  @Test
  void directionLoopsAndDuplicatesDoNotMatter() {
    try (Graph graph =
        TestGraphs.directed(4, 0, 1, 1, 0, 1, 2, 1, 2, 2, 0, 2, 2, 3, 2, 0, 0, 0, 1)) {
      assertThat(count(graph).triangles()).isEqualTo(1);
    }
  }

  @Test
  void karatesClubHas45() throws IOException {
    try (Graph karate = GraphFiles.open(ShippedData.file("small-graphs/karate.mtx"))) {
      assertThat(count(karate).triangles()).isEqualTo(45);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aSkewedGraphAgreesWithItsClusteringCoefficients(boolean ordered) throws IOException {
    BuildOptions options =
        BuildOptions.defaults()
            .withDirected(false)
            .withDuplicates(Duplicates.FIRST)
            .withSelfLoops(SelfLoops.DROP)
            .withOrdering(ordered ? Ordering.DEGREE : Ordering.NONE);
    try (Imported made = new Rmat(12, 16, 8).generate(options, RunControl.none())) {
      Graph graph = made.graph();
      long[] perVertex = count(graph).perVertex();
      double[] coefficients = Lcc.run(graph, engine()).coefficients();

      for (int v = 0; v < perVertex.length; v++) {
        long degree = graph.outDegree(v);
        long pairs = degree * (degree - 1);
        assertThat(Math.round(coefficients[v] * pairs)).isEqualTo(2 * perVertex[v]);
      }
    }
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void randomGraphsAgreeWithTryingAllTriples(@ForAll("samples") Sample sample) {
    try (Graph graph = sample.graph();
        Graph shuffled = sample.shuffled()) {
      long[] expected = byTriples(sample);

      assertThat(count(graph).perVertex()).isEqualTo(expected);
      assertThat(count(shuffled).perVertex()).isEqualTo(expected);
    }
  }

  @Provide
  Arbitrary<Sample> samples() {
    return RandomGraphs.samples();
  }

  private static long[] byTriples(Sample sample) {
    Set<List<Integer>> joined = new HashSet<>();
    for (Edge arc : sample.arcs()) {
      joined.add(List.of(arc.source(), arc.target()));
      joined.add(List.of(arc.target(), arc.source()));
    }
    int n = sample.vertexCount();
    long[] perVertex = new long[n];
    for (int a = 0; a < n; a++) {
      for (int b = a + 1; b < n; b++) {
        for (int c = b + 1; c < n; c++) {
          if (joined.contains(List.of(a, b))
              && joined.contains(List.of(b, c))
              && joined.contains(List.of(a, c))) {
            perVertex[a]++;
            perVertex[b]++;
            perVertex[c]++;
          }
        }
      }
    }
    return perVertex;
  }
}
