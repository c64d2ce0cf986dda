package org.warpath.graph.triangles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.graph.Graph;
import org.warpath.graph.Shapes;
import org.warpath.graph.SkewedGraphs;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.TestGraphs.Edge;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.cuda.GpuTest;
import org.warpath.kernels.cuda.TestDevice;

@GpuTest
class CudaTriangleCountTest extends TriangleCountContract {
  private static final Engine CPU = Engine.cpu(2);
  private static final TriangleCountOptions PER_VERTEX =
      TriangleCountOptions.defaults().withPerVertex(true);

  @Override
  protected Engine engine() {
    return TestDevice.engine();
  }

  private void assertSameAsCpu(Graph graph) {
    TriangleCountResult expected = TriangleCount.run(graph, PER_VERTEX, CPU);
    TriangleCountResult total = TriangleCount.run(graph, TriangleCountOptions.defaults(), engine());
    TriangleCountResult perVertex = TriangleCount.run(graph, PER_VERTEX, engine());

    assertThat(total.triangles()).isEqualTo(expected.triangles());
    assertThat(perVertex.triangles()).isEqualTo(expected.triangles());
    assertThat(perVertex.perVertex()).isEqualTo(expected.perVertex());
  }

  @ParameterizedTest
  @CsvSource({"true,true", "true,false", "false,true", "false,false"})
  void skewedGraphsWithParallelEdgesAreCountedAsOnTheCpu(boolean symmetric, boolean shuffled) {
    for (int seed = 0; seed < 2; seed++) {
      try (Graph graph = SkewedGraphs.graph(3_000, 60_000, symmetric, shuffled, seed)) {
        assertSameAsCpu(graph);
      }
    }
  }

  @Test
  void rowsAroundTheSizeOfATableAreCounted() {
    // In a clique of k, the last row has k − 1 entries.
    for (int k : new int[] {16, 17, 128, 129, 130, 300}) {
      try (Graph graph = TestGraphs.undirected(k, Shapes.clique(0, k))) {
        assertThat(TriangleCount.run(graph, PER_VERTEX, engine()).perVertex())
            .containsOnly((k - 1L) * (k - 2) / 2);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 64, 100, 2048})
  void thePiecesInWhichLongRowsAreLookedUpDoNotShow(int piece) {
    int[] clique = Shapes.clique(0, 220);
    List<Edge> edges = SkewedGraphs.edges(400, 6_000, 3);
    for (int i = 0; i < clique.length; i += 2) {
      edges.add(new Edge(clique[i], clique[i + 1], 1));
    }
    try (Graph graph =
        TestGraphs.graph(400, false, false, edges, TestGraphs.shuffled(400, piece))) {
      TriangleCountResult expected = TriangleCount.run(graph, PER_VERTEX, CPU);
      for (boolean perVertex : new boolean[] {false, true}) {
        TriangleCountOptions options = PER_VERTEX.withPerVertex(perVertex);
        TriangleCountResult actual =
            new CudaTriangleCount(graph, options, TestDevice.engine(), RunControl.none(), piece)
                .run();
        assertThat(actual.triangles()).isEqualTo(expected.triangles());
        assertThat(actual.perVertex()).isEqualTo(perVertex ? expected.perVertex() : null);
      }
    }
  }
}
