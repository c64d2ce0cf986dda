package org.warpath.graph.widest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.warpath.graph.Graph;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.TestDevice;

/** The CUDA engine: each result must have the CPU's bits, and the same iterations every time. */
@Tag("gpu")
class CudaWidestPathTest extends WidestPathContract {
  @BeforeAll
  static void requireDevice() {
    TestDevice.engine();
  }

  @Override
  Engine engine() {
    return TestDevice.engine();
  }

  @Override
  WidestPathResult run(Graph graph, WidestPathOptions options) {
    WidestPathResult result = super.run(graph, options);
    WidestPathResult again = super.run(graph, options);
    WidestPathResult cpu = WidestPath.run(graph, options, Engine.cpu(1));
    for (WidestPathResult other : new WidestPathResult[] {again, cpu}) {
      assertThat(other.widths()).containsExactly(result.widths());
      if (options.parents()) {
        assertThat(other.parents()).containsExactly(result.parents());
      }
      assertThat(other.reachedCount()).isEqualTo(result.reachedCount());
    }
    assertThat(again.stats().iterations()).isEqualTo(result.stats().iterations());
    return result;
  }
}
