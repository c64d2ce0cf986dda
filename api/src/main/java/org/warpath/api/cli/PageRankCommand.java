package org.warpath.api.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.warpath.graph.Graph;
import org.warpath.graph.export.VertexVector;
import org.warpath.graph.pagerank.Compat;
import org.warpath.graph.pagerank.PageRank;
import org.warpath.graph.pagerank.PageRankOptions;
import org.warpath.graph.pagerank.PageRankResult;
import org.warpath.graph.pagerank.Precision;
import org.warpath.graph.pagerank.RankedVertex;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code warpath pagerank}. */
@Command(
    name = "pagerank",
    description = "Rank vertices by PageRank, around given vertices if personalised.",
    mixinStandardHelpOptions = true)
final class PageRankCommand extends AlgorithmCommand {
  @Option(
      names = "--damping",
      paramLabel = "D",
      description = "chance to follow a link, in [0, 1) (default: .85)")
  private @Nullable Double damping;

  @Option(
      names = "--tolerance",
      paramLabel = "T",
      description =
          "stop when an iteration changes the ranks by at most T in all (L1, not scaled by n; default: 1e-9, or"
              + " that of the system named by --compat)")
  private @Nullable Double tolerance;

  @Option(
      names = "--max-iterations",
      paramLabel = "N",
      description =
          "stop after N iterations all the same (default: 500, or that of the system named by --compat)")
  private @Nullable Integer maxIterations;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      description = "run exactly N iterations, whatever the tolerance")
  private @Nullable Integer iterations;

  @Option(
      names = "--personalize",
      paramLabel = "NAME[=W],…",
      description =
          "jump to these vertices (names or ids), with these weights (default 1), instead of to all alike")
  private @Nullable String personalize;

  @Option(names = "--weighted", description = "follow edges in proportion to their weights")
  private boolean weighted;

  @Option(
      names = "--precision",
      paramLabel = "P",
      description = "float64 or float32 (default: float64)")
  private Precision precision = Precision.FLOAT64;

  @Option(
      names = "--compat",
      paramLabel = "M",
      description =
          "compute as another system defines it: networkx, graphalytics, gap or gds (default:"
              + " none)")
  private Compat compat = Compat.NONE;

  @Option(
      names = "--top",
      paramLabel = "K",
      description = "how many vertices to list (default: ${DEFAULT-VALUE})")
  private int top = 10;

  @Override
  Answer answer(Graph graph, Engine engine, RunControl control) {
    if (top < 0) {
      throw new IllegalArgumentException("--top must be at least 0, was " + top);
    }
    PageRankOptions options = options(graph);
    PageRankResult result = PageRank.run(graph, options, engine, control);
    List<RankedVertex> ranked = result.top(top);
    return new Answer(
        "pagerank",
        result.stats(),
        () -> VertexVector.of(result.ranks()),
        object -> json(object, graph, result, ranked),
        out -> text(out, graph, ranked));
  }

  private PageRankOptions options(Graph graph) {
    PageRankOptions options =
        PageRankOptions.defaults(compat).withWeighted(weighted).withPrecision(precision);
    if (damping != null) {
      options = options.withDamping(damping);
    }
    if (tolerance != null) {
      options = options.withTolerance(tolerance);
    }
    if (maxIterations != null) {
      options = options.withMaxIterations(maxIterations);
    }
    if (iterations != null) {
      options = options.withIterations(iterations);
    }
    if (personalize != null) {
      options = options.withPersonalization(Personalization.parse(personalize, graph));
    }
    return options;
  }

  private void json(
      ObjectNode object, Graph graph, PageRankResult result, List<RankedVertex> ranked) {
    Json.put(object, "errorBound", result.errorBound());
    object.put("damping", result.options().damping());
    object.put("tolerance", result.options().tolerance());
    object.put("weighted", weighted);
    object.put("personalized", personalize != null);
    object.put("compat", Names.of(compat));
    object.put("precision", Names.of(precision));
    ArrayNode list = object.putArray("top");
    for (RankedVertex entry : ranked) {
      ObjectNode node = Json.vertex(list.addObject(), graph, entry.vertex());
      Json.put(node, "rank", entry.rank());
      node.put("inDegree", graph.inDegree(entry.vertex()));
    }
  }

  /** The list for a person: place, rank, in-degree, name. */
  static void text(PrintWriter out, Graph graph, List<RankedVertex> ranked) {
    out.printf("%4s  %-14s  %9s  %s%n", "", "rank", "in-degree", "vertex");
    int place = 1;
    for (RankedVertex entry : ranked) {
      out.printf(
          "%4d  %-14.9g  %9d  %s%n",
          place++, entry.rank(), graph.inDegree(entry.vertex()), graph.name(entry.vertex()));
    }
  }
}
