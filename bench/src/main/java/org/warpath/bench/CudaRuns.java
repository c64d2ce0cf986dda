package org.warpath.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.warpath.graph.Graph;
import org.warpath.graph.bfs.Bfs;
import org.warpath.graph.bfs.BfsOptions;
import org.warpath.graph.cdlp.Cdlp;
import org.warpath.graph.cdlp.CdlpOptions;
import org.warpath.graph.device.Traffic;
import org.warpath.graph.lcc.Lcc;
import org.warpath.graph.pagerank.PageRank;
import org.warpath.graph.pagerank.PageRankOptions;
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

/** What {@code bench cuda} runs on one graph. */
final class CudaRuns {
  static final int ITERATIONS = 20;

  private final Graph graph;
  private final int source;

  CudaRuns(Graph graph) {
    this.graph = graph;
    source =
        new SplittableRandom(27)
            .ints(0, graph.vertexCount())
            .filter(v -> graph.outDegree(v) > 0)
            .findFirst()
            .orElseThrow();
  }

  /** The algorithms, cheapest first; counting and comparing neighbourhoods only if asked for. */
  List<Algorithm> algorithms(boolean neighbourhoods) {
    List<Algorithm> all = new ArrayList<>();
    all.add(pageRank(Precision.FLOAT32));
    all.add(pageRank(Precision.FLOAT64));
    BfsOptions bfs = BfsOptions.defaults(source);
    all.add(
        once("BFS", Traffic.bfs(graph), e -> Bfs.run(graph, bfs.withParents(false), e).stats()));
    all.add(once("BFS with parents", Traffic.bfs(graph), e -> Bfs.run(graph, bfs, e).stats()));
    SsspOptions sssp = SsspOptions.defaults(source);
    all.add(
        once(
            "SSSP",
            Traffic.paths(graph),
            e -> Sssp.run(graph, sssp.withParents(false), e).stats()));
    all.add(once("SSSP with parents", Traffic.paths(graph), e -> Sssp.run(graph, sssp, e).stats()));
    WidestPathOptions widest = WidestPathOptions.defaults(source).withParents(false);
    all.add(
        once("widest path", Traffic.paths(graph), e -> WidestPath.run(graph, widest, e).stats()));
    all.add(once("WCC", Traffic.wcc(graph), e -> Wcc.run(graph, WccOptions.defaults(), e).stats()));
    if (neighbourhoods) {
      all.add(once("CDLP", 0, e -> Cdlp.run(graph, CdlpOptions.defaults(), e).stats()));
      all.add(
          once(
              "triangles",
              0,
              e -> TriangleCount.run(graph, TriangleCountOptions.defaults(), e).stats()));
      all.add(once("LCC", 0, e -> Lcc.run(graph, e).stats()));
    }
    return all;
  }

  /** PageRank for a fixed number of iterations. */
  Algorithm pageRank(Precision precision) {
    boolean single = precision == Precision.FLOAT32;
    PageRankOptions options =
        PageRankOptions.defaults().withIterations(ITERATIONS).withPrecision(precision);
    double iteration = Traffic.pageRankIteration(graph, single ? 4 : 8, false);
    return new Algorithm(
        single ? "PageRank float32" : "PageRank float64",
        engine -> PageRank.run(graph, options, engine).stats(),
        iterations -> iterations * iteration,
        true);
  }

  private static Algorithm once(String name, double bytes, Function<Engine, RunStats> run) {
    return new Algorithm(name, run, iterations -> bytes, false);
  }
}
