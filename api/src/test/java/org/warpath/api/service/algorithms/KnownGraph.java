package org.warpath.api.service.algorithms;

import static org.warpath.graph.TestGraphs.directed;
import static org.warpath.graph.TestGraphs.weighted;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.warpath.api.service.contract.ServiceClient;
import org.warpath.graph.Graph;
import org.warpath.graph.GraphalyticsExample;
import org.warpath.graph.ShippedData;
import org.warpath.graph.TestGraphs.Edge;
import org.warpath.graph.io.GraphFiles;

/** Graphs whose results are known, as the service and as Java have them. */
enum KnownGraph {
  SIX("six", "edges", "0 1\n0 2\n2 0\n2 1\n2 4\n3 4\n3 5\n4 3\n4 5\n5 3\n"),
  WEIGHTED_SIX(
      "weighted-six",
      "edges",
      "0 1 .1\n1 3 2.1\n1 4 1.1\n2 0 5.1\n2 1 3.1\n2 3 4.1\n3 5 7.2\n4 5 3.2\n"),
  /** The first six, each edge weighing 1 / out-degree of its source. */
  SHARES(
      "shares",
      "edges",
      """
      0 1 .5
      0 2 .5
      2 0 .33333334
      2 1 .33333334
      2 4 .33333334
      3 4 .5
      3 5 .5
      4 3 .5
      4 5 .5
      5 3 1
      """),
  PATH("path", "edges", "0 1\n1 2\n2 3\n"),
  /** Self-loops, parallel edges of different weights, a capacity of 0, a part of its own. */
  ODD(
      "odd",
      "mtx",
      """
      %%MatrixMarket matrix coordinate real general
      6 6 6
      1 1 2
      1 2 3
      1 2 1
      2 3 0
      3 3 1
      5 6 1
      """),
  ALONE("alone", "mtx", "%%MatrixMarket matrix coordinate pattern general\n1 1 0\n"),
  NOTHING("nothing", "mtx", "%%MatrixMarket matrix coordinate pattern general\n0 0 0\n"),
  EXAMPLE("example", "graphalytics/example/example-directed.e"),
  UNDIRECTED_EXAMPLE("undirected-example", "graphalytics/example/example-undirected.e"),
  KARATE("karate", "small-graphs/karate.mtx"),
  BREMEN("bremen", "road/bremen_dist.gr.gz");

  /** Its name in the catalog. */
  final String id;

  private final String request;

  @SuppressWarnings("ImmutableEnumChecker") // never written to
  private final byte[] body;

  KnownGraph(String id, String format, String text) {
    this.id = id;
    this.request = "/v1/graphs?name=%s&format=%s".formatted(id, format);
    this.body = text.getBytes(StandardCharsets.UTF_8);
  }

  KnownGraph(String id, String file) {
    this.id = id;
    this.request = "/v1/graphs";
    String format = file.contains("undirected") ? ", \"direction\": \"undirected\"" : "";
    this.body =
        "{\"name\": \"%s\", \"file\": \"%s\"%s}"
            .formatted(id, file, format)
            .getBytes(StandardCharsets.UTF_8);
  }

  /** Adds it to a service that may import from the shipped data. */
  void addTo(ServiceClient client) {
    String type = request.contains("?") ? "text/plain" : "application/json";
    client.request("POST", request).body(type, body).send().expect(201);
  }

  static void addAllTo(ServiceClient client) {
    for (KnownGraph graph : values()) {
      graph.addTo(client);
    }
  }

  /** The path of an algorithm on it. */
  String path(String algorithm) {
    return "/v1/graphs/" + id + "/" + algorithm;
  }

  /** The graph in Java, made without the service's importers where it is small. */
  Graph open() {
    try {
      return switch (this) {
        case SIX -> directed(6, 0, 1, 0, 2, 2, 0, 2, 1, 2, 4, 3, 4, 3, 5, 4, 3, 4, 5, 5, 3);
        case WEIGHTED_SIX ->
            weighted(
                6,
                new Edge(0, 1, .1f),
                new Edge(1, 3, 2.1f),
                new Edge(1, 4, 1.1f),
                new Edge(2, 0, 5.1f),
                new Edge(2, 1, 3.1f),
                new Edge(2, 3, 4.1f),
                new Edge(3, 5, 7.2f),
                new Edge(4, 5, 3.2f));
        case SHARES ->
            weighted(
                6,
                new Edge(0, 1, .5f),
                new Edge(0, 2, .5f),
                new Edge(2, 0, 1 / 3f),
                new Edge(2, 1, 1 / 3f),
                new Edge(2, 4, 1 / 3f),
                new Edge(3, 4, .5f),
                new Edge(3, 5, .5f),
                new Edge(4, 3, .5f),
                new Edge(4, 5, .5f),
                new Edge(5, 3, 1));
        case PATH -> directed(4, 0, 1, 1, 2, 2, 3);
        case ODD ->
            weighted(
                6,
                new Edge(0, 0, 2),
                new Edge(0, 1, 3),
                new Edge(0, 1, 1),
                new Edge(1, 2, 0),
                new Edge(2, 2, 1),
                new Edge(4, 5, 1));
        case ALONE -> directed(1);
        case NOTHING -> directed(0);
        case EXAMPLE -> GraphalyticsExample.of(true).graph();
        case UNDIRECTED_EXAMPLE -> GraphalyticsExample.of(false).graph();
        case KARATE -> GraphFiles.open(ShippedData.file("small-graphs/karate.mtx"));
        case BREMEN -> GraphFiles.open(ShippedData.file("road/bremen_dist.gr.gz"));
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
