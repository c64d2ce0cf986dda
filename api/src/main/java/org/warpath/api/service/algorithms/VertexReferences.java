package org.warpath.api.service.algorithms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.graph.Graph;

/** Vertices as JSON names them: by number, or by name. */
public final class VertexReferences {
  private static final int SHOWN = 60;

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
          field + " must be the number or the name of a vertex, was " + found(node));
    }
    if (!node.canConvertToInt() || node.intValue() < 0 || node.intValue() >= graph.vertexCount()) {
      throw new Problem(
          ProblemType.UNKNOWN_VERTEX,
          "%s must be in [0, %d), was %s".formatted(field, graph.vertexCount(), found(node)));
    }
    return node.intValue();
  }

  /** {@code node} for a message: a scalar as it is, if it is short. */
  static String found(JsonNode node) {
    if (node.isContainerNode()) {
      return (node.isEmpty() ? "an empty " : "an ") + (node.isArray() ? "array" : "object");
    }
    String text = node.toString();
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
  }

  /** A vertex's number, and its name if it has one. */
  public static ObjectNode put(ObjectNode object, Graph graph, int vertex) {
    object.put("vertex", vertex);
    graph.names().ifPresent(names -> object.put("name", names.name(vertex)));
    return object;
  }
}
