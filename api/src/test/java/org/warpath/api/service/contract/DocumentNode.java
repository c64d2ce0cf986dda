package org.warpath.api.service.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A place in the OpenAPI document, references followed.
 *
 * @param root the whole document
 * @param pointer where this is (RFC 6901)
 * @param json what is there
 */
public record DocumentNode(JsonNode root, String pointer, JsonNode json) {
  /** What {@code name} holds; one of a missing node if there is none. */
  public DocumentNode get(String name) {
    String escaped = name.replace("~", "~0").replace("/", "~1");
    return at(pointer + "/" + escaped, json.has(name) ? json.get(name) : MissingNode.getInstance());
  }

  private DocumentNode at(String where, JsonNode found) {
    JsonNode reference = found.path("$ref");
    if (!reference.isTextual()) {
      return new DocumentNode(root, where, found);
    }
    String target = reference.textValue().substring(1);
    JsonNode referred = root.at(target);
    if (!reference.textValue().startsWith("#/") || referred.isMissingNode()) {
      throw new IllegalStateException(where + " refers to nothing: " + reference);
    }
    return at(target, referred);
  }

  public boolean exists() {
    return !json.isMissingNode();
  }

  /** The members of this object, in the document's order. */
  public Map<String, DocumentNode> members() {
    Map<String, DocumentNode> members = new LinkedHashMap<>();
    json.properties().forEach(member -> members.put(member.getKey(), get(member.getKey())));
    return members;
  }

  /** The elements of this array. */
  public java.util.List<DocumentNode> elements() {
    return java.util.stream.IntStream.range(0, json.size())
        .mapToObj(i -> at(pointer + "/" + i, json.get(i)))
        .toList();
  }

  public String text(String name) {
    return json.path(name).asText();
  }
}
