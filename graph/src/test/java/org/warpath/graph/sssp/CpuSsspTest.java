package org.warpath.graph.sssp;

import static org.assertj.core.api.Assertions.assertThat;

import org.warpath.graph.Graph;
import org.warpath.kernels.Engine;

/** The CPU engine: each result must have the same bits on 1, 2 and 3 threads. */
class CpuSsspTest extends SsspContract {
  @Override
  Engine engine() {
    return Engine.cpu(2);
  }

  @Override
  SsspResult run(Graph graph, SsspOptions options) {
    SsspResult result = super.run(graph, options);
    for (int threads : new int[] {1, 3}) {
      SsspResult other = Sssp.run(graph, options, Engine.cpu(threads));
      assertThat(other.distances()).containsExactly(result.distances());
      if (options.parents()) {
        assertThat(other.parents()).containsExactly(result.parents());
      }
      assertThat(other.reachedCount()).isEqualTo(result.reachedCount());
      assertThat(other.stats().iterations()).isEqualTo(result.stats().iterations());
    }
    return result;
  }
}
