package org.warpath.api.service.lookup;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.warpath.graph.Graph;

/** What is found as JSON, written without a tree in between: requests of this kind are many. */
final class LookupJson {
  private final Graph graph;
  private final JsonGenerator json;

  LookupJson(Graph graph, JsonGenerator json) {
    this.graph = graph;
    this.json = json;
  }

  void vertex(int vertex) throws IOException {
    json.writeStartObject();
    name(vertex);
    degrees(vertex);
    json.writeEndObject();
  }

  void vertices(int[] vertices) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("vertices");
    for (int vertex : vertices) {
      vertex(vertex);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  void neighbors(int vertex, Neighbors.Direction direction, long offset, Neighbors page)
      throws IOException {
    json.writeStartObject();
    name(vertex);
    json.writeStringField("direction", direction == Neighbors.Direction.OUT ? "out" : "in");
    json.writeNumberField("degree", page.degree());
    json.writeNumberField("offset", offset);
    json.writeArrayFieldStart("neighbors");
    for (int i = 0; i < page.vertices().length; i++) {
      json.writeStartObject();
      name(page.vertices()[i]);
      json.writeNumberField("weight", page.weights()[i]);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  void subgraph(Subgraph subgraph) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("vertices");
    for (Subgraph.Member member : subgraph.members()) {
      json.writeStartObject();
      name(member.vertex());
      json.writeNumberField("hops", member.hops());
      json.writeNumberField("rank", member.rank());
      degrees(member.vertex());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("edges");
    subgraph.<IOException>forEachEdge((source, target, weight) -> {
      json.writeStartObject();
      json.writeNumberField("source", source);
      json.writeNumberField("target", target);
      json.writeNumberField("weight", weight);
      json.writeEndObject();
    });
    json.writeEndArray();
    json.writeBooleanField("truncated", subgraph.truncated());
    json.writeEndObject();
  }

  private void name(int vertex) throws IOException {
    json.writeNumberField("vertex", vertex);
    if (graph.names().isPresent()) {
      json.writeStringField("name", graph.name(vertex));
    }
  }

  private void degrees(int vertex) throws IOException {
    json.writeNumberField("outDegree", graph.outDegree(vertex));
    json.writeNumberField("inDegree", graph.inDegree(vertex));
  }
}
