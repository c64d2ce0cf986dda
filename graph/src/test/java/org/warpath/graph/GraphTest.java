package org.warpath.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.EdgeBlock;
import org.warpath.graph.build.GraphBuilder;
import org.warpath.graph.build.ImportTally;
import org.warpath.graph.names.NameTable;
import org.warpath.kernels.RunControl;

class GraphTest {

  @Test
  void inEdgesAreTheOutEdgesReversedForEveryThreadCount() {
    int[] ends = {0, 1, 0, 2, 2, 0, 2, 1, 2, 1, 3, 3};
    try (Graph one = TestGraphs.directed(4, ends);
        Graph three = TestGraphs.directed(4, ends);
        Graph reversed = TestGraphs.directed(4, 1, 0, 2, 0, 0, 2, 1, 2, 1, 2, 3, 3)) {
      assertThat(one.hasInEdges()).isFalse();
      AssertGraph.assertSame("in", one.in(1), reversed.out());
      AssertGraph.assertSame("in", three.in(3), reversed.out());
      assertThat(one.hasInEdges()).isTrue();
      assertThat(one.in()).isSameAs(one.in(1));
      assertThat(one.inDegree(1)).isEqualTo(3);
      assertThat(one.outDegree(2)).isEqualTo(3);
    }
  }

  @Test
  void aVertexIsMeantByNameFirstAndByNumberElse() throws IOException {
    try (Graph graph = named("1000", "Moon", "0")) {
      assertThat(graph.vertex("Moon")).isEqualTo(1);
      assertThat(graph.vertex("1000")).isZero();
      assertThat(graph.vertex("0")).isEqualTo(2);
      assertThat(graph.vertex("#0")).isZero();
      assertThat(graph.vertex("2")).isEqualTo(2);
      assertThat(graph.name(1)).isEqualTo("Moon");
      assertThatThrownBy(() -> graph.vertex("Mooon"))
          .isInstanceOf(UnknownVertexException.class)
          .hasMessage("no vertex is called \"Mooon\"; nearest: Moon");
      assertThatThrownBy(() -> graph.vertex("#3")).isInstanceOf(UnknownVertexException.class);
    }
  }

  @Test
  void withoutNamesVerticesAreNumbers() {
    try (Graph graph = TestGraphs.directed(3, 0, 1)) {
      assertThat(graph.vertex("2")).isEqualTo(2);
      assertThat(graph.name(2)).isEqualTo("2");
      for (String wrong : List.of("3", "-1", "two", "", "99999999999", "#")) {
        assertThatThrownBy(() -> graph.vertex(wrong))
            .hasMessage("no vertex is called \"" + wrong + "\": expected an id in [0, 3)");
      }
      assertThatThrownBy(() -> graph.requireVertex("source", 3))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("source must be in [0, 3), was 3");
    }
  }

  @Test
  void aClosedGraphIsRefusedRatherThanRead() {
    Graph graph = TestGraphs.directed(2, 0, 1);
    graph.close();

    assertThatThrownBy(() -> graph.outDegree(0)).isInstanceOf(IllegalStateException.class);
  }

  private static Graph named(String... names) throws IOException {
    try (GraphBuilder builder =
        new GraphBuilder(BuildOptions.defaults(), new ImportTally(), RunControl.none())) {
      builder.accept(new EdgeBlock(new int[] {0}, new int[] {1}, null, 1));
      return builder.build(names.length, Optional.of(NameTable.of(List.of(names))));
    }
  }
}
