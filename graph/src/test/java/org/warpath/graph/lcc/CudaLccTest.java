package org.warpath.graph.lcc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.graph.Graph;
import org.warpath.graph.Shapes;
import org.warpath.graph.SkewedGraphs;
import org.warpath.graph.TestGraphs;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.GpuTest;
import org.warpath.kernels.cuda.TestDevice;

@GpuTest
class CudaLccTest extends LccContract {
  private static final Engine CPU = Engine.cpu(2);

  @Override
  Engine engine() {
    return TestDevice.engine();
  }

  private void assertSameAsCpu(Graph graph) {
    LccResult expected = Lcc.run(graph, CPU);
    LccResult actual = Lcc.run(graph, engine());

    assertThat(actual.coefficients()).isEqualTo(expected.coefficients());
    assertThat(actual.average()).isEqualTo(expected.average());
  }

  @ParameterizedTest
  @CsvSource({"true,true", "true,false", "false,true", "false,false"})
  void skewedGraphsWithParallelEdgesGetTheBitsOfTheCpuEngine(boolean symmetric, boolean shuffled) {
    for (int seed = 0; seed < 2; seed++) {
      try (Graph graph = SkewedGraphs.graph(3_000, 60_000, symmetric, shuffled, seed)) {
        assertSameAsCpu(graph);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"129", "200"})
  void longRowsAreCountedWithTheirArcs(int size) {
    // Directed: an arc from the smaller number to the larger, and back for every third pair.
    int[] clique = Shapes.clique(0, size);
    int[] back = new int[clique.length / 6 * 2];
    for (int i = 0; i < back.length; i += 2) {
      back[i] = clique[3 * i + 1];
      back[i + 1] = clique[3 * i];
    }
    try (Graph graph = TestGraphs.directed(size, Shapes.join(clique, back))) {
      assertSameAsCpu(graph);
    }
  }
}
