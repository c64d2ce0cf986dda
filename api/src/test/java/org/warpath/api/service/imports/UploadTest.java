package org.warpath.api.service.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.api.service.contract.Answer;
import org.warpath.api.service.contract.RunningService;
import org.warpath.api.service.contract.ServiceClient;
import org.warpath.graph.ShippedData;

/** Graphs that come as the body of a request. */
class UploadTest {
  private static final byte[] TRIANGLE = "0 1\n1 2\n2 0\n".getBytes(UTF_8);

  @RegisterExtension
  static final RunningService SERVICE = RunningService.with(config -> config.withSamples(false));

  private ServiceClient client;

  @BeforeEach
  void open() {
    client = SERVICE.client();
  }

  @AfterEach
  void leavesNothingBehind() {
    for (JsonNode graph : client.get("/v1/graphs").expect(200).json().get("graphs")) {
      client.delete("/v1/graphs/" + graph.get("name").asText()).expect(204);
    }
    assertThat(SERVICE.files())
        .noneMatch(file -> file.startsWith("uploads/") || file.startsWith("graphs/"));
  }

  private Answer upload(String query, String contentType, byte[] body) {
    return client.request("POST", "/v1/graphs?" + query).body(contentType, body).send();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-www-form-urlencoded", // curl's --data-binary
        "application/octet-stream",
        "text/plain; charset=utf-8",
        "text/csv",
        "application/gzip"
      })
  void theBodyIsTheFileWhateverItsContentType(String contentType) {
    Answer answer = upload("name=g", contentType, TRIANGLE).expect(201);

    assertThat(answer.header("Location")).isEqualTo("/v1/graphs/g");
    assertThat(answer.json().get("edgeCount").asInt()).isEqualTo(3);
  }

  @Test
  void theBodyIsTheFileWithoutAContentType() {
    // As curl -T sends it.
    byte[] body = TRIANGLE;
    String head =
        "POST /v1/graphs?name=g HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: %d\r\n\r\n"
            .formatted(body.length);
    try (var connection =
        new org.warpath.api.service.contract.RawConnection(SERVICE.service().port())) {
      connection.send(head + new String(body, UTF_8));
      assertThat(connection.receive("POST").status()).isEqualTo(201);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    assertThat(client.get("/v1/graphs").json().at("/graphs/0/edgeCount").asInt()).isEqualTo(3);
  }

  @Test
  void theAnswerSaysWhereTheGraphIsFromAndWhatBecameOfIt() {
    JsonNode graph =
        upload(
                "name=g&fileName=my%20links.txt&duplicates=sum&selfLoops=drop",
                "text/plain", "0 1 2\n0 1 3\n1 1 1\n1 2 1\n".getBytes(UTF_8))
            .expect(201)
            .json();

    assertThat(graph.get("name").asText()).isEqualTo("g");
    assertThat(graph.get("weighted").asBoolean()).isTrue();
    assertThat(graph.get("vertexCount").asInt()).isEqualTo(3);
    assertThat(graph.get("edgeCount").asInt()).isEqualTo(2);
    assertThat(graph.at("/provenance/source").asText()).isEqualTo("uploaded");
    assertThat(graph.at("/provenance/file").asText()).isEqualTo("my links.txt");
    assertThat(graph.at("/report/linesRead").asInt()).isEqualTo(4);
    assertThat(graph.at("/report/edgesRead").asInt()).isEqualTo(4);
    assertThat(graph.at("/report/edgesKept").asInt()).isEqualTo(2);
    assertThat(graph.at("/report/dropped").toString())
        .isEqualTo("{\"self-loop\":1,\"duplicate\":1}");
    assertThat(client.get("/v1/graphs").json().at("/graphs/0")).isEqualTo(graph);
    JsonNode path =
        client
            .post("/v1/graphs/g/sssp", "{\"source\": 0, \"target\": 1}")
            .expect(200)
            .json()
            .get("path");
    assertThat(path.get("total").asDouble()).as("the sum of the parallel edges").isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({
    "direction=undirected,    6, true,  true",
    "direction=directed,      3, false, true",
    "weights=false,           3, false, false",
    "duplicates=min,          3, false, true",
    "negativeWeights=keep,    3, false, true"
  })
  void theQueryDescribesTheFile(String option, int edges, boolean symmetric, boolean weighted) {
    JsonNode graph =
        upload("name=g&" + option, "text/plain", "0 1 5\n1 2 5\n2 0 5\n".getBytes(UTF_8))
            .expect(201)
            .json();

    assertThat(graph.get("edgeCount").asInt()).isEqualTo(edges);
    assertThat(graph.get("symmetric").asBoolean()).isEqualTo(symmetric);
    assertThat(graph.get("weighted").asBoolean()).isEqualTo(weighted);
  }

  @Test
  void aFormCarriesFileTitlesAndDescription() {
    JsonNode graph =
        new Form()
            .text("name", "towns")
            .text("direction", "undirected")
            .file("file", "roads.txt", "0 1 3\n1 2 4\n".getBytes(UTF_8))
            .file("titles", "names.txt", "Århus\nBonn\n東京\n".getBytes(UTF_8))
            .sendTo(client)
            .expect(201)
            .json();

    assertThat(graph.get("named").asBoolean()).isTrue();
    assertThat(graph.get("edgeCount").asInt()).isEqualTo(4);
    assertThat(graph.at("/provenance/file").asText()).isEqualTo("roads.txt");
    assertThat(
            client
                .post("/v1/graphs/towns/sssp", "{\"source\": \"東京\", \"target\": \"Århus\"}")
                .expect(200)
                .json()
                .get("path")
                .findValuesAsText("name"))
        .containsExactly("東京", "Bonn", "Århus");
  }

  @Test
  void theShippedWikipediaComesAsAForm() {
    Path folder = ShippedData.file("simplewiki-2007");
    JsonNode graph =
        new Form()
            .text("name", "wiki")
            .file("file", folder.resolve("edges.txt.gz"))
            .file("titles", folder.resolve("titles.txt.gz"))
            .sendTo(client)
            .expect(201)
            .json();

    assertThat(graph.get("edgeCount").asInt()).isEqualTo(399_786);
    assertThat(
            client
                .post("/v1/graphs/wiki/pagerank", "{\"top\": 1}")
                .expect(200)
                .json()
                .at("/top/0/name")
                .asText())
        .isEqualTo("United States");
  }

  @Test
  void aGraphOfSeveralFilesComesAsSeveralParts() {
    Path example = ShippedData.file("graphalytics/example");
    Path settings = ShippedData.file("graphalytics/config");
    JsonNode graph =
        new Form()
            .text("name", "example")
            .file("file", example.resolve("example-undirected.e"))
            .file("file", settings.resolve("example-undirected.properties"))
            .file("file", example.resolve("example-undirected.v"))
            .sendTo(client)
            .expect(201)
            .json();

    assertThat(graph.get("vertexCount").asInt()).isEqualTo(9);
    assertThat(graph.get("edgeCount").asInt()).isEqualTo(24);
    assertThat(graph.get("symmetric").asBoolean()).as("the .properties say so").isTrue();
    assertThat(graph.at("/provenance/file").asText())
        .isEqualTo("example-undirected.e, example-undirected.properties, example-undirected.v");
  }

  @Test
  void severalListsOfEdgesAreOneGraph() {
    JsonNode graph =
        new Form()
            .text("name", "g")
            .file("file", "a.txt", "0 1\n".getBytes(UTF_8))
            .file("file", "b.txt", "1 2\n".getBytes(UTF_8))
            .sendTo(client)
            .expect(201)
            .json();

    assertThat(graph.get("edgeCount").asInt()).isEqualTo(2);
  }

  @Test
  void aWikiComesAsItsTables() throws IOException {
    Form form = new Form().text("name", "wiki").text("format", "mediawiki");
    try (var tables = Files.newDirectoryStream(ShippedData.file("simplewiki-2007/sql"))) {
      tables.forEach(table -> form.file("file", table));
    }
    JsonNode graph = form.sendTo(client).expect(201).json();

    assertThat(graph.get("vertexCount").asInt()).isEqualTo(15_546);
    assertThat(graph.get("edgeCount").asInt()).isEqualTo(399_786);
    assertThat(graph.at("/report/dropped/red link").asInt()).isEqualTo(43);
  }

  @Test
  void anUploadMayBecomeAJob() {
    String job =
        client
            .request("POST", "/v1/graphs?name=g&fileName=g.txt")
            .header("Prefer", "respond-async")
            .body("text/plain", TRIANGLE)
            .send()
            .expect(202)
            .header("Location");
    client.get(job + "/events").expect(200);

    assertThat(client.get(job).json().get("state").asText()).isEqualTo("done");
    JsonNode result = client.get(job + "/result").expect(200).json();
    assertThat(result).isEqualTo(client.get("/v1/graphs").json().at("/graphs/0"));
    client.delete(job).expect(204);
  }
}
