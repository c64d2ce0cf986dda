package org.warpath.graph.bfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.graph.Graph;
import org.warpath.graph.Shapes;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Imported;
import org.warpath.graph.build.Ordering;
import org.warpath.graph.generate.Rmat;
import org.warpath.graph.generate.Shape;
import org.warpath.kernels.CancellationToken;
import org.warpath.kernels.Engine;
import org.warpath.kernels.Progress;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.cuda.GpuTest;
import org.warpath.kernels.cuda.TestDevice;

@GpuTest
class CudaBfsTest extends BfsContract {
  private static final Engine CPU = Engine.cpu(2);

  @Override
  protected Engine engine() {
    return TestDevice.engine();
  }

  private void assertSameAsCpu(Graph graph, BfsOptions options) {
    BfsResult expected = Bfs.run(graph, options, CPU);
    BfsResult result = Bfs.run(graph, options, engine());

    assertThat(result.depths()).isEqualTo(expected.depths());
    assertThat(result.parents()).isEqualTo(expected.parents());
    assertThat(result.reached()).isEqualTo(expected.reached());
    assertThat(result.levels()).isEqualTo(expected.levels());
    assertThat(result.stats().iterations()).isEqualTo(expected.stats().iterations());
  }

  @ParameterizedTest
  @CsvSource({"true,DEGREE", "true,NONE", "false,DEGREE", "false,NONE"})
  void skewedGraphsAreSearchedAsOnTheCpu(boolean directed, Ordering ordering) throws IOException {
    BuildOptions options = BuildOptions.defaults().withDirected(directed).withOrdering(ordering);
    for (int seed = 0; seed < 2; seed++) {
      try (Imported made = new Rmat(13, 12, seed).generate(options, RunControl.none())) {
        Graph graph = made.graph();
        for (boolean inEdges : new boolean[] {false, true}) {
          if (inEdges) {
            assertThat(graph.in().entryCount()).isEqualTo(graph.edgeCount());
          }
          for (int source : new int[] {1, 99, 5000, 8191}) {
            assertSameAsCpu(graph, BfsOptions.defaults(source));
            assertSameAsCpu(graph, BfsOptions.defaults(source).withTarget(source ^ 77));
            assertSameAsCpu(graph, BfsOptions.defaults(source).withParents(false));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "255,true", "256,true", "257,true", "1024,true", "5000,true",
    "255,false", "256,false", "257,false", "1024,false", "5000,false"
  })
  void everyLevelOfALadderHasItsParents(int rungs, boolean directed) throws IOException {
    BuildOptions options =
        BuildOptions.defaults().withDirected(directed).withOrdering(Ordering.DEGREE);
    try (Imported made = new Shape.Grid(rungs, 3).generate(options, RunControl.none())) {
      Graph graph = made.graph();
      for (boolean inEdges : new boolean[] {false, true}) {
        if (inEdges) {
          assertThat(graph.in().entryCount()).isEqualTo(graph.edgeCount());
        }
        BfsResult result = Bfs.run(graph, BfsOptions.defaults(0), engine());
        assertThat(result.levels()).isEqualTo(rungs + 2);
        assertThat(BfsVerifier.firstViolation(graph, result)).isEmpty();
      }
    }
  }

  // From the middle of a grid the frontier outgrows one block and shrinks back.
  @Test
  void aFrontierMayGrowWideAndNarrowAgain() throws IOException {
    BuildOptions options = BuildOptions.defaults().withDirected(false);
    try (Imported made = new Shape.Grid(560, 560).generate(options, RunControl.none())) {
      assertSameAsCpu(made.graph(), BfsOptions.defaults(280 * 560 + 280));
    }
  }

  @Test
  void starsAreSearchedFromTheirHubAndFromALeaf() {
    int[] two = Shapes.join(Shapes.star(20_000), IntStream.of(7, 30_000, 30_000, 30_001).toArray());
    try (Graph undirected = TestGraphs.undirected(30_002, two);
        Graph directed = TestGraphs.directed(30_002, two)) {
      for (int source : new int[] {0, 7, 8, 29_999, 30_001}) {
        assertSameAsCpu(undirected, BfsOptions.defaults(source));
        assertSameAsCpu(directed, BfsOptions.defaults(source));
      }
    }
  }

  // The hub's only arc from the frontier is the last of many: no one thread looks for it.
  @ParameterizedTest
  @CsvSource({"4000", "4127", "4128", "4129", "20000"})
  void aLongRowWhoseLastArcCountsIsFound(int leaves) {
    int hub = leaves;
    int source = hub + 1;
    int last = source + 6000;
    int lonely = last + 1;
    List<Integer> ends = new ArrayList<>();
    for (int leaf = 0; leaf < leaves; leaf++) {
      ends.addAll(List.of(leaf, hub, leaf, lonely));
    }
    for (int near = source + 1; near <= last; near++) {
      ends.addAll(List.of(source, near));
    }
    ends.addAll(List.of(last, hub));
    int[] arcs = ends.stream().mapToInt(Integer::intValue).toArray();
    try (Graph graph = TestGraphs.undirected(lonely + 1, arcs)) {
      assertSameAsCpu(graph, BfsOptions.defaults(source));
      assertSameAsCpu(graph, BfsOptions.defaults(last - 1));
    }
  }

  // Bottom-up over the star, then top-down along every tail.
  @Test
  void tailsOfADenseCoreAreFollowedToTheirEnds() {
    int leaves = 6000;
    int tails = 100;
    int length = 7;
    int[] ends =
        IntStream.range(0, tails)
            .flatMap(tail -> {
              int first = leaves + 1 + tail * length;
              return IntStream.concat(
                  IntStream.of(1 + 50 * tail, first),
                  IntStream.range(first, first + length - 1).flatMap(v -> IntStream.of(v, v + 1)));
            })
            .toArray();
    int[] both = Shapes.join(Shapes.star(leaves), ends);
    int n = leaves + 1 + tails * length;
    try (Graph graph = TestGraphs.undirected(n, both)) {
      assertSameAsCpu(graph, BfsOptions.defaults(0));
      assertSameAsCpu(graph, BfsOptions.defaults(n - 1));
      assertThat(Bfs.run(graph, BfsOptions.defaults(0), engine()).levels()).isEqualTo(2 + length);
    }
  }

  @Test
  void everyLevelIsReportedOnce() {
    List<Long> done = new ArrayList<>();
    RunControl control =
        new RunControl((Progress progress) -> done.add(progress.done()), new CancellationToken());
    try (Graph cycle = TestGraphs.undirected(9, Shapes.cycle(9))) {
      Bfs.run(cycle, BfsOptions.defaults(0), engine(), control);
    }
    assertThat(done).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void aGraphTooLargeToCountInOneWordIsRefused() {
    assertThatThrownBy(() -> CudaBfsMemory.requireCountable(1 << 30, 1L << 33))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a search on the CUDA engine takes fewer than 2^33 arcs in a graph of 1073741824"
                + " vertices, was 8589934592");
    CudaBfsMemory.requireCountable(1 << 30, (1L << 33) - 1);
    CudaBfsMemory.requireCountable((1 << 30) - 1, 1L << 33);
    CudaBfsMemory.requireCountable(1, Long.MAX_VALUE);
  }
}
