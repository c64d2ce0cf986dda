package org.warpath.graph.pagerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.warpath.graph.Graph;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.TestGraphs.Edge;
import org.warpath.graph.pagerank.SlowPageRank.Sample;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.TestDevice;
import org.warpath.kernels.cuda.emulator.EmulatedCuda;

/** The CUDA engine against the CPU's, and against itself. */
@Tag("gpu")
class CudaPageRankAgreementTest {
  private static final Engine CPU = Engine.cpu(2);
  private static Engine.Cuda cuda;

  @BeforeAll
  static void open() {
    cuda = TestDevice.engine();
  }

  @AfterEach
  void reset() {
    if (EmulatedCuda.active()) {
      EmulatedCuda.reset();
    }
  }

  /** Rows on either side of each limit that the kernels know, among empty ones. */
  private static Graph rowsOfManyLengths(boolean shuffled) {
    int[] lengths = {
      5000, 1537, 1536, 1535, 0, 1, 2, 31, 32, 33, 64, 0, 0, 3073, 3072, 1, 700, 9000, 1600, 1600
    };
    int n = 2500;
    Random random = new Random(5);
    List<Edge> edges = new ArrayList<>();
    for (int v = 0; v < n; v++) {
      int length = v < lengths.length ? lengths[v] : v == n - 1 ? 4000 : random.nextInt(4);
      for (int e = 0; e < length; e++) {
        // The upper vertices are sinks.
        edges.add(new Edge(random.nextInt(n / 2), v, 1 + random.nextInt(8)));
      }
    }
    return TestGraphs.graph(n, false, true, edges, shuffled ? TestGraphs.shuffled(n, 3) : null);
  }

  private static List<PageRankOptions> allOptions(int n) {
    Random random = new Random(n);
    double[] vector = random.doubles(n).toArray();
    double[] start = random.doubles(n).toArray();
    Map<Integer, Double> points = new HashMap<>(Map.of(0, 1.0));
    points.put(n / 2, 5.0);
    points.put(n - 1, .5);
    List<PageRankOptions> all = new ArrayList<>();
    for (Compat compat : Compat.values()) {
      PageRankOptions base = PageRankOptions.defaults(compat).withTolerance(1e-5);
      if (compat == Compat.GRAPHALYTICS) {
        all.add(base.withIterations(6));
        continue;
      }
      for (Precision precision : Precision.values()) {
        if (compat == Compat.GDS && precision == Precision.FLOAT32) {
          continue;
        }
        PageRankOptions plain = base.withMaxIterations(40).withPrecision(precision);
        if (compat == Compat.GAP) {
          all.add(plain);
          continue;
        }
        for (boolean weighted : new boolean[] {false, true}) {
          PageRankOptions some = plain.withWeighted(weighted);
          all.addAll(
              List.of(some, some.withPersonalization(points), some.withPersonalization(vector)));
          if (compat != Compat.GDS) {
            all.add(some.withWarmStart(start));
            all.add(some.withPersonalization(points).withWarmStart(start).withIterations(3));
          }
        }
      }
    }
    return all;
  }

  private static void assertAgrees(Graph graph, PageRankOptions options) {
    PageRankResult expected = PageRank.run(graph, options, CPU);
    PageRankResult actual = PageRank.run(graph, options, cuda);
    String conventions = options.conventions();
    double scale = Arrays.stream(expected.ranks()).sum();
    double distance = SlowPageRank.l1(actual.ranks(), expected.ranks());
    double tolerance = options.precision() == Precision.FLOAT32 ? 1e-6 : 1e-12;
    assertThat(distance).as(conventions).isLessThanOrEqualTo(tolerance * Math.max(1, scale));
    assertThat(actual.stats().iterations())
        .as(conventions)
        .isEqualTo(expected.stats().iterations());
    assertThat(actual.stats().converged()).as(conventions).isEqualTo(expected.stats().converged());
    assertThat(actual.stats().residual())
        .as(conventions)
        .isCloseTo(expected.stats().residual(), within(tolerance * Math.max(1, scale)));
    assertThat(actual.errorBound())
        .as(conventions)
        .isCloseTo(expected.errorBound(), within(6 * tolerance * Math.max(1, scale)));
  }

  @Test
  void everyOptionGivesWhatTheCpuGives() {
    Sample sample = Sample.of(1, 1000);
    assertThat(sample.n()).isGreaterThan(500);
    try (Graph graph = sample.graph()) {
      allOptions(sample.n()).forEach(options -> assertAgrees(graph, options));
    }
  }

  @Test
  void randomGraphsGiveWhatTheCpuGives() {
    for (long seed = 0; seed < 60; seed++) {
      Sample sample = Sample.of(seed, seed < 10 ? 3 : 60);
      List<PageRankOptions> all = allOptions(sample.n());
      Random random = new Random(seed);
      try (Graph graph = seed % 2 == 0 ? sample.graph() : sample.graphInVertexOrder()) {
        for (int i = 0; i < 3; i++) {
          PageRankOptions options = all.get(random.nextInt(all.size()));
          assertAgrees(graph, options.withDamping(random.nextDouble()));
        }
      }
    }
  }

  @Test
  void rowsOfAnyLengthAreSummedAsOnTheCpu() {
    for (boolean shuffled : new boolean[] {false, true}) {
      try (Graph graph = rowsOfManyLengths(shuffled)) {
        PageRankOptions options = PageRankOptions.defaults().withIterations(4);
        for (boolean weighted : new boolean[] {false, true}) {
          assertAgrees(graph, options.withWeighted(weighted));
          assertAgrees(graph, options.withWeighted(weighted).withPrecision(Precision.FLOAT32));
          assertAgrees(graph, PageRankOptions.defaults(Compat.GDS).withWeighted(weighted));
        }
      }
    }
  }

  @Test
  void blocksThatGoThroughSeveralTilesMissNone() {
    int n = 4_400_000;
    assertThat(new DeviceTiles(DeviceTiles.count(n, 0), null).perBlock()).isGreaterThan(1);
    Random random = new Random(8);
    List<Edge> edges = new ArrayList<>();
    for (int e = 0; e < 60_000; e++) {
      int target =
          switch (e % 4) {
            case 0 -> n / 2; // over many tiles
            case 1 -> n / 3 + random.nextInt(100); // by whole warps, in neighbouring tiles
            default -> random.nextInt(n);
          };
      edges.add(new Edge(random.nextInt(n), target, 1));
    }
    try (Graph graph = TestGraphs.graph(n, false, false, edges, null)) {
      assertAgrees(graph, PageRankOptions.defaults().withIterations(1));
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void everyRunHasTheSameBitsInWhateverOrderThreadsRun(Precision precision) {
    PageRankOptions options =
        PageRankOptions.defaults().withWeighted(true).withPrecision(precision).withIterations(5);
    try (Graph graph = rowsOfManyLengths(true)) {
      PageRankResult first = PageRank.run(graph, options, cuda);
      for (int seed = 10; seed < 14; seed++) {
        if (EmulatedCuda.active()) {
          EmulatedCuda.seed(seed);
        }
        PageRankResult again = PageRank.run(graph, options, cuda);
        assertThat(again.ranks()).containsExactly(first.ranks());
        assertThat(again.stats().residual()).isEqualTo(first.stats().residual());
      }
    }
  }

  @Test
  void batchedRanksAreTheCpusAndHaveTheSameBitsAtAnyWidth() {
    try (Graph graph = rowsOfManyLengths(true);
        DeviceScope scope = cuda.device().scope()) {
      int n = graph.vertexCount();
      double[] vector = new Random(2).doubles(n).toArray();
      List<VertexWeights> preferences =
          List.of(
              VertexWeights.of("personalization", vector),
              VertexWeights.of("personalization", Map.of(3, 1.0, n - 1, 2.0)),
              VertexWeights.of("personalization", Map.of(17, 1.0)));
      for (boolean weighted : new boolean[] {false, true}) {
        BatchedPageRankResult expected =
            BatchedPageRank.run(
                graph,
                BatchedPageRankOptions.of(preferences).withWeighted(weighted).withMaxIterations(4),
                CPU);
        DevicePull pull = DevicePull.of(scope, graph, weighted);
        double[][] narrow = null;
        for (int width : new int[] {8, 16, 32}) {
          DeviceBatch batch = new DeviceBatch(pull, width);
          batch.start(preferences.stream().map(p -> p.stored(graph, true)).toList());
          double[] changes = null;
          for (int i = 0; i < 4; i++) {
            changes = batch.iterate(.85);
          }
          double[][] ranks = {batch.ranks(0), batch.ranks(1), batch.ranks(2), changes};
          for (int j = 0; j < 3; j++) {
            PageRankResult single = expected.results().get(j);
            assertThat(SlowPageRank.l1(ranks[j], single.ranks())).isLessThan(1e-12);
            assertThat(changes[j]).isCloseTo(single.stats().residual(), within(1e-12));
          }
          if (narrow == null) {
            narrow = ranks;
          }
          assertThat(ranks).isDeepEqualTo(narrow);
        }
      }
    }
  }
}
