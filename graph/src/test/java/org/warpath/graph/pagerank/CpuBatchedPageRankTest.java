package org.warpath.graph.pagerank;

import static org.assertj.core.api.Assertions.assertThat;

import org.warpath.graph.Graph;
import org.warpath.kernels.Engine;

/** The CPU engine: each result must have the same bits on 1, 2 and 3 threads. */
class CpuBatchedPageRankTest extends BatchedPageRankContract {
  @Override
  Engine engine() {
    return Engine.cpu(2);
  }

  @Override
  BatchedPageRankResult run(Graph graph, BatchedPageRankOptions options) {
    BatchedPageRankResult result = super.run(graph, options);
    for (int threads : new int[] {1, 3}) {
      BatchedPageRankResult other = BatchedPageRank.run(graph, options, Engine.cpu(threads));
      for (int j = 0; j < result.results().size(); j++) {
        assertThat(other.results().get(j).ranks()).containsExactly(result.results().get(j).ranks());
      }
      assertThat(other.stats().residual()).isEqualTo(result.stats().residual());
    }
    return result;
  }
}
