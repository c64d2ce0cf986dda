package org.warpath.api.service.algorithms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.api.service.contract.Answer;
import org.warpath.api.service.contract.RunningService;
import org.warpath.api.service.contract.ServiceClient;
import org.warpath.graph.export.VertexVector;
import org.warpath.linalg.io.Npy;

/** What an answer holds, as its mode says. */
class ModesTest {
  @RegisterExtension
  static final RunningService SERVICE = RunningService.with(config -> config.withSamples(false));

  private static ServiceClient client;

  @BeforeAll
  static void addGraphs() {
    client = SERVICE.client();
    KnownGraph.SIX.addTo(client);
    KnownGraph.WEIGHTED_SIX.addTo(client);
    KnownGraph.NOTHING.addTo(client);
  }

  private static JsonNode ask(String algorithm, String json) {
    return client.post(KnownGraph.SIX.path(algorithm), json).expect(200).json();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pagerank  | {}                                               | top",
        "pagerank  | {\"store\": \"kept\"}                            | store",
        "sssp      | {\"source\": 0}                                  | top",
        "sssp      | {\"source\": 0, \"target\": 3}                   | stats",
        "sssp      | {\"source\": 0, \"target\": 3, \"mode\": \"top\"} | top",
        "widest    | {\"source\": 0, \"target\": 3, \"store\": \"w\"} | store",
        "bfs       | {\"source\": 0, \"target\": 3}                   | stats",
        "wcc       | {\"mode\": \"stats\"}                            | stats",
        "ppr-batch | {\"personalizations\": [[0]]}                    | top"
      })
  void isTheOneAskedForOrTheUsualOne(String algorithm, String json, String mode) {
    JsonNode answer = ask(algorithm, json);

    assertThat(answer.get("mode").asText()).isEqualTo(mode);
    assertThat(answer.has("stored")).isEqualTo(mode.equals("store"));
    assertThat(answer.has("top")).isEqualTo(mode.equals("top") && !answer.has("results"));
  }

  @Test
  void anEmptyBodyIsAnEmptyObject() {
    JsonNode empty =
        client.request("POST", KnownGraph.SIX.path("pagerank")).send().expect(200).json();

    assertThat(empty.get("top")).isEqualTo(ask("pagerank", "{}").get("top"));
    assertThat(empty.get("top")).hasSize(6);
  }

  @Test
  void topListsAsManyAsAskedForAndThereAre() {
    assertThat(ask("pagerank", "{\"top\": 0}").get("top")).isEmpty();
    assertThat(ask("pagerank", "{\"top\": 2}").get("top").findValuesAsText("vertex"))
        .containsExactly("3", "5");
    assertThat(ask("pagerank", "{\"top\": 100000}").get("top")).hasSize(6);
    assertThat(ask("pagerank", "{}").get("top")).hasSize(6);
    JsonNode nothing =
        client.post(KnownGraph.NOTHING.path("pagerank"), "{\"top\": 5}").expect(200).json();
    assertThat(nothing.get("top")).isEmpty();
    assertThat(nothing.get("converged").asBoolean()).isTrue();
  }

  @Test
  void infinityIsNull() {
    JsonNode widths =
        client.post(KnownGraph.SIX.path("widest"), "{\"source\": 5}").expect(200).json();
    assertThat(widths.get("top").findValuesAsText("vertex")).containsExactly("3", "4");

    JsonNode nowhere = ask("sssp", "{\"source\": 5, \"target\": 0}");
    assertThat(nowhere.at("/path/total").isNull()).isTrue();
    List<JsonNode> rows = ndjson(stream("sssp", "{\"source\": 5}", "application/x-ndjson"));
    assertThat(rows.get(0).get("value").isNull()).isTrue();
    assertThat(rows.get(5).get("value").asDouble()).isZero();
  }

  private static Answer stream(String algorithm, String json, String accept) {
    String mode = "{\"mode\": \"stream\"" + (json.equals("{}") ? "}" : ", " + json.substring(1));
    return client
        .request("POST", KnownGraph.WEIGHTED_SIX.path(algorithm))
        .accept(accept)
        .json(mode)
        .send()
        .expect(200);
  }

  private static List<JsonNode> ndjson(Answer answer) {
    ObjectMapper mapper = new ObjectMapper();
    return answer
        .text()
        .lines()
        .map(line -> {
          try {
            return mapper.readTree(line);
          } catch (IOException e) {
            throw new AssertionError(line, e);
          }
        })
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pagerank", "lcc", "triangles", "cdlp", "wcc"})
  void aStreamHasTheSameValuesInEveryFormat(String algorithm) throws IOException {
    List<Double> lines =
        ndjson(stream(algorithm, "{}", "application/x-ndjson")).stream()
            .map(row -> row.get("value").asDouble())
            .toList();
    List<Double> cells =
        stream(algorithm, "{}", "text/csv")
            .text()
            .lines()
            .skip(1)
            .map(line -> Double.valueOf(line.substring(line.lastIndexOf(',') + 1)))
            .toList();
    double[] array =
        VertexVector.of(
                Npy.read(
                    new ByteArrayInputStream(stream(algorithm, "{}", "application/x-npy").bytes())))
            .toDoubles();

    assertThat(lines).hasSize(6).isEqualTo(cells);
    assertThat(array).containsExactly(lines.stream().mapToDouble(Double::doubleValue).toArray());
    assertThat(arrow(stream(algorithm, "{}", "application/vnd.apache.arrow.stream").bytes()))
        .isEqualTo(lines);
  }

  private static List<Double> arrow(byte[] stream) throws IOException {
    List<Double> values = new ArrayList<>();
    try (RootAllocator allocator = new RootAllocator();
        ArrowStreamReader reader =
            new ArrowStreamReader(new ByteArrayInputStream(stream), allocator)) {
      while (reader.loadNextBatch()) {
        var vector = reader.getVectorSchemaRoot().getVector("value");
        for (int i = 0; i < vector.getValueCount(); i++) {
          values.add(((Number) vector.getObject(i)).doubleValue());
        }
      }
    }
    return values;
  }

  @Test
  void aStreamIsLinesOfJsonUnlessAskedOtherwise() {
    Answer answer = stream("wcc", "{}", "*/*");
    assertThat(answer.mediaType()).isEqualTo("application/x-ndjson");
    assertThat(answer.bytes()).startsWith("{\"vertex\":0,\"value\":".getBytes(UTF_8));

    client
        .request("POST", KnownGraph.SIX.path("wcc"))
        .accept("image/png")
        .json("{\"mode\": \"stream\"}")
        .send()
        .expectProblem(406, "not-acceptable");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pagerank  | {\"mode\": \"store\"}              | mode store needs the name of a vector",
        "pagerank  | {\"store\": \"x\", \"mode\": \"top\"} | the field store belongs to mode store",
        "wcc       | {\"store\": \"x\", \"mode\": \"stream\"} | the field store belongs to mode store",
        "lcc       | {\"top\": -1}                      | top must be in [0, 100000], was -1",
        "cdlp      | {\"top\": 100001}                  | top must be in [0, 100000], was 100001",
        "ppr-batch | {\"personalizations\": [[0]], \"mode\": \"stream\"} | must be stats or top",
        "ppr-batch | {\"personalizations\": [[0]], \"mode\": \"store\"}  | must be stats or top"
      })
  void contradictionsAreRefused(String algorithm, String json, String detail) {
    Answer answer =
        client.request("POST", KnownGraph.SIX.path(algorithm)).json(json).invalid().send();

    assertThat(answer.expectProblem(400, "invalid-request").json().get("detail").asText())
        .contains(detail.strip());
  }
}
