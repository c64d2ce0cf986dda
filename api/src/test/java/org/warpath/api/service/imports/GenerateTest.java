package org.warpath.api.service.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.api.service.contract.Answer;
import org.warpath.api.service.contract.RunningService;
import org.warpath.graph.Graph;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.generate.IntegerWeights;
import org.warpath.graph.generate.Rmat;
import org.warpath.graph.pagerank.PageRank;
import org.warpath.graph.pagerank.PageRankOptions;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;

/** Synthetic graphs. */
class GenerateTest {
  @RegisterExtension
  static final RunningService SERVICE =
      RunningService.with(config ->
          config.withSamples(false).withLimits(Limits.ofUploads(config.limits(), 100_000_000)));

  @AfterEach
  void leavesNothingBehind() {
    for (JsonNode graph : SERVICE.client().get("/v1/graphs").json().get("graphs")) {
      SERVICE.client().delete("/v1/graphs/" + graph.get("name").asText()).expect(204);
    }
    assertThat(SERVICE.files())
        .noneMatch(file -> file.startsWith("uploads/") || file.startsWith("graphs/"));
  }

  private static Answer generate(String json) {
    return SERVICE
        .client()
        .request("POST", "/v1/graphs")
        .json("{\"name\": \"g\", \"generate\": %s}".formatted(json))
        .invalid()
        .send();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"kind\": \"rmat\", \"scale\": 4}                          | 16 | 256 | false",
        "{\"kind\": \"rmat\", \"scale\": 4, \"edgeFactor\": 2}       | 16 | 32  | false",
        "{\"kind\": \"uniform\", \"vertices\": 10, \"edges\": 20}    | 10 | 20  | false",
        "{\"kind\": \"grid\", \"rows\": 3, \"columns\": 4}           | 12 | 17  | false",
        "{\"kind\": \"grid\", \"rows\": 3, \"columns\": 4, \"symmetric\": true} | 12 | 34 | true",
        "{\"kind\": \"path\", \"vertices\": 7}                       | 7  | 6   | false",
        "{\"kind\": \"cycle\", \"vertices\": 7}                      | 7  | 7   | false",
        "{\"kind\": \"star\", \"vertices\": 7}                       | 7  | 6   | false",
        "{\"kind\": \"tree\", \"vertices\": 7}                       | 7  | 6   | false",
        "{\"kind\": \"path\", \"vertices\": 1}                       | 1  | 0   | false",
        "{\"kind\": \"path\", \"vertices\": 0}                       | 0  | 0   | false"
      })
  void everyKindIsMade(String json, int vertices, int edges, boolean symmetric) {
    JsonNode graph = generate(json).expect(201).json();

    assertThat(graph.get("vertexCount").asInt()).isEqualTo(vertices);
    assertThat(graph.get("edgeCount").asInt()).isEqualTo(edges);
    assertThat(graph.get("symmetric").asBoolean()).isEqualTo(symmetric);
    assertThat(graph.get("weighted").asBoolean()).isFalse();
    assertThat(graph.at("/provenance/source").asText()).isEqualTo("generated");
    assertThat(graph.at("/provenance/generator").asText()).isEqualTo(json.strip().replace(" ", ""));
  }

  @Test
  void isTheJavaApisGraph() throws java.io.IOException {
    generate(
            "{\"kind\": \"rmat\", \"scale\": 8, \"edgeFactor\": 4, \"seed\": 3, \"weights\": [1, 9]}")
        .expect(201);
    JsonNode answer =
        SERVICE
            .client()
            .post("/v1/graphs/g/pagerank", "{\"weighted\": true, \"top\": 256}")
            .expect(200)
            .json();

    try (Graph graph =
        new Rmat(8, 4, 3)
            .generate(
                BuildOptions.defaults(),
                Optional.of(new IntegerWeights(1, 9, 3)),
                RunControl.none())
            .graph()) {
      double[] ranks =
          PageRank.run(graph, PageRankOptions.defaults().withWeighted(true), Engine.cpu(1)).ranks();
      assertThat(answer.get("top")).hasSize(256);
      answer
          .get("top")
          .forEach(entry ->
              assertThat(entry.get("value").asDouble())
                  .isEqualTo(ranks[entry.get("vertex").asInt()]));
    }
  }

  @Test
  void theSameSeedGivesTheSameGraphAndAnotherAnother() {
    String json = "{\"kind\": \"uniform\", \"vertices\": 50, \"edges\": 300, \"seed\": %d}";
    generate(json.formatted(1)).expect(201);
    JsonNode first = ranks();
    SERVICE.client().delete("/v1/graphs/g").expect(204);
    generate(json.formatted(2)).expect(201);
    JsonNode other = ranks();
    SERVICE.client().delete("/v1/graphs/g").expect(204);
    generate(json.formatted(1)).expect(201);

    assertThat(ranks()).isEqualTo(first).isNotEqualTo(other);
  }

  private static JsonNode ranks() {
    return SERVICE.client().post("/v1/graphs/g/pagerank", "{}").expect(200).json().get("top");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                        | generate/kind is needed: one of rmat, uniform, grid, path, cycle, star, tree",
        "\"path\"                                  | /generate: expected an object, found \"path\"",
        "{\"kind\": \"ring\"}                      | /generate/kind: expected one of rmat, uniform, grid, path, cycle, star, tree, found \"ring\"",
        "{\"kind\": \"path\"}                      | generate/vertices is needed for this kind of graph",
        "{\"kind\": \"rmat\"}                      | generate/scale is needed for this kind of graph",
        "{\"kind\": \"uniform\", \"vertices\": 3}  | generate/edges is needed for this kind of graph",
        "{\"kind\": \"grid\", \"rows\": 3}         | generate/columns is needed for this kind of graph",
        "{\"kind\": \"path\", \"vertices\": -1}    | generate/vertices must be at least 0, was -1",
        "{\"kind\": \"path\", \"vertices\": 1.5}   | /generate/vertices: expected a whole number, found 1.5",
        "{\"kind\": \"path\", \"vertices\": 3000000000} | /generate/vertices: expected a whole number in [-2147483648, 2147483647], found 3000000000",
        "{\"kind\": \"uniform\", \"vertices\": 3, \"edges\": -1} | generate/edges must be at least 0, was -1",
        "{\"kind\": \"uniform\", \"vertices\": 0, \"edges\": 5} | there is no graph of 0 vertices and 5 edges",
        "{\"kind\": \"rmat\", \"scale\": 31}       | scale must be in [0, 30], was 31",
        "{\"kind\": \"rmat\", \"scale\": 3, \"edgeFactor\": 1025} | edgeFactor must be in [0, 1024], was 1025",
        "{\"kind\": \"grid\", \"rows\": 0, \"columns\": 1} | rows must be at least 1, was 0",
        "{\"kind\": \"grid\", \"rows\": 100000, \"columns\": 100000} | a grid has at most 2147483647 vertices, was 100000×100000",
        "{\"kind\": \"path\", \"vertices\": 3, \"rows\": 3} | generate/rows does not belong to kind path, which has vertices",
        "{\"kind\": \"grid\", \"rows\": 3, \"columns\": 3, \"scale\": 3} | generate/scale does not belong to kind grid, which has rows and columns",
        "{\"kind\": \"path\", \"vertices\": 3, \"weights\": [1]} | generate/weights must be the least and the largest weight, two whole numbers",
        "{\"kind\": \"path\", \"vertices\": 3, \"weights\": \"1..9\"} | /generate/weights: expected an array, found \"1..9\"",
        "{\"kind\": \"path\", \"vertices\": 3, \"weights\": [1, \"9\"]} | /generate/weights/1: expected a whole number, found \"9\"",
        "{\"kind\": \"path\", \"vertices\": 3, \"weights\": [9, 1]} | weights must be a range within [-16777216, 16777216], was 9..1",
        "{\"kind\": \"path\", \"vertices\": 3, \"colour\": 1} | /generate/colour: unknown field \"colour\"; known: "
      })
  void whatIsNoGraphIsRefused(String json, String detail) {
    assertThat(generate(json).expectProblem(400, "invalid-request").json().get("detail").asText())
        .startsWith(detail.strip());
  }

  @Test
  void whatHasNoPlaceBesideItIsRefused() {
    for (String field :
        new String[] {
          "\"format\": \"csr\"",
          "\"weights\": true",
          "\"titles\": \"x\"",
          "\"direction\": \"directed\""
        }) {
      String detail =
          SERVICE
              .client()
              .request("POST", "/v1/graphs")
              .json(
                  "{\"name\": \"g\", \"generate\": {\"kind\": \"path\", \"vertices\": 3}, %s}"
                      .formatted(field))
              .invalid()
              .send()
              .expectProblem(400, "invalid-request")
              .json()
              .get("detail")
              .asText();
      assertThat(detail).endsWith(" does not belong to a graph that is generated");
    }
  }

  @Test
  void whatIsTooLargeIsRefusedBeforeItIsMade() {
    for (String json :
        new String[] {
          "{\"kind\": \"path\", \"vertices\": 2147483647}",
          "{\"kind\": \"rmat\", \"scale\": 30, \"edgeFactor\": 1024}",
          "{\"kind\": \"uniform\", \"vertices\": 9, \"edges\": 9223372036854775807}"
        }) {
      assertThat(generate(json).expectProblem(413, "too-large").json().get("detail").asText())
          .endsWith("this server allows 100000000");
    }
  }
}
