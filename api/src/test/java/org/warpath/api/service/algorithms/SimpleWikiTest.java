package org.warpath.api.service.algorithms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.api.service.contract.RunningService;
import org.warpath.graph.Graph;
import org.warpath.graph.ShippedData;
import org.warpath.graph.export.VertexVector;
import org.warpath.graph.io.GraphFiles;
import org.warpath.graph.io.ImportOptions;
import org.warpath.graph.pagerank.PageRankOptions;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.SharedData;
import org.warpath.linalg.io.Npy;

/** The shipped Wikipedia, with which a new service begins. */
class SimpleWikiTest {
  @RegisterExtension static final RunningService SERVICE = RunningService.withSamples();

  private static JsonNode ask(String algorithm, String json) {
    return SERVICE.client().post("/v1/graphs/simplewiki/" + algorithm, json).expect(200).json();
  }

  private static VertexVector stream(String algorithm, String json) throws IOException {
    byte[] npy =
        SERVICE
            .client()
            .request("POST", "/v1/graphs/simplewiki/" + algorithm)
            .accept("application/x-npy")
            .json(json)
            .send()
            .expect(200)
            .bytes();
    return VertexVector.of(Npy.read(new ByteArrayInputStream(npy)));
  }

  private static Graph open() throws IOException {
    Path folder = ShippedData.file("simplewiki-2007");
    return GraphFiles.importFrom(
            List.of(folder.resolve("edges.txt.gz")),
            ImportOptions.defaults().withTitles(folder.resolve("titles.txt.gz")),
            RunControl.none())
        .graph();
  }

  @Test
  void ranksAsIsKnown() throws IOException {
    JsonNode answer = ask("pagerank", "{}");

    assertThat(answer.get("top").findValuesAsText("name"))
        .containsExactly(
            "United States",
            "Wikimedia Commons",
            "Country",
            "English language",
            "Wiktionary",
            "Animal",
            "Water",
            "Earth",
            "England",
            "City");
    assertThat(answer.at("/top/0/value").asDouble()).isCloseTo(.00581791602, within(1e-9));

    double[] ranks = stream("pagerank", "{\"mode\": \"stream\"}").toDoubles();
    Path expected = SharedData.file("expected/simplewiki-2007-articles-pagerank.txt.gz");
    int vertex = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(expected)), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          String stripped = line.strip();
          double rank = Double.parseDouble(stripped.substring(stripped.lastIndexOf(' ') + 1));
          assertThat(ranks[vertex]).as("vertex " + vertex).isCloseTo(rank, within(1e-8));
          vertex++;
        }
      }
    }
    assertThat(vertex).isEqualTo(ranks.length);
  }

  @ParameterizedTest
  @CsvSource({"pagerank", "sssp", "widest", "bfs", "wcc", "cdlp", "lcc", "triangles"})
  void answersWhatTheJavaApiGives(String algorithm) throws IOException {
    try (Graph graph = open()) {
      int source = graph.vertex("Water");
      boolean path = List.of("sssp", "widest", "bfs").contains(algorithm);
      Expected.Run run =
          switch (algorithm) {
            case "pagerank" -> Expected.pageRank(PageRankOptions.defaults());
            case "sssp" -> Expected.sssp(source, true);
            case "widest" -> Expected.widest(source, true);
            case "bfs" -> Expected.bfs(source);
            case "wcc" -> Expected.wcc();
            case "cdlp" -> Expected.cdlp(10);
            case "lcc" -> Expected.lcc();
            default -> Expected.triangles();
          };
      VertexVector expected = run.on(graph, Engine.cpu()).values();

      VertexVector actual =
          stream(
              algorithm,
              "{%s\"mode\": \"stream\"}".formatted(path ? "\"source\": \"Water\", " : ""));

      assertThat(actual.type()).isEqualTo(expected.type());
      assertThat(actual.values().mismatch(expected.values())).isEqualTo(-1);
    }
  }

  @Test
  void findsAPathThroughArticles() {
    JsonNode path =
        ask("sssp", "{\"source\": \"Water\", \"target\": \"Albert Einstein\"}").get("path");

    assertThat(path.get("total").asDouble()).isEqualTo(2);
    assertThat(path.findValuesAsText("name")).startsWith("Water").endsWith("Albert Einstein");
    assertThat(path.at("/steps/2/weight").asDouble()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "sssp,     '{\"source\": \"Untied States\"}'",
    "widest,   '{\"source\": 0, \"target\": \"Untied States\"}'",
    "bfs,      '{\"source\": \"Untied States\"}'",
    "pagerank, '{\"personalization\": [\"Untied States\"]}'",
    "pagerank, '{\"personalization\": {\"Untied States\": 1}}'"
  })
  void suggestsTheNearestTitles(String algorithm, String json) {
    JsonNode problem =
        SERVICE
            .client()
            .post("/v1/graphs/simplewiki/" + algorithm, json)
            .expectProblem(404, "unknown-vertex")
            .json();

    assertThat(problem.get("detail").asText())
        .startsWith("no vertex is called \"Untied States\"; nearest: ")
        .contains("United States");
    assertThat(problem.get("nearest").toString()).contains("\"United States\"");
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "'\"\"'", "'\"../../etc/passwd\"'", "'\"a\\u0000b\"'", "'\"\\ud800\"'", "'\"#\"'",
        "'\"#-1\"'", "'\"#99999999999999999999\"'", "'\"-1\"'", "'\" Water\"'", "'\"${jndi:x}\"'",
        "'\"%00%2e\"'", "'\"\\u202e\"'"
      })
  void hostileNamesAreOfNobody(String name) {
    SERVICE
        .client()
        .post("/v1/graphs/simplewiki/bfs", "{\"source\": " + name + "}")
        .expectProblem(404, "unknown-vertex");
  }

  @Test
  void aVeryLongNameIsOfNobody() {
    JsonNode problem =
        SERVICE
            .client()
            .post("/v1/graphs/simplewiki/bfs", "{\"source\": \"" + "x".repeat(500_000) + "\"}")
            .expectProblem(404, "unknown-vertex")
            .json();

    assertThat(problem.get("detail").asText()).hasSizeLessThan(1000);
  }

  @Test
  void isDescribedWithItsOrigin() {
    JsonNode graph = SERVICE.client().get("/v1/graphs").expect(200).json().at("/graphs/0");

    assertThat(graph.get("name").asText()).isEqualTo("simplewiki");
    assertThat(graph.get("vertexCount").asInt()).isEqualTo(15_546);
    assertThat(graph.get("edgeCount").asInt()).isEqualTo(399_786);
    assertThat(graph.get("named").asBoolean()).isTrue();
    assertThat(graph.at("/provenance/licence").asText()).isEqualTo("GFDL");
    assertThat(graph.at("/provenance/source").asText()).contains("Simple English Wikipedia");
    assertThat(graph.at("/report/edgesKept").asInt()).isEqualTo(399_786);
    assertThat(graph.at("/bytes/host").asLong()).isPositive();
    assertThat(graph.at("/bytes/file").asLong()).isPositive();
    assertThat(graph.at("/bytes/device").asLong()).isPositive();
  }
}
