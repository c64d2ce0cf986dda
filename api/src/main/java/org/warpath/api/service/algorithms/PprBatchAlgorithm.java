package org.warpath.api.service.algorithms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
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
import org.warpath.graph.pagerank.BatchedPageRank;
import org.warpath.graph.pagerank.BatchedPageRankOptions;
import org.warpath.graph.pagerank.BatchedPageRankResult;
import org.warpath.graph.pagerank.Compat;
import org.warpath.graph.pagerank.VertexWeights;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;

/** {@link BatchedPageRank}. */
final class PprBatchAlgorithm implements GraphAlgorithm<PprBatchAlgorithm.Request> {
  private static final int MAX_VECTORS = 256;

  /** The fields of {@link BatchedPageRankOptions}, as JSON gives them. */
  record Request(
      @Nullable List<JsonNode> personalizations,
      @Nullable Double damping,
      @Nullable Double tolerance,
      @Nullable Integer maxIterations,
      @Nullable Boolean weighted,
      @Nullable Integer top,
      @Nullable EngineChoice engine,
      @Nullable Mode mode)
      implements AlgorithmRequest {

    @Override
    public @Nullable String store() {
      return null;
    }

    @Override
    public Output output() {
      if (mode == Mode.STREAM || mode == Mode.STORE) {
        throw new Problem(
            ProblemType.INVALID_REQUEST,
            "the mode of a batch must be stats or top, was "
                + mode.name().toLowerCase(Locale.ROOT));
      }
      return AlgorithmRequest.super.output();
    }

    BatchedPageRankOptions options(List<VertexWeights> preferences) {
      BatchedPageRankOptions options = BatchedPageRankOptions.of(preferences);
      options = damping == null ? options : options.withDamping(damping);
      options = tolerance == null ? options : options.withTolerance(tolerance);
      options = maxIterations == null ? options : options.withMaxIterations(maxIterations);
      return weighted == null ? options : options.withWeighted(weighted);
    }
  }

  @Override
  public String name() {
    return "ppr-batch";
  }

  @Override
  public Class<Request> requestType() {
    return Request.class;
  }

  @Override
  public Plan plan(Request request, CatalogGraph graph, Vectors vectors) {
    List<JsonNode> asked = request.personalizations;
    if (asked == null || asked.isEmpty() || asked.size() > MAX_VECTORS) {
      throw new Problem(
          ProblemType.INVALID_REQUEST,
          "personalizations must be 1 to " + MAX_VECTORS + " preference vectors");
    }
    Preference preference = new Preference(graph, vectors);
    List<VertexWeights> weights = new ArrayList<>();
    StringBuilder source = new StringBuilder();
    for (int i = 0; i < asked.size(); i++) {
      String field = "personalizations/" + i;
      weights.add(preference.read(asked.get(i), field));
      source.append('/').append(preference.version(asked.get(i)));
    }
    BatchedPageRankOptions options = request.options(weights);
    options.requireFits(graph.graph());
    return plan(graph.graph(), options, asked, source.toString());
  }

  private static Plan plan(
      Graph g, BatchedPageRankOptions options, List<JsonNode> asked, String source) {
    ObjectNode echo = Json.object();
    echo.put("damping", options.damping());
    echo.put("tolerance", options.tolerance());
    echo.put("maxIterations", options.maxIterations());
    echo.put("weighted", options.weighted());
    echo.set("personalizations", Json.MAPPER.valueToTree(asked));
    long n = g.vertexCount();
    long k = asked.size();
    double iterations =
        PageRankAlgorithm.iterations(
            options.damping(), options.tolerance(), options.maxIterations());
    return new Plan(
        echo,
        source,
        Plan.edgeVisits(k * iterations, g),
        24 * n * Math.min(k, 8) + 8 * n * k,
        GraphBytes.missingInEdges(g),
        // Of the widths there are on a GPU, the least: 8 vectors a pass.
        GraphBytes.rows(g, options.weighted()) + n * (24 * 8 + 36) + g.edgeCount() / 8,
        (used, engine, control) -> run(used, options, engine, control));
  }

  private static AlgorithmResult run(
      Graph graph, BatchedPageRankOptions options, Engine engine, RunControl control) {
    BatchedPageRankResult batch = BatchedPageRank.run(graph, options, engine, control);
    List<AlgorithmResult.Part> parts =
        batch.results().stream()
            .map(part ->
                new AlgorithmResult.Part(
                    part.stats(),
                    part.errorBound(),
                    VertexVector.of(part.ranks()),
                    Ranking.HIGHEST))
            .toList();
    double errorBound =
        parts.stream().mapToDouble(AlgorithmResult.Part::errorBound).max().orElse(0);
    return new AlgorithmResult(
        batch.stats(),
        errorBound,
        PageRankAlgorithm.conventions(Compat.NONE),
        Json.object(),
        null,
        parts);
  }
}
