package org.warpath.graph.sssp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.warpath.graph.Graph;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.TestDevice;

/** The CUDA engine: each result must have the CPU's bits, and the same iterations every time. */
@Tag("gpu")
class CudaSsspTest extends SsspContract {
  @BeforeAll
  static void requireDevice() {
    TestDevice.engine();
  }

  @Override
  Engine engine() {
    return TestDevice.engine();
  }

  @Override
  SsspResult run(Graph graph, SsspOptions options) {
    SsspResult result = super.run(graph, options);
    SsspResult again = super.run(graph, options);
    SsspResult cpu = Sssp.run(graph, options, Engine.cpu(1));
    for (SsspResult other : new SsspResult[] {again, cpu}) {
      assertThat(other.distances()).containsExactly(result.distances());
      if (options.parents()) {
        assertThat(other.parents()).containsExactly(result.parents());
      }
      assertThat(other.reachedCount()).isEqualTo(result.reachedCount());
    }
    assertThat(again.stats().iterations()).isEqualTo(result.stats().iterations());
    return result;
  }
}
