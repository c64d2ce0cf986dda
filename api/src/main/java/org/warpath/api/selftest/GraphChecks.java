package org.warpath.api.selftest;

import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.warpath.graph.Graph;
import org.warpath.graph.bfs.Bfs;
import org.warpath.graph.bfs.BfsOptions;
import org.warpath.graph.cdlp.Cdlp;
import org.warpath.graph.cdlp.CdlpOptions;
import org.warpath.graph.device.Traffic;
import org.warpath.graph.lcc.Lcc;
import org.warpath.graph.pagerank.BatchedPageRank;
import org.warpath.graph.pagerank.BatchedPageRankOptions;
import org.warpath.graph.pagerank.Compat;
import org.warpath.graph.pagerank.PageRank;
import org.warpath.graph.pagerank.PageRankOptions;
import org.warpath.graph.pagerank.PageRankResult;
import org.warpath.graph.pagerank.Precision;
import org.warpath.graph.sssp.Sssp;
import org.warpath.graph.sssp.SsspOptions;
import org.warpath.graph.triangles.TriangleCount;
import org.warpath.graph.triangles.TriangleCountOptions;
import org.warpath.graph.wcc.Wcc;
import org.warpath.graph.wcc.WccOptions;
import org.warpath.graph.widest.WidestPath;
import org.warpath.graph.widest.WidestPathOptions;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunStats;
import org.warpath.kernels.Timings;
import org.warpath.linalg.sparse.Semiring;
import org.warpath.linalg.sparse.SemiringSpmv;

/** Every algorithm on one graph, on the tested engine and on the reference. */
final class GraphChecks {
  private static final double FLOAT64_TOLERANCE = 1e-12;
  private static final double FLOAT32_TOLERANCE = 1e-6;

  private final SampleGraph sample;
  private final Graph graph;
  private final Engine tested;
  private final Engine reference;
  private final Consumer<Check> listener;

  GraphChecks(SampleGraph sample, Engine tested, Engine reference, Consumer<Check> listener) {
    this.sample = sample;
    this.graph = sample.graph();
    this.tested = tested;
    this.reference = reference;
    this.listener = listener;
  }

  /** What one run gives: values to compare, and where its time went. */
  private record Outcome(Object values, Timings timings) {
    Outcome(Object values, RunStats stats) {
      this(values, stats.timings());
    }
  }

  /** Runs all checks, telling the listener of each as it ends. */
  void run() {
    pageRanks();
    for (int source : sources()) {
      paths(source);
    }
    check(
        "WCC",
        Traffic.wcc(graph),
        0,
        engine -> {
          var result = Wcc.run(graph, WccOptions.defaults(), engine);
          return new Outcome(result.labels(), result.stats());
        });
    check(
        "CDLP",
        0,
        0,
        engine -> {
          var result = Cdlp.run(graph, CdlpOptions.defaults(), engine);
          return new Outcome(result.labels(), result.stats());
        });
    check(
        "LCC",
        0,
        0,
        engine -> {
          var result = Lcc.run(graph, engine);
          return new Outcome(result.coefficients(), result.stats());
        });
    for (boolean perVertex : new boolean[] {false, true}) {
      check(
          perVertex ? "triangles per vertex" : "triangles",
          0,
          0,
          engine -> {
            var result =
                TriangleCount.run(
                    graph, TriangleCountOptions.defaults().withPerVertex(perVertex), engine);
            long[] total = {result.triangles()};
            return new Outcome(
                perVertex ? new Object[] {total, result.perVertex()} : total, result.stats());
          });
    }
    for (Semiring semiring : Semiring.values()) {
      spmv(semiring);
    }
  }

  private void pageRanks() {
    for (Precision precision : Precision.values()) {
      PageRankOptions options =
          PageRankOptions.defaults().withIterations(20).withPrecision(precision);
      String name = precision == Precision.FLOAT32 ? "PageRank float32" : "PageRank float64";
      double tolerance = precision == Precision.FLOAT32 ? FLOAT32_TOLERANCE : FLOAT64_TOLERANCE;
      pageRank(name, options, tolerance);
      if (graph.weighted()) {
        pageRank(name + " weighted", options.withWeighted(true), tolerance);
      }
    }
    pageRank("PageRank to 1e-9", PageRankOptions.defaults(), FLOAT64_TOLERANCE);
    if (graph.vertexCount() > 0) {
      Map<Integer, Double> around = Map.of(sources()[0], 1.0);
      pageRank(
          "PageRank personalised",
          PageRankOptions.defaults().withIterations(20).withPersonalization(around),
          FLOAT64_TOLERANCE);
      // Ranks that do not sum to 1 but to a share of n.
      pageRank(
          "PageRank as GDS",
          PageRankOptions.defaults(Compat.GDS),
          FLOAT64_TOLERANCE * graph.vertexCount());
      for (int count : new int[] {5, 12, 20}) {
        batched(count);
      }
    }
  }

  private void batched(int count) {
    BatchedPageRankOptions options =
        BatchedPageRankOptions.ofVertices(
                IntStream.range(0, count)
                    .mapToObj(i -> Map.of((int) (7919L * i % graph.vertexCount()), 1.0))
                    .toList())
            .withTolerance(1e-4);
    check(
        "PageRank of " + count + " at once",
        0,
        FLOAT64_TOLERANCE,
        engine -> {
          var result = BatchedPageRank.run(graph, options, engine);
          return new Outcome(
              result.results().stream().map(PageRankResult::ranks).toArray(), result.stats());
        });
  }

  private void pageRank(String name, PageRankOptions options, double tolerance) {
    double bytes =
        options.fixedIterations()
            ? options.maxIterations()
                * Traffic.pageRankIteration(
                    graph, options.precision() == Precision.FLOAT32 ? 4 : 8, options.weighted())
            : 0;
    check(
        name,
        bytes,
        tolerance,
        engine -> {
          PageRankResult result = PageRank.run(graph, options, engine);
          return new Outcome(result.ranks(), result.stats());
        });
  }

  private void paths(int source) {
    check(
        "BFS from " + source,
        Traffic.bfs(graph),
        0,
        engine -> {
          var result = Bfs.run(graph, BfsOptions.defaults(source), engine);
          return new Outcome(new Object[] {result.depths(), result.parents()}, result.stats());
        });
    check(
        "SSSP from " + source,
        Traffic.paths(graph),
        0,
        engine -> {
          var result = Sssp.run(graph, SsspOptions.defaults(source), engine);
          return new Outcome(new Object[] {result.distances(), result.parents()}, result.stats());
        });
    check(
        "widest path from " + source,
        Traffic.paths(graph),
        0,
        engine -> {
          var result = WidestPath.run(graph, WidestPathOptions.defaults(source), engine);
          return new Outcome(new Object[] {result.widths(), result.parents()}, result.stats());
        });
  }

  private void spmv(Semiring semiring) {
    float[] x = new float[graph.vertexCount()];
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextInt(-8, 9); // sums of such are exact, in whatever order
    }
    check(
        "SpMV " + semiring,
        0,
        0,
        engine -> {
          float[] y = new float[graph.vertexCount()];
          long start = System.nanoTime();
          SemiringSpmv.multiply(graph.out(), x, y, semiring, engine);
          return new Outcome(y, new Timings(0, 0, Timings.secondsSince(start), 0));
        });
  }

  private int[] sources() {
    return new SplittableRandom(27)
        .ints(0, Math.max(1, graph.vertexCount()))
        .filter(v -> graph.edgeCount() == 0 || graph.outDegree(v) > 0)
        .limit(graph.vertexCount() == 0 ? 0 : 2)
        .toArray();
  }

  /**
   * Runs the reference once and the tested engine twice, which must agree to the bit with itself.
   */
  private void check(
      String algorithm, double bytes, double tolerance, Function<Engine, Outcome> run) {
    Outcome expected = run.apply(reference);
    double upload = 0;
    double compute = 0;
    Optional<String> failure;
    try {
      Outcome first = run.apply(tested);
      Outcome second = run.apply(tested);
      upload = first.timings().upload();
      compute = second.timings().compute();
      failure = Difference.of(expected.values(), first.values(), tolerance);
      if (failure.isEmpty()) {
        failure =
            Difference.of(first.values(), second.values(), 0)
                .map(what -> "two runs differ: " + what);
      }
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      failure = Optional.of(e.toString()); // the table tells it, and the exit code
    }
    listener.accept(
        new Check(
            algorithm,
            sample.name(),
            failure,
            expected.timings().compute(),
            upload,
            compute,
            bytes));
  }
}
