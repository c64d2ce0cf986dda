package org.warpath.api.service.algorithms;

import java.util.stream.IntStream;
import org.warpath.graph.Graph;
import org.warpath.graph.bfs.Bfs;
import org.warpath.graph.bfs.BfsOptions;
import org.warpath.graph.bfs.BfsResult;
import org.warpath.graph.cdlp.Cdlp;
import org.warpath.graph.cdlp.CdlpOptions;
import org.warpath.graph.cdlp.CdlpResult;
import org.warpath.graph.export.VertexVector;
import org.warpath.graph.lcc.Lcc;
import org.warpath.graph.lcc.LccResult;
import org.warpath.graph.pagerank.PageRank;
import org.warpath.graph.pagerank.PageRankOptions;
import org.warpath.graph.pagerank.PageRankResult;
import org.warpath.graph.sssp.Sssp;
import org.warpath.graph.sssp.SsspOptions;
import org.warpath.graph.sssp.SsspResult;
import org.warpath.graph.triangles.TriangleCount;
import org.warpath.graph.triangles.TriangleCountOptions;
import org.warpath.graph.triangles.TriangleCountResult;
import org.warpath.graph.wcc.Wcc;
import org.warpath.graph.wcc.WccOptions;
import org.warpath.graph.wcc.WccResult;
import org.warpath.graph.widest.WidestPath;
import org.warpath.graph.widest.WidestPathOptions;
import org.warpath.graph.widest.WidestPathResult;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunStats;

/**
 * What the Java API gives.
 *
 * @param values one a vertex
 * @param errorBound at most how far they are from the exact ones
 */
record Expected(VertexVector values, RunStats stats, double errorBound) {

  /** A run of the Java API. */
  @FunctionalInterface
  interface Run {
    Expected on(Graph graph, Engine engine);
  }

  static Run pageRank(PageRankOptions options) {
    return (graph, engine) -> {
      PageRankResult result = PageRank.run(graph, options, engine);
      return new Expected(VertexVector.of(result.ranks()), result.stats(), result.errorBound());
    };
  }

  static Run sssp(int source, boolean weighted) {
    return (graph, engine) -> {
      SsspResult result =
          Sssp.run(graph, SsspOptions.defaults(source).withWeighted(weighted), engine);
      return new Expected(VertexVector.of(result.distances()), result.stats(), 0);
    };
  }

  static Run widest(int source, boolean weighted) {
    return (graph, engine) -> {
      WidestPathResult result =
          WidestPath.run(graph, WidestPathOptions.defaults(source).withWeighted(weighted), engine);
      return new Expected(VertexVector.of(result.widths()), result.stats(), 0);
    };
  }

  static Run bfs(int source) {
    return (graph, engine) -> {
      BfsResult result = Bfs.run(graph, BfsOptions.defaults(source), engine);
      long[] depths = IntStream.range(0, graph.vertexCount()).mapToLong(result::depth).toArray();
      return new Expected(VertexVector.of(depths), result.stats(), 0);
    };
  }

  static Run wcc() {
    return (graph, engine) -> {
      WccResult result = Wcc.run(graph, WccOptions.defaults(), engine);
      return new Expected(VertexVector.of(result.labels()), result.stats(), 0);
    };
  }

  static Run cdlp(int iterations) {
    return (graph, engine) -> {
      CdlpResult result =
          Cdlp.run(graph, CdlpOptions.defaults().withIterations(iterations), engine);
      return new Expected(VertexVector.of(result.labels()), result.stats(), 0);
    };
  }

  static Run lcc() {
    return (graph, engine) -> {
      LccResult result = Lcc.run(graph, engine);
      return new Expected(VertexVector.of(result.coefficients()), result.stats(), 0);
    };
  }

  static Run triangles() {
    return (graph, engine) -> {
      TriangleCountResult result =
          TriangleCount.run(graph, TriangleCountOptions.defaults().withPerVertex(true), engine);
      long[] counts = result.perVertex();
      return new Expected(
          VertexVector.of(counts == null ? new long[0] : counts), result.stats(), 0);
    };
  }
}
