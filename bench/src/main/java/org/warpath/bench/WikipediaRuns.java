package org.warpath.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.Graph;
import org.warpath.graph.bfs.Bfs;
import org.warpath.graph.bfs.BfsOptions;
import org.warpath.graph.bfs.BfsResult;
import org.warpath.graph.bfs.BfsVerifier;
import org.warpath.graph.device.Traffic;
import org.warpath.graph.pagerank.PageRank;
import org.warpath.graph.pagerank.PageRankOptions;
import org.warpath.graph.pagerank.PageRankResult;
import org.warpath.graph.pagerank.PageRankVerifier;
import org.warpath.graph.pagerank.Precision;
import org.warpath.graph.sssp.ShortestPathVerifier;
import org.warpath.graph.sssp.Sssp;
import org.warpath.graph.sssp.SsspOptions;
import org.warpath.graph.sssp.SsspResult;
import org.warpath.graph.wcc.Wcc;
import org.warpath.graph.wcc.WccOptions;
import org.warpath.graph.wcc.WccResult;
import org.warpath.graph.wcc.WccVerifier;
import org.warpath.graph.widest.WidestPath;
import org.warpath.graph.widest.WidestPathOptions;
import org.warpath.graph.widest.WidestPathResult;
import org.warpath.graph.widest.WidestPathVerifier;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunStats;

/** What {@code bench wikipedia} verifies and times on each engine. */
final class WikipediaRuns {
  static final double TOLERANCE = 1e-6;
  static final String TOLERANCE_TEXT = "1e-6";

  private final Graph graph;
  private final int source;
  private @Nullable Answers first;

  /** One engine's answers, for the next to be compared with. */
  private record Answers(
      PageRankResult ranks,
      PageRankResult singleRanks,
      float[] distances,
      float[] widths,
      BfsResult levels,
      WccResult components) {}

  /** Paths begin at the vertex with most links, which reaches most others. */
  WikipediaRuns(Graph graph) {
    this.graph = graph;
    int most = 0;
    for (int place = 1; place < graph.vertexCount(); place++) {
      if (graph.out().rowLength(place) > graph.out().rowLength(most)) {
        most = place;
      }
    }
    source = graph.order().vertex(most);
  }

  /** The vertex at which paths begin. */
  int source() {
    return source;
  }

  List<Algorithm> algorithms() {
    return List.of(
        pageRank(Precision.FLOAT32),
        pageRank(Precision.FLOAT64),
        once("SSSP", Traffic.paths(graph), e -> Sssp.run(graph, sssp(false), e).stats()),
        once("widest path", Traffic.paths(graph), e -> widest(false, e).stats()),
        once(
            "BFS",
            Traffic.bfs(graph),
            e -> Bfs.run(graph, BfsOptions.defaults(source).withParents(false), e).stats()),
        once("WCC", Traffic.wcc(graph), e -> Wcc.run(graph, WccOptions.defaults(), e).stats()));
  }

  private Algorithm pageRank(Precision precision) {
    boolean isSingle = precision == Precision.FLOAT32;
    double iteration = Traffic.pageRankIteration(graph, isSingle ? 4 : 8, false);
    return new Algorithm(
        isSingle ? "PageRank float32" : "PageRank float64",
        engine -> PageRank.run(graph, options(precision), engine).stats(),
        iterations -> iterations * iteration,
        true);
  }

  private static PageRankOptions options(Precision precision) {
    return PageRankOptions.defaults().withTolerance(TOLERANCE).withPrecision(precision);
  }

  private SsspOptions sssp(boolean parents) {
    return SsspOptions.defaults(source).withParents(parents);
  }

  private WidestPathResult widest(boolean parents, Engine engine) {
    WidestPathOptions options = WidestPathOptions.defaults(source).withParents(parents);
    return WidestPath.run(graph, options, engine);
  }

  private static Algorithm once(String name, double bytes, Function<Engine, RunStats> run) {
    return new Algorithm(name, run, iterations -> bytes, false);
  }

  /**
   * Checks every algorithm's answer by its verifier, which does not share code with what it checks,
   * and against the answers of the engine before.
   *
   * @throws IllegalStateException if one is wrong
   */
  void verify(Engine engine, ObjectNode node) {
    PageRankResult ranks = ranks(Precision.FLOAT64, engine, node);
    PageRankResult singleRanks = ranks(Precision.FLOAT32, engine, node);
    SsspResult paths = Sssp.run(graph, sssp(true), engine);
    require(
        "SSSP",
        ShortestPathVerifier.firstViolation(graph, sssp(true), paths.distances(), paths.parents()));
    WidestPathResult widest = widest(true, engine);
    require(
        "widest path",
        WidestPathVerifier.firstViolation(
            graph, WidestPathOptions.defaults(source), widest.widths(), widest.parents()));
    BfsResult levels = Bfs.run(graph, BfsOptions.defaults(source), engine);
    require("BFS", BfsVerifier.firstViolation(graph, levels));
    WccResult components = Wcc.run(graph, WccOptions.defaults(), engine);
    require("WCC", WccVerifier.firstViolation(graph, components));
    node.put("largestComponent", components.largestSize());
    Answers answers =
        new Answers(ranks, singleRanks, paths.distances(), widest.widths(), levels, components);
    if (first == null) {
      first = answers;
    } else {
      compare(first, answers, node);
    }
  }

  private PageRankResult ranks(Precision precision, Engine engine, ObjectNode node) {
    PageRankResult result = PageRank.run(graph, options(precision), engine);
    PageRankVerifier.Check check =
        PageRankVerifier.check(graph, options(precision), result.ranks());
    double bound = result.errorBound();
    String name = "PageRank " + (precision == Precision.FLOAT32 ? "float32" : "float64");
    // F(r) is within d · bound of the exact ranks if r is within bound.
    if (!check.accepts(2 * bound)) {
      throw new IllegalStateException(name + " is wrong: " + check + ", error bound " + bound);
    }
    ObjectNode figure = node.putObject(name);
    figure.put("residual", check.residual());
    figure.put("errorBound", bound);
    return result;
  }

  private static void require(String algorithm, Optional<String> violation) {
    violation.ifPresent(what -> {
      throw new IllegalStateException(algorithm + " is wrong: " + what);
    });
  }

  private void compare(Answers one, Answers other, ObjectNode node) {
    node.put("distanceFloat64", distance(one.ranks(), other.ranks()));
    node.put("distanceFloat32", distance(one.singleRanks(), other.singleRanks()));
    requireSame("SSSP", Arrays.equals(one.distances(), other.distances()));
    requireSame("widest path", Arrays.equals(one.widths(), other.widths()));
    boolean sameLevels = true;
    for (int v = 0; v < graph.vertexCount(); v++) {
      sameLevels &= one.levels().depth(v) == other.levels().depth(v);
    }
    requireSame("BFS", sameLevels);
    requireSame("WCC", one.components().componentCount() == other.components().componentCount());
  }

  private static void requireSame(String algorithm, boolean isSame) {
    if (!isSame) {
      throw new IllegalStateException("the engines' answers of " + algorithm + " differ");
    }
  }

  private static double distance(PageRankResult one, PageRankResult other) {
    double[] ranks = one.ranks();
    double[] others = other.ranks();
    double distance = 0;
    for (int v = 0; v < ranks.length; v++) {
      distance += Math.abs(ranks[v] - others[v]);
    }
    double allowed = one.errorBound() + other.errorBound();
    if (!(distance <= allowed)) {
      throw new IllegalStateException(
          "the engines' ranks are %s apart in L1, their error bounds allow %s"
              .formatted(distance, allowed));
    }
    return distance;
  }
}
