package org.warpath.graph.wcc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
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
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Imported;
import org.warpath.graph.build.Ordering;
import org.warpath.graph.generate.Rmat;
import org.warpath.graph.generate.UniformRandom;
import org.warpath.kernels.CancellationToken;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;

/** What the search for weakly connected components must do on every engine. */
public abstract class WccContract {
  protected abstract Engine engine();

  private WccResult components(Graph graph) {
    WccResult result = Wcc.run(graph, WccOptions.defaults(), engine());
    assertThat(WccVerifier.firstViolation(graph, result)).isEmpty();
    return result;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void graphalyticsReferenceOutputIsMetAsAPartition(boolean directed) throws IOException {
    GraphalyticsExample example = GraphalyticsExample.of(directed);
    try (Graph graph = example.graph()) {
      int[] labels = components(graph).labels();

      Map<String, Integer> matched = new HashMap<>();
      for (int v = 0; v < labels.length; v++) {
        Integer before = matched.putIfAbsent(example.expected("WCC").get(v), labels[v]);
        assertThat(before == null || before == labels[v]).isTrue();
      }
      assertThat(matched.values()).doesNotHaveDuplicates();
    }
  }

  @Test
  void labelsAreTheSmallestVertexWhateverTheDirection() {
    try (Graph graph = TestGraphs.directed(9, 8, 2, 5, 8, 7, 3, 3, 7, 6, 6, 4, 0, 4, 0)) {
      WccResult result = components(graph);

      assertThat(result.labels()).containsExactly(0, 1, 2, 3, 0, 2, 6, 3, 2);
      assertThat(result.componentCount()).isEqualTo(5);
      assertThat(result.largestSize()).isEqualTo(3);
      assertThat(result.label(8)).isEqualTo(2);
    }
  }

  @Test
  void shapesHaveKnownComponents() {
    try (Graph cycle = TestGraphs.undirected(50, Shapes.cycle(50));
        Graph cliques =
            TestGraphs.undirected(12, Shapes.join(Shapes.clique(1, 5), Shapes.clique(6, 6)));
        Graph isolated = TestGraphs.directed(4);
        Graph empty = TestGraphs.directed(0)) {
      assertThat(components(cycle).componentCount()).isEqualTo(1);
      assertThat(components(cliques).labels()).containsExactly(0, 1, 1, 1, 1, 1, 6, 6, 6, 6, 6, 6);
      assertThat(components(isolated).labels()).containsExactly(0, 1, 2, 3);
      assertThat(components(empty).componentCount()).isZero();
      assertThat(components(empty).largestSize()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void largerGraphsAreVerified(boolean directed) throws IOException {
    BuildOptions options =
        BuildOptions.defaults().withDirected(directed).withOrdering(Ordering.DEGREE);
    try (Imported skewed = new Rmat(13, 4, 2).generate(options, RunControl.none());
        Imported sparse =
            new UniformRandom(20_000, 12_000, 3).generate(options, RunControl.none())) {
      assertThat(components(skewed.graph()).componentCount()).isGreaterThan(1);
      assertThat(components(sparse.graph()).componentCount()).isGreaterThan(7_999);
      skewed.graph().in();
      assertThat(components(skewed.graph()).largestSize()).isGreaterThan(1_000);
    }
  }

  @Test
  void aCancelledRunStops() {
    CancellationToken token = new CancellationToken();
    token.cancel();
    RunControl control = new RunControl(progress -> {}, token);
    try (Graph graph = TestGraphs.directed(3, 0, 1, 1, 2)) {
      assertThatThrownBy(() -> Wcc.run(graph, WccOptions.defaults(), engine(), control))
          .isInstanceOf(CancellationException.class);
    }
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void randomGraphsAreVerifiedInEveryOrder(@ForAll("samples") Sample sample) {
    try (Graph graph = sample.graph();
        Graph shuffled = sample.shuffled()) {
      assertThat(components(shuffled).labels()).isEqualTo(components(graph).labels());
    }
  }

  @Provide
  Arbitrary<Sample> samples() {
    return RandomGraphs.samples();
  }
}
