package org.warpath.api.service.store;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.warpath.api.service.contract.ServiceClient;
import org.warpath.linalg.io.Npy;

/**
 * What must come of a graph, learnt from a service that nobody disturbs.
 *
 * @param vertexCount of the graph
 * @param edgeCount of the graph
 * @param ranks PageRank of all vertices
 * @param tops the first vertices, by the body of the request for PageRank
 */
record Expectation(int vertexCount, long edgeCount, double[] ranks, Map<String, JsonNode> tops) {
  /** Over at once. */
  static final String SHORT = "{\"top\": 5}";

  /** Long enough to be killed. */
  static final String LONG = "{\"iterations\": 1000, \"top\": 5}";

  static final List<String> REQUESTS = List.of(SHORT, LONG);

  /** Adds a graph of {@code content}, looks, and removes it. */
  static Expectation learn(ServiceClient client, GraphContent content) {
    String graph = "learn-" + content.key();
    JsonNode added = content.addTo(client, graph, false).send().expect(201).json();
    Map<String, JsonNode> tops = new HashMap<>();
    for (String request : REQUESTS) {
      tops.put(request, top(client, graph, request));
    }
    client.post("/v1/graphs/" + graph + "/pagerank", "{\"store\": \"ranks\"}").expect(200);
    double[] ranks = vector(client, graph, "ranks");
    client.delete("/v1/graphs/" + graph).expect(204);
    return new Expectation(
        added.get("vertexCount").asInt(), added.get("edgeCount").asLong(), ranks, tops);
  }

  /** The first vertices by PageRank. */
  static JsonNode top(ServiceClient client, String graph, String request) {
    return client.post("/v1/graphs/" + graph + "/pagerank", request).expect(200).json().get("top");
  }

  /** The values of a vector, bit for bit. */
  static double[] vector(ServiceClient client, String graph, String name) {
    byte[] file =
        client
            .request("GET", "/v1/graphs/" + graph + "/vectors/" + name)
            .accept("application/x-npy")
            .send()
            .expect(200)
            .bytes();
    try {
      return Npy.read(new ByteArrayInputStream(file)).data().toArray(JAVA_DOUBLE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
