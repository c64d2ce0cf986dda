package org.warpath.graph.widest;

import static org.assertj.core.api.Assertions.assertThat;

import org.warpath.graph.Graph;
import org.warpath.kernels.Engine;

/** The CPU engine: each result must have the same bits on 1, 2 and 3 threads. */
class CpuWidestPathTest extends WidestPathContract {
  @Override
  Engine engine() {
    return Engine.cpu(2);
  }

  @Override
  WidestPathResult run(Graph graph, WidestPathOptions options) {
    WidestPathResult result = super.run(graph, options);
    for (int threads : new int[] {1, 3}) {
      WidestPathResult other = WidestPath.run(graph, options, Engine.cpu(threads));
      assertThat(other.widths()).containsExactly(result.widths());
      if (options.parents()) {
        assertThat(other.parents()).containsExactly(result.parents());
      }
      assertThat(other.reachedCount()).isEqualTo(result.reachedCount());
      assertThat(other.stats().iterations()).isEqualTo(result.stats().iterations());
    }
    return result;
  }
}
