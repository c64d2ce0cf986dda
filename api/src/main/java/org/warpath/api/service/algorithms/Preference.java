package org.warpath.api.service.algorithms;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.catalog.CatalogGraph;
import org.warpath.api.service.catalog.Vectors;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.graph.Graph;
import org.warpath.graph.pagerank.VertexWeights;

/** Preference vectors as JSON gives them: vertices, weights of vertices, or a stored vector. */
final class Preference {
  private static final int MAX_VERTICES = 100_000;

  private final CatalogGraph graph;
  private final Vectors vectors;

  Preference(CatalogGraph graph, Vectors vectors) {
    this.graph = graph;
    this.vectors = vectors;
  }

  /**
   * The weights that {@code node} means; null if it is absent.
   *
   * @param field where it stands, for messages
   */
  @Nullable VertexWeights read(@Nullable JsonNode node, String field) {
    if (node == null || node.isNull()) {
      return null;
    }
    if (node.isTextual()) {
      return VertexWeights.of(field, vectors.get(graph, node.textValue()).toDoubles());
    }
    if (!node.isContainerNode() || node.isEmpty() || node.size() > MAX_VERTICES) {
      throw new Problem(
          ProblemType.INVALID_REQUEST,
          field
              + " must be an array of vertices, an object of their weights (1 to "
              + MAX_VERTICES
              + " of them), or the name of a vector");
    }
    Map<Integer, Double> weights = new LinkedHashMap<>();
    Graph vertices = graph.graph();
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        int vertex = VertexReferences.resolve(vertices, node.get(i), field + "/" + i);
        weights.merge(vertex, 1.0, Double::sum);
      }
    } else {
      node.properties()
          .forEach(entry ->
              weights.merge(
                  vertices.vertex(entry.getKey()),
                  weight(entry.getValue(), field + "/" + entry.getKey()),
                  Double::sum));
    }
    return VertexWeights.of(field, weights);
  }

  private static double weight(JsonNode node, String field) {
    if (!node.isNumber()) {
      throw new Problem(ProblemType.INVALID_REQUEST, field + " must be a number");
    }
    return node.doubleValue();
  }

  /** Which vector a name means now: part of what tells equal requests. */
  String version(@Nullable JsonNode node) {
    return node != null && node.isTextual() ? vectors.version(graph, node.textValue()) : "";
  }
}
