package org.warpath.api.service.algorithms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.warpath.api.service.catalog.CatalogGraph;
import org.warpath.api.service.catalog.Vectors;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.graph.pagerank.VertexWeights;

/** Preference vectors as JSON gives them: vertices, weights of vertices, or a stored vector. */
final class Preference {
  private static final int MAX_VERTICES = 100_000;

  private final CatalogGraph graph;
  private final Vectors vectors;

  /** Each name means one vector throughout a request, even if another takes it meanwhile. */
  private final Map<String, Vectors.Read> reads = new HashMap<>();

  Preference(CatalogGraph graph, Vectors vectors) {
    this.graph = graph;
    this.vectors = vectors;
  }

  /**
   * The weights that {@code node} means.
   *
   * @param field where it stands, for messages
   * @throws Problem if it is none of the three, or names what the graph does not have
   * @throws IllegalArgumentException if no weight is positive, or one of a stored vector negative
   */
  VertexWeights read(JsonNode node, String field) {
    if (node.isTextual()) {
      return VertexWeights.of(field, named(node.textValue(), field).values().toDoubles());
    }
    if (!node.isContainerNode() || node.isEmpty() || node.size() > MAX_VERTICES) {
      throw new Problem(
          ProblemType.INVALID_REQUEST,
          field
              + " must be an array of vertices, an object of their weights (1 to "
              + MAX_VERTICES
              + " of them), or the name of a vector, was "
              + VertexReferences.found(node));
    }
    Map<Integer, Double> weights = new LinkedHashMap<>();
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        weights.merge(vertex(node.get(i), field + "/" + i), 1.0, Double::sum);
      }
    } else {
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        String place = field + "/" + entry.getKey();
        int vertex = vertex(TextNode.valueOf(entry.getKey()), place);
        weights.merge(vertex, weight(entry.getValue(), place), Double::sum);
      }
    }
    return VertexWeights.of(field, weights);
  }

  private int vertex(JsonNode node, String field) {
    return VertexReferences.resolve(graph.graph(), node, field);
  }

  private Vectors.Read named(String name, String field) {
    try {
      return stored(name);
    } catch (Problem problem) {
      throw problem.type() == ProblemType.UNKNOWN_VECTOR
          ? new Problem(
              ProblemType.UNKNOWN_VECTOR,
              field + ": " + problem.detail() + "; vertices stand in an array",
              problem)
          : problem;
    }
  }

  /**
   * The stored vector called {@code name}.
   *
   * @throws Problem if the graph has none, or the heap cannot take it
   */
  Vectors.Read stored(String name) {
    // As a file's content, as an array, and as what a run keeps of it.
    MemoryCheck.requireHeap(3L * Double.BYTES * graph.graph().vertexCount());
    return reads.computeIfAbsent(name, any -> vectors.read(graph, name));
  }

  private static double weight(JsonNode node, String field) {
    if (!node.isNumber() || !(node.doubleValue() >= 0) || Double.isInfinite(node.doubleValue())) {
      throw new Problem(
          ProblemType.INVALID_REQUEST,
          field + " must be a finite number, at least 0, was " + VertexReferences.found(node));
    }
    return node.doubleValue();
  }

  /** Which vector a name that was {@linkplain #read} means: part of what tells equal requests. */
  String version(JsonNode node) {
    return node.isTextual() ? stored(node.textValue()).version() : "";
  }
}
