package org.warpath.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.IntConsumer;
import org.warpath.bench.graph.Kronecker;
import org.warpath.graph.Graph;
import org.warpath.graph.bfs.Bfs;
import org.warpath.graph.bfs.BfsOptions;
import org.warpath.graph.bfs.BfsVerifier;
import org.warpath.graph.build.ImportReport;
import org.warpath.graph.build.Imported;
import org.warpath.graph.pagerank.PageRank;
import org.warpath.graph.pagerank.PageRankOptions;
import org.warpath.graph.pagerank.PageRankVerifier;
import org.warpath.graph.pagerank.Precision;
import org.warpath.graph.sssp.ShortestPathVerifier;
import org.warpath.graph.sssp.Sssp;
import org.warpath.graph.sssp.SsspOptions;
import org.warpath.graph.sssp.SsspResult;
import org.warpath.graph.triangles.TriangleCount;
import org.warpath.graph.triangles.TriangleCountOptions;
import org.warpath.graph.wcc.Wcc;
import org.warpath.graph.wcc.WccOptions;
import org.warpath.graph.wcc.WccVerifier;
import org.warpath.kernels.Engine;
import org.warpath.kernels.Timings;

/**
 * The algorithms on one Kronecker graph as the GAP benchmark has it: 16 edges a vertex, both arcs,
 * no self-loops, no parallel edges, weights 1 to 255. Answers are verified before anything is
 * timed.
 */
final class KroneckerRuns implements AutoCloseable {
  private static final int ITERATIONS = 20;
  private static final int SOURCES = 8;
  private static final int WARMUPS = 3;

  private final int scale;
  private final int runs;
  private final Imported imported;
  private final Graph graph;
  private final int[] sources;

  KroneckerRuns(int scale, int threads, int runs) throws IOException {
    this.scale = scale;
    this.runs = runs;
    imported = new Kronecker(scale).graph(threads);
    graph = imported.graph();
    sources = Kronecker.sources(graph, SOURCES);
  }

  Graph graph() {
    return graph;
  }

  /** How the graph was made, ordering apart. */
  ImportReport report() {
    return imported.report();
  }

  /** PageRank's options: 20 iterations, as the yardstick ran. */
  private static PageRankOptions pageRank(Precision precision) {
    return PageRankOptions.defaults().withIterations(ITERATIONS).withPrecision(precision);
  }

  /** Checks every algorithm's answer by its verifier. */
  void verify(Engine engine) {
    PageRankOptions exact = PageRankOptions.defaults();
    PageRankVerifier.Check check =
        PageRankVerifier.check(graph, exact, PageRank.run(graph, exact, engine).ranks());
    if (!check.accepts(1e-8)) {
      throw new IllegalStateException("PageRank is wrong: " + check);
    }
    BfsOptions bfs = BfsOptions.defaults(sources[0]);
    require("BFS", BfsVerifier.firstViolation(graph, Bfs.run(graph, bfs, engine)));
    SsspOptions sssp = SsspOptions.defaults(sources[0]);
    SsspResult paths = Sssp.run(graph, sssp, engine);
    require(
        "SSSP",
        ShortestPathVerifier.firstViolation(graph, sssp, paths.distances(), paths.parents()));
    require(
        "WCC", WccVerifier.firstViolation(graph, Wcc.run(graph, WccOptions.defaults(), engine)));
  }

  private static void require(String algorithm, Optional<String> violation) {
    violation.ifPresent(what -> {
      throw new IllegalStateException(algorithm + " is wrong: " + what);
    });
  }

  /** Every algorithm, timed. */
  List<Measurement> measure(Engine engine, boolean triangles) {
    double n = graph.vertexCount();
    double m = graph.edgeCount();
    List<Measurement> all = new ArrayList<>();
    // Columns and row offsets are read, contributions read and written, once an iteration each.
    all.add(pageRank(Precision.FLOAT32, engine, ITERATIONS * (4 * m + n * (8 + 4 + 4))));
    all.add(pageRank(Precision.FLOAT64, engine, ITERATIONS * (4 * m + n * (8 + 8 + 8))));
    all.add(
        perSource(
            "BFS",
            source -> Bfs.run(graph, BfsOptions.defaults(source).withParents(false), engine)));
    // GAP's search returns parents, any of them; ours the smallest, which costs a pass more.
    all.add(
        perSource(
            "BFS with parents", source -> Bfs.run(graph, BfsOptions.defaults(source), engine)));
    all.add(
        perSource(
            "SSSP",
            source -> Sssp.run(graph, SsspOptions.defaults(source).withParents(false), engine)));
    all.add(
        Measurement.of(
            "WCC", WARMUPS, runs, 0, timed(() -> Wcc.run(graph, WccOptions.defaults(), engine))));
    if (triangles) {
      all.add(
          Measurement.of(
              "triangles",
              1,
              runs,
              0,
              timed(() -> TriangleCount.run(graph, TriangleCountOptions.defaults(), engine))));
    }
    return all;
  }

  /** PageRank alone, for thread counts to be compared. */
  Measurement pageRank(Precision precision, Engine engine, double bytes) {
    PageRankOptions options = pageRank(precision);
    return Measurement.of(
        "PageRank " + (precision == Precision.FLOAT32 ? "float32" : "float64"),
        WARMUPS,
        runs,
        bytes,
        timed(() -> PageRank.run(graph, options, engine)));
  }

  /** The mean over several sources, so that every run does the same work. */
  private Measurement perSource(String name, IntConsumer run) {
    return Measurement.of(
        name + ", per source",
        WARMUPS,
        runs,
        0,
        () -> {
          long start = System.nanoTime();
          for (int source : sources) {
            run.accept(source);
          }
          return Timings.secondsSince(start) / sources.length;
        });
  }

  private static DoubleSupplier timed(Runnable run) {
    return () -> {
      long start = System.nanoTime();
      run.run();
      return Timings.secondsSince(start);
    };
  }

  int scale() {
    return scale;
  }

  @Override
  public void close() {
    imported.close();
  }
}
