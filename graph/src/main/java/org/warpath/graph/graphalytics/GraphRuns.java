package org.warpath.graph.graphalytics;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.warpath.graph.Graph;
import org.warpath.graph.GraphFormatException;
import org.warpath.graph.bfs.Bfs;
import org.warpath.graph.bfs.BfsOptions;
import org.warpath.graph.bfs.BfsResult;
import org.warpath.graph.cdlp.Cdlp;
import org.warpath.graph.cdlp.CdlpOptions;
import org.warpath.graph.cdlp.CdlpResult;
import org.warpath.graph.lcc.Lcc;
import org.warpath.graph.lcc.LccResult;
import org.warpath.graph.pagerank.Compat;
import org.warpath.graph.pagerank.PageRank;
import org.warpath.graph.pagerank.PageRankOptions;
import org.warpath.graph.pagerank.PageRankResult;
import org.warpath.graph.sssp.Sssp;
import org.warpath.graph.sssp.SsspOptions;
import org.warpath.graph.sssp.SsspResult;
import org.warpath.graph.wcc.Wcc;
import org.warpath.graph.wcc.WccOptions;
import org.warpath.graph.wcc.WccResult;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.Timings;

/** Runs algorithms on one graph with the parameters of its properties, and judges each. */
final class GraphRuns {
  private final GraphProperties properties;
  private final Graph graph;
  private final VertexIds ids;
  private final Engine engine;
  private final RunControl control;

  GraphRuns(GraphProperties properties, Graph graph, Engine engine, RunControl control) {
    this.properties = properties;
    this.graph = graph;
    this.ids = VertexIds.of(graph);
    this.engine = engine;
    this.control = control;
  }

  /** Compares a run of {@code algorithm} with its reference output. */
  Outcome run(Algorithm algorithm, Path reference) throws IOException {
    return switch (algorithm) {
      case BFS -> bfs(ReferenceOutput.integers(reference, ids));
      case CDLP -> cdlp(ReferenceOutput.integers(reference, ids));
      case LCC -> lcc(ReferenceOutput.decimals(reference, ids));
      case PR -> pageRank(ReferenceOutput.decimals(reference, ids));
      case SSSP -> sssp(ReferenceOutput.decimals(reference, ids));
      case WCC -> wcc(ReferenceOutput.integers(reference, ids));
    };
  }

  private Outcome bfs(long[] expected) throws IOException {
    int source = vertex("bfs.source-vertex");
    long start = System.nanoTime();
    BfsResult result =
        Bfs.run(graph, BfsOptions.defaults(source).withParents(false), engine, control);
    double seconds = Timings.secondsSince(start);
    // Newer reference outputs write -1 for unreachable, older ones the largest integer.
    Arrays.setAll(expected, v -> expected[v] == -1 ? BfsResult.UNREACHED : expected[v]);
    long[] depths = new long[ids.count()];
    Arrays.setAll(depths, result::depth);
    return outcome(Algorithm.BFS, Rules.exact(expected, depths, ids), seconds);
  }

  private Outcome cdlp(long[] expected) throws IOException {
    CdlpOptions options = new CdlpOptions(count("cdlp.max-iterations"));
    long start = System.nanoTime();
    CdlpResult result = Cdlp.run(graph, options, engine, control);
    double seconds = Timings.secondsSince(start);
    long[] labels = new long[ids.count()];
    Arrays.setAll(labels, v -> ids.id(result.labels()[v]));
    return outcome(Algorithm.CDLP, Rules.exact(expected, labels, ids), seconds);
  }

  private Outcome lcc(double[] expected) {
    long start = System.nanoTime();
    LccResult result = Lcc.run(graph, engine, control);
    double seconds = Timings.secondsSince(start);
    return outcome(Algorithm.LCC, Rules.close(expected, result.coefficients(), ids), seconds);
  }

  private Outcome pageRank(double[] expected) throws IOException {
    PageRankOptions options =
        PageRankOptions.defaults()
            .withDamping(properties.decimal("pr.damping-factor"))
            .withIterations(count("pr.num-iterations"))
            .withCompat(Compat.GRAPHALYTICS);
    long start = System.nanoTime();
    PageRankResult result = PageRank.run(graph, options, engine, control);
    double seconds = Timings.secondsSince(start);
    return outcome(Algorithm.PR, Rules.close(expected, result.ranks(), ids), seconds);
  }

  private Outcome sssp(double[] expected) throws IOException {
    int source = vertex("sssp.source-vertex");
    long start = System.nanoTime();
    SsspResult result =
        Sssp.run(graph, SsspOptions.defaults(source).withParents(false), engine, control);
    double seconds = Timings.secondsSince(start);
    double[] distances = new double[ids.count()];
    Arrays.setAll(distances, v -> result.distances()[v]);
    return outcome(Algorithm.SSSP, Rules.close(expected, distances, ids), seconds);
  }

  private Outcome wcc(long[] expected) {
    long start = System.nanoTime();
    WccResult result = Wcc.run(graph, WccOptions.defaults(), engine, control);
    double seconds = Timings.secondsSince(start);
    return outcome(Algorithm.WCC, Rules.equivalent(expected, result.labels(), ids), seconds);
  }

  private Outcome outcome(Algorithm algorithm, Verdict verdict, double seconds) {
    return new Outcome(properties.name(), algorithm.key(), verdict, seconds);
  }

  private int vertex(String key) throws GraphFormatException {
    int vertex = ids.vertex(properties.integer(key));
    if (vertex < 0) {
      throw properties.bad(key, "a vertex of the graph");
    }
    return vertex;
  }

  private int count(String key) throws GraphFormatException {
    long count = properties.integer(key);
    if (count < 1 || count > Integer.MAX_VALUE) {
      throw properties.bad(key, "at least 1");
    }
    return (int) count;
  }
}
