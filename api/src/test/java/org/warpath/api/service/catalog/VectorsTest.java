package org.warpath.api.service.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.api.service.contract.Answer;
import org.warpath.api.service.contract.NpyBytes;
import org.warpath.api.service.contract.RunningService;
import org.warpath.api.service.contract.ServiceClient;

/** Named vectors: kept by runs or by callers, listed, replaced, used again, removed. */
class VectorsTest {
  @RegisterExtension
  static final RunningService SERVICE = RunningService.with(config -> config.withSamples(false));

  private ServiceClient client;

  @BeforeEach
  void addGraph() {
    client = SERVICE.client();
    client
        .request("POST", "/v1/graphs?name=g&format=edges")
        .body(
            "text/plain",
            "0 1\n0 2\n2 0\n2 1\n2 4\n3 4\n3 5\n4 3\n4 5\n5 3\n"
                .getBytes(StandardCharsets.US_ASCII))
        .send()
        .expect(201);
  }

  @AfterEach
  void removeGraph() {
    client.delete("/v1/graphs/g").expect(204);
    assertThat(vectorFiles()).isEmpty();
  }

  private static List<String> vectorFiles() {
    return SERVICE.files().stream().filter(file -> file.startsWith("vectors/")).toList();
  }

  private JsonNode rank(String json) {
    return client.post("/v1/graphs/g/pagerank", json).expect(200).json();
  }

  private JsonNode list() {
    return client.get("/v1/graphs/g/vectors").expect(200).json().get("vectors");
  }

  private byte[] values(String name) {
    return client
        .request("GET", "/v1/graphs/g/vectors/" + name)
        .accept("application/x-npy")
        .send()
        .expect(200)
        .bytes();
  }

  private Answer put(String name, byte[] npy) {
    return client
        .request("PUT", "/v1/graphs/g/vectors/" + name)
        .body("application/x-npy", npy)
        .send();
  }

  @Test
  void aRunKeepsItsValuesUnderAName() {
    JsonNode stored = rank("{\"store\": \"ranks\"}").get("stored");
    byte[] streamed =
        client
            .request("POST", "/v1/graphs/g/pagerank")
            .accept("application/x-npy")
            .json("{\"mode\": \"stream\"}")
            .send()
            .expect(200)
            .bytes();

    assertThat(stored.get("name").asText()).isEqualTo("ranks");
    assertThat(stored.get("type").asText()).isEqualTo("float64");
    assertThat(stored.get("length").asInt()).isEqualTo(6);
    assertThat(stored.get("algorithm").asText()).isEqualTo("pagerank");
    assertThat(stored.at("/options/damping").asDouble()).isEqualTo(.85);
    assertThat(list()).containsExactly(stored);
    assertThat(values("ranks")).isEqualTo(streamed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sssp", "widest", "bfs", "wcc", "cdlp", "lcc", "triangles"})
  void everyAlgorithmKeepsItsOwnType(String algorithm) {
    boolean path = List.of("sssp", "widest", "bfs").contains(algorithm);
    JsonNode stored =
        client
            .post(
                "/v1/graphs/g/" + algorithm,
                path ? "{\"source\": 0, \"store\": \"x\"}" : "{\"store\": \"x\"}")
            .expect(200)
            .json()
            .get("stored");

    String type =
        switch (algorithm) {
          case "sssp", "widest" -> "float32";
          case "lcc" -> "float64";
          case "wcc", "cdlp" -> "int32";
          default -> "int64";
        };
    assertThat(stored.get("type").asText()).isEqualTo(type);
    assertThat(stored.get("algorithm").asText()).isEqualTo(algorithm);
  }

  @Test
  void aWarmStartSavesIterations() {
    int cold = rank("{\"store\": \"ranks\"}").get("iterations").asInt();

    JsonNode warm = rank("{\"warmStart\": \"ranks\"}");

    assertThat(warm.get("iterations").asInt()).isLessThan(cold / 4);
    assertThat(warm.get("converged").asBoolean()).isTrue();
  }

  @Test
  void aStoredVectorIsAPreferenceToo() {
    put("two", NpyBytes.of(0, 0, 1, 0, 0, 3)).expect(200);

    assertThat(rank("{\"personalization\": \"two\"}").get("top"))
        .isEqualTo(rank("{\"personalization\": {\"2\": 1, \"5\": 3}}").get("top"));
  }

  @Test
  void aReplacedVectorIsNotTakenForTheOldOne() {
    put("p", NpyBytes.of(1, 0, 0, 0, 0, 0)).expect(200);
    JsonNode first = rank("{\"personalization\": \"p\"}");

    put("p", NpyBytes.of(0, 0, 0, 1, 0, 0)).expect(200);
    JsonNode second = rank("{\"personalization\": \"p\"}");

    assertThat(second.get("cached").asBoolean()).isFalse();
    assertThat(second.get("top"))
        .isEqualTo(rank("{\"personalization\": [3]}").get("top"))
        .isNotEqualTo(first.get("top"));
    assertThat(list()).hasSize(1);
    assertThat(vectorFiles()).hasSize(1);
  }

  @Test
  void aRemovedVectorIsGone() {
    rank("{\"store\": \"ranks\"}");

    client.delete("/v1/graphs/g/vectors/ranks").expect(204);

    assertThat(list()).isEmpty();
    assertThat(vectorFiles()).isEmpty();
    client.get("/v1/graphs/g/vectors/ranks").expectProblem(404, "unknown-vector");
    client.delete("/v1/graphs/g/vectors/ranks").expectProblem(404, "unknown-vector");
    client
        .post("/v1/graphs/g/pagerank", "{\"warmStart\": \"ranks\"}")
        .expectProblem(404, "unknown-vector");
  }

  @Test
  void aVectorOfTheCallersOwnIsKeptAsItIs() {
    byte[] npy = NpyBytes.of(1.5, -2, 0, Double.NaN, Double.POSITIVE_INFINITY, 1e-300);

    JsonNode kept = put("own", npy).expect(200).json();

    assertThat(kept.get("type").asText()).isEqualTo("float64");
    assertThat(kept.has("algorithm")).isFalse();
    byte[] back = values("own");
    assertThat(Arrays.copyOfRange(back, back.length - 48, back.length))
        .isEqualTo(Arrays.copyOfRange(npy, npy.length - 48, npy.length));
  }

  @Test
  void whatIsNoVectorOfTheGraphIsRefused() {
    assertRefused(put("v", NpyBytes.of(1, 2)), "must have the shape (6,), was float64 (2,)");
    assertRefused(put("v", NpyBytes.matrix(2, 1, 2, 3, 4, 5, 6)), "must have the shape (6,)");
    assertRefused(
        put("v", NpyBytes.headed("{'descr': '<c16', 'fortran_order': False, 'shape': (6,), }")),
        "");
    assertRefused(put("v", "no array".getBytes(StandardCharsets.US_ASCII)), "");
    byte[] whole = NpyBytes.of(1, 2, 3, 4, 5, 6);
    assertRefused(put("v", Arrays.copyOf(whole, whole.length - 5)), "");
    assertThat(list()).isEmpty();
  }

  private static void assertRefused(Answer answer, String detail) {
    String said = answer.expectProblem(400, "invalid-request").json().get("detail").asText();
    assertThat(said).contains(detail).doesNotContain("Exception", "java");
  }

  @ParameterizedTest
  @ValueSource(strings = {"..%2Fx", "%2E%2E", "-x", "a%20b", "%C3%A9", "a%00b"})
  void whatIsNoNameIsRefused(String name) {
    Answer answer =
        client
            .request("PUT", "/v1/graphs/g/vectors/" + name)
            .body("application/x-npy", NpyBytes.of(1, 2, 3, 4, 5, 6))
            .invalid()
            .send();

    assertThat(answer.status()).isEqualTo(400);
    assertThat(list()).isEmpty();
  }

  @Test
  void aVectorIsNoJson() {
    client
        .request("PUT", "/v1/graphs/g/vectors/v")
        .json("[1, 2, 3, 4, 5, 6]")
        .invalid()
        .send()
        .expectProblem(415, "unsupported-media-type");
  }
}
