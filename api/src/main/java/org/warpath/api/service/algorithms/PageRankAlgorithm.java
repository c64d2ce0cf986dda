package org.warpath.api.service.algorithms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.catalog.CatalogGraph;
import org.warpath.api.service.catalog.GraphBytes;
import org.warpath.api.service.catalog.Vectors;
import org.warpath.api.service.http.Json;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.api.service.run.EngineChoice;
import org.warpath.graph.Graph;
import org.warpath.graph.export.VertexVector;
import org.warpath.graph.pagerank.Compat;
import org.warpath.graph.pagerank.PageRank;
import org.warpath.graph.pagerank.PageRankOptions;
import org.warpath.graph.pagerank.PageRankResult;
import org.warpath.graph.pagerank.Precision;

/** {@link PageRank}. */
final class PageRankAlgorithm implements GraphAlgorithm<PageRankAlgorithm.Request> {

  /** The fields of {@link PageRankOptions}, as JSON gives them. */
  record Request(
      @Nullable Double damping,
      @Nullable Double tolerance,
      @Nullable Integer maxIterations,
      @Nullable Integer iterations,
      @Nullable Boolean weighted,
      @Nullable Precision precision,
      @Nullable Compat compat,
      @Nullable JsonNode personalization,
      @Nullable String warmStart,
      @Nullable Integer top,
      @Nullable EngineChoice engine,
      @Nullable Mode mode,
      @Nullable String store)
      implements AlgorithmRequest {

    /** What {@code {}} asks for. */
    static final Request DEFAULT =
        new Request(null, null, null, null, null, null, null, null, null, null, null, null, null);

    PageRankOptions options() {
      if (iterations != null && maxIterations != null) {
        throw new Problem(
            ProblemType.INVALID_REQUEST,
            "iterations (exactly so many) and maxIterations (at most so many) exclude each other");
      }
      PageRankOptions options = PageRankOptions.defaults(compat == null ? Compat.NONE : compat);
      options = damping == null ? options : options.withDamping(damping);
      options = tolerance == null ? options : options.withTolerance(tolerance);
      options = maxIterations == null ? options : options.withMaxIterations(maxIterations);
      options = iterations == null ? options : options.withIterations(iterations);
      options = weighted == null ? options : options.withWeighted(weighted);
      return precision == null ? options : options.withPrecision(precision);
    }
  }

  @Override
  public String name() {
    return "pagerank";
  }

  @Override
  public Class<Request> requestType() {
    return Request.class;
  }

  @Override
  public Plan plan(Request request, CatalogGraph graph, Vectors vectors) {
    PageRankOptions options = request.options();
    Preference preference = new Preference(graph, vectors);
    String source = "";
    if (request.personalization != null) {
      options =
          options.withPersonalization(preference.read(request.personalization, "personalization"));
      source = preference.version(request.personalization);
    }
    if (request.warmStart != null) {
      Vectors.Read start = preference.stored(request.warmStart);
      options = options.withWarmStart(start.values().toDoubles());
      source += "/" + start.version();
    }
    options.requireFits(graph.graph());
    return plan(graph.graph(), options, echo(options, request), source);
  }

  private static Plan plan(Graph graph, PageRankOptions options, ObjectNode echo, String source) {
    long n = graph.vertexCount();
    int word = options.precision() == Precision.FLOAT64 ? 8 : 4;
    long vectors = 2L + (options.weighted() ? 1 : 0) + (options.personalization() == null ? 0 : 1);
    double iterations =
        options.fixedIterations()
            ? options.maxIterations()
            : iterations(options.damping(), options.tolerance(), options.maxIterations());
    return new Plan(
        echo,
        source,
        Plan.edgeVisits(iterations, graph),
        n * (word * vectors + 8),
        GraphBytes.missingInEdges(graph),
        GraphBytes.rows(graph, options.weighted()) + n * (word * (vectors + 1) + 8),
        (g, engine, control) -> result(PageRank.run(g, options, engine, control)));
  }

  /**
   * How many iterations are to be expected: each shrinks the change, 2 at first, by the damping.
   */
  static double iterations(double damping, double tolerance, int maxIterations) {
    double needed = damping == 0 ? 2 : Math.log(tolerance / 2) / Math.log(damping) + 1;
    return Math.clamp(needed, 1, maxIterations);
  }

  private static ObjectNode echo(PageRankOptions options, Request request) {
    ObjectNode echo = Json.object();
    echo.put("damping", options.damping());
    echo.put("tolerance", options.tolerance());
    echo.put(options.fixedIterations() ? "iterations" : "maxIterations", options.maxIterations());
    echo.put("weighted", options.weighted());
    echo.put("precision", options.precision().name().toLowerCase(Locale.ROOT));
    echo.put("compat", options.compat().name().toLowerCase(Locale.ROOT));
    if (request.personalization != null) {
      echo.set("personalization", request.personalization);
    }
    if (request.warmStart != null) {
      echo.put("warmStart", request.warmStart);
    }
    return echo;
  }

  private static AlgorithmResult result(PageRankResult result) {
    ObjectNode summary = Json.object();
    return AlgorithmResult.of(
        result.stats(),
        result.errorBound(),
        conventions(result.compat()),
        summary,
        null,
        VertexVector.of(result.ranks()),
        Ranking.HIGHEST);
  }

  static String conventions(Compat compat) {
    return switch (compat) {
      case NONE ->
          "ranks sum to 1; the rank of sinks goes where teleporting goes; the tolerance is the L1 change of one"
              + " iteration, not scaled by n; parallel edges count; the error bound is d/(1-d) times the residual";
      case NETWORKX ->
          "as NetworkX: starts at 1/n, stops when the L1 change is below n times the tolerance";
      case GRAPHALYTICS ->
          "as LDBC Graphalytics: fixed iterations from 1/n, unweighted, the rank of sinks spread over all vertices";
      case GAP -> "as the GAP benchmark: unweighted, starts at 1/n, the rank of sinks is dropped";
      case GDS ->
          "as Neo4j GDS: ranks are not normalised, the rank of sinks is dropped, a vertex passes changes on only while"
              + " they exceed the tolerance";
    };
  }
}
