package org.warpath.api.service.contract;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One method of one path of the document.
 *
 * @param id the document's {@code operationId}
 * @param method in capitals
 * @param path with its parameters
 * @param parameters of the path, the query and the headers
 * @param node the operation in the document
 */
public record Operation(
    String id, String method, PathTemplate path, List<Parameter> parameters, DocumentNode node) {

  /**
   * A parameter.
   *
   * @param name as it is written
   * @param in path, query or header
   * @param required whether a request without it is invalid
   * @param schema of its value
   */
  public record Parameter(String name, String in, boolean required, DocumentNode schema) {
    static Parameter of(DocumentNode node) {
      return new Parameter(
          node.text("name"),
          node.text("in"),
          node.json().path("required").asBoolean(),
          node.get("schema"));
    }

    /** {@code value} as JSON text, of the type that the schema names. */
    String json(String value) {
      return switch (schema.text("type")) {
        case "integer", "number" ->
            value.matches("-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]+)?")
                ? value
                : quoted(value);
        case "boolean" -> value.equals("true") || value.equals("false") ? value : quoted(value);
        default -> quoted(value);
      };
    }

    private static String quoted(String value) {
      return com.fasterxml.jackson.databind.node.TextNode.valueOf(value).toString();
    }
  }

  public List<Parameter> parametersIn(String place) {
    return parameters.stream().filter(parameter -> parameter.in().equals(place)).toList();
  }

  public boolean bodyRequired() {
    return node.get("requestBody").json().path("required").asBoolean();
  }

  /** Schemas of the body, by content type; empty if the operation takes none. */
  public Map<String, DocumentNode> bodies() {
    return node.get("requestBody").get("content").members();
  }

  /** What the document says about an answer of {@code status}. */
  Optional<DocumentNode> response(int status) {
    DocumentNode responses = node.get("responses");
    DocumentNode exact = responses.get(Integer.toString(status));
    DocumentNode found = exact.exists() || status < 400 ? exact : responses.get("default");
    return found.exists() ? Optional.of(found) : Optional.empty();
  }
}
