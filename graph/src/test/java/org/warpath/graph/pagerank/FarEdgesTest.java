package org.warpath.graph.pagerank;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.graph.Graph;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Imported;
import org.warpath.graph.build.Ordering;
import org.warpath.graph.generate.IntegerWeights;
import org.warpath.graph.generate.Rmat;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;

/** On a graph just large enough for a second copy of its far edges, parallel ones among them. */
class FarEdgesTest {
  private static final long PLENTY = Long.MAX_VALUE;

  private static Imported made;
  private static Graph graph;

  @BeforeAll
  static void generate() throws IOException {
    made =
        new Rmat(21, 8, 5)
            .generate(
                BuildOptions.defaults().withOrdering(Ordering.DEGREE),
                Optional.of(new IntegerWeights(1, 9, 3)),
                RunControl.none());
    graph = made.graph();
  }

  @AfterAll
  static void close() {
    made.close();
  }

  @ParameterizedTest
  @CsvSource({"1, false", "2, true", "3, false", "16, true"})
  void sumsAreThoseWithoutThem(int threads, boolean weighted) {
    SplittableRandom random = new SplittableRandom(threads);
    double[] x = random.doubles(graph.vertexCount()).toArray();
    float[] single = new float[x.length];
    for (int v = 0; v < x.length; v++) {
      single[v] = (float) x[v];
    }
    PullGraph plain = new PullGraph(graph, weighted, 2, PLENTY, null);
    try (Arena arena = Arena.ofShared()) {
      PullGraph cut = new PullGraph(graph, weighted, threads, PLENTY, arena);
      assertThat(cut.far).isNotNull();
      cut.sumRows(x);
      assertThat(sums(cut, x)).isEqualTo(sums(plain, x));
      cut.sumRows(single);
      assertThat(sums(cut, single)).isEqualTo(sums(plain, single));
    }
  }

  private static double[] sums(PullGraph pull, double[] x) {
    double[] sums = new double[x.length];
    pull.forEachReadTile(
        tile -> {
          PullKernel.rows(pull, tile, x);
          System.arraycopy(tile.ranks, 0, sums, tile.from, tile.to - tile.from);
        },
        new BlockSums(pull.blockCount()));
    return sums;
  }

  private static double[] sums(PullGraph pull, float[] x) {
    double[] sums = new double[x.length];
    pull.forEachReadTile(
        tile -> {
          PullKernel.rows(pull, tile, x);
          System.arraycopy(tile.ranks, 0, sums, tile.from, tile.to - tile.from);
        },
        new BlockSums(pull.blockCount()));
    return sums;
  }

  @Test
  void ranksAreRight() {
    PageRankOptions options = PageRankOptions.defaults().withTolerance(1e-9);
    double[] ranks = PageRank.run(graph, options, Engine.cpu()).ranks();
    assertThat(PageRankVerifier.check(graph, options, ranks).accepts(1e-9)).isTrue();
  }

  @Test
  void noMoreMemoryIsSpentThanThereIs() {
    long far = graph.out().entryCount() - graph.out().rowStart(FarEdges.NEAR);
    assertThat(far).isGreaterThan(1_000_000);
    assertThat(FarEdges.fit(graph, false, 16 * far)).isTrue();
    assertThat(FarEdges.fit(graph, true, 16 * far)).isFalse();
    assertThat(FarEdges.fit(graph, true, 32 * far)).isTrue();
    try (Arena arena = Arena.ofShared()) {
      assertThat(new PullGraph(graph, true, 2, 16 * far, arena).far).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource({"FLOAT64, 28", "FLOAT32, 20"})
  void theHeapHoldsTwelveBytesAVertexMore(Precision precision, int bytesAVertex) {
    long scratch = 8 << 20;
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    PageRankOptions options = PageRankOptions.defaults().withPrecision(precision).withIterations(1);
    graph.in();
    long before = thread.getCurrentThreadAllocatedBytes();
    PageRank.run(graph, options, Engine.cpu(1));
    long bytes = (long) bytesAVertex * graph.vertexCount();
    assertThat(thread.getCurrentThreadAllocatedBytes() - before).isBetween(bytes, bytes + scratch);
  }

  @Test
  void graphsInAnOrderOfTheirOwnHaveNone() throws IOException {
    try (Imported other =
        new Rmat(21, 1, 5)
            .generate(
                BuildOptions.defaults().withOrdering(Ordering.NONE),
                Optional.empty(),
                RunControl.none())) {
      assertThat(FarEdges.matterTo(other.graph())).isFalse();
    }
    assertThat(FarEdges.matterTo(graph)).isTrue();
  }
}
