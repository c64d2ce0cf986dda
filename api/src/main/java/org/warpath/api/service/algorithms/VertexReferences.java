package org.warpath.api.service.algorithms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.graph.Graph;

/** Vertices as JSON names them: by number, or by name. */
public final class VertexReferences {
  private VertexReferences() {}

  /**
   * The vertex that {@code node} means.
   *
   * @param field where it stands, for messages
   * @throws Problem if it is missing, or neither a number nor a name
   * @throws org.warpath.graph.UnknownVertexException if there is no such vertex
   */
  public static int resolve(Graph graph, @Nullable JsonNode node, String field) {
    if (node == null || node.isNull()) {
      throw new Problem(
          ProblemType.INVALID_REQUEST, field + " is needed: the number or the name of a vertex");
    }
    if (node.isTextual()) {
      return graph.vertex(node.textValue());
    }
    if (!node.isIntegralNumber()) {
      throw new Problem(
          ProblemType.INVALID_REQUEST,
          field + " must be the number or the name of a vertex, was " + kind(node));
    }
    if (!node.canConvertToInt() || node.intValue() < 0 || node.intValue() >= graph.vertexCount()) {
      throw new Problem(
          ProblemType.UNKNOWN_VERTEX,
          "%s must be in [0, %d), was %s".formatted(field, graph.vertexCount(), node.asText()));
    }
    return node.intValue();
  }

  private static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case NUMBER -> node.asText();
      case BOOLEAN -> node.asText();
      default -> "an " + node.getNodeType().toString().toLowerCase(java.util.Locale.ROOT);
    };
  }

  /** A vertex's number, and its name if it has one. */
  public static ObjectNode put(ObjectNode object, Graph graph, int vertex) {
    object.put("vertex", vertex);
    graph.names().ifPresent(names -> object.put("name", names.name(vertex)));
    return object;
  }
}
