package org.warpath.graph.pagerank;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.warpath.graph.Graph;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.pagerank.SlowPageRank.Sample;
import org.warpath.kernels.Engine;

/** The CPU engine: each result must have the same bits on 1, 2 and 3 threads. */
class CpuPageRankTest extends PageRankContract {
  @Override
  Engine engine() {
    return Engine.cpu(2);
  }

  @Override
  PageRankResult run(Graph graph, PageRankOptions options) {
    PageRankResult result = super.run(graph, options);
    assertSameBits(graph, options, result);
    return result;
  }

  private static void assertSameBits(Graph graph, PageRankOptions options, PageRankResult result) {
    for (int threads : new int[] {1, 3}) {
      PageRankResult other = PageRank.run(graph, options, Engine.cpu(threads));
      assertThat(other.ranks()).containsExactly(result.ranks());
      assertThat(other.stats().residual()).isEqualTo(result.stats().residual());
      assertThat(other.stats().iterations()).isEqualTo(result.stats().iterations());
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void aGraphOfManyBlocksHasTheSameBitsOnAnyThreadCount(Precision precision) {
    Sample sample = Sample.of(31, 20_000);
    assertThat(sample.n()).isGreaterThan(1000);
    try (Graph graph = sample.graph()) {
      for (boolean weighted : new boolean[] {false, true}) {
        PageRankOptions options =
            DEFAULTS
                .withPrecision(precision)
                .withWeighted(weighted)
                .withTolerance(1e-6)
                .withPersonalization(sample.preference());
        assertThat(run(graph, options).stats().converged()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"FLOAT64,16", "FLOAT32,8"})
  void memoryBeyondTheGraphIsTwoNumbersAVertex(Precision precision, int bytesAVertex) {
    int n = 1 << 22;
    long scratch = 8 << 20; // tiles: 8 KiB a block and pass, whatever the graph's size
    PageRankOptions options = DEFAULTS.withPrecision(precision).withIterations(1);
    int[] swapped = IntStream.range(0, n).map(v -> v ^ 1).toArray();
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Graph graph = TestGraphs.graph(n, false, false, List.of(), swapped)) {
      graph.in();
      for (PageRankOptions each :
          List.of(options, options.withPersonalization(Map.of(3, 1.0, n - 1, 2.0)))) {
        long before = thread.getCurrentThreadAllocatedBytes();
        PageRank.run(graph, each, Engine.cpu(1));
        assertThat(thread.getCurrentThreadAllocatedBytes() - before)
            .isBetween((long) bytesAVertex * n, (long) bytesAVertex * n + scratch);
      }
    }
  }

  @Test
  void topIsTheHeadOfTheSortedRanksWithTiesByVertex() {
    Sample sample = Sample.of(5, 300);
    try (Graph graph = sample.graph()) {
      PageRankResult result = run(graph, DEFAULTS);
      double[] ranks = result.ranks();
      Integer[] sorted = new Integer[ranks.length];
      Arrays.setAll(sorted, v -> v);
      // The sort is stable: equal ranks stay in vertex order.
      Arrays.sort(sorted, (a, b) -> Double.compare(ranks[b], ranks[a]));
      for (int k : new int[] {0, 1, 10, ranks.length, ranks.length + 5}) {
        List<RankedVertex> top = result.top(k);
        assertThat(top)
            .extracting(RankedVertex::vertex)
            .containsExactly(Arrays.copyOf(sorted, Math.min(k, sorted.length)));
        assertThat(top)
            .allSatisfy(line -> {
              assertThat(line.rank()).isEqualTo(ranks[line.vertex()]);
              assertThat(line.name()).isEqualTo(Integer.toString(line.vertex()));
            });
      }
    }
  }
}
