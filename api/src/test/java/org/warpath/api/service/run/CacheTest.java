package org.warpath.api.service.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.api.service.contract.NpyBytes;
import org.warpath.api.service.contract.RunningService;
import org.warpath.api.service.jobs.JobCalls;

/** A result serves again while it is the answer, and no longer. */
class CacheTest {
  @RegisterExtension
  static final RunningService SERVICE = RunningService.with(config -> config.withSamples(false));

  @BeforeEach
  void addGraph() {
    add("0 1\n1 2\n2 0\n2 3\n");
  }

  @AfterEach
  void removeGraph() {
    SERVICE.client().delete("/v1/graphs/g").expect(204);
  }

  private static void add(String edges) {
    SERVICE
        .client()
        .request("POST", "/v1/graphs?format=edges&name=g")
        .body("text/plain", edges.getBytes(StandardCharsets.UTF_8))
        .send()
        .expect(201);
  }

  private static JsonNode run(String algorithm, String body) {
    return SERVICE.client().post("/v1/graphs/g/" + algorithm, body).expect(200).json();
  }

  private static boolean cached(JsonNode answer) {
    return answer.get("cached").asBoolean();
  }

  private static JsonNode rank(JsonNode answer) {
    return answer.get("top");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pagerank | {} | {\"damping\": 0.5}",
        "pagerank | {\"personalization\": [0]} | {\"personalization\": [1]}",
        "pagerank | {\"iterations\": 3} | {\"maxIterations\": 3}",
        "pagerank | {} | {\"precision\": \"float32\"}",
        "pagerank | {} | {\"compat\": \"gap\"}",
        "sssp | {\"source\": 0} | {\"source\": 1}",
        "sssp | {\"source\": 0, \"target\": 1} | {\"source\": 0, \"target\": 3}",
        "sssp | {\"source\": 0} | {\"source\": 0, \"target\": 3}",
        "widest | {\"source\": 0} | {\"source\": 1}",
        "bfs | {\"source\": 0} | {\"source\": 0, \"target\": 2}",
        "cdlp | {} | {\"iterations\": 1}",
        "triangles | {\"mode\": \"stats\"} | {\"mode\": \"top\"}",
        "ppr-batch | {\"personalizations\": [[0]]} | {\"personalizations\": [[0], [1]]}",
        "ppr-batch | {\"personalizations\": [[0]]} | {\"personalizations\": [[0]], \"damping\": 0.5}",
      })
  void itServesForEqualOptionsAndNotForOthers(String algorithm, String options, String others) {
    JsonNode first = run(algorithm, options);
    JsonNode again = run(algorithm, options);
    JsonNode other = run(algorithm, others);

    assertThat(cached(first)).isFalse();
    assertThat(cached(again)).isTrue();
    assertThat(cached(other)).isFalse();
    assertThat(again.get("top")).isEqualTo(first.get("top"));
    assertThat(again.get("path")).isEqualTo(first.get("path"));
    assertThat(again.get("timings")).isEqualTo(first.get("timings"));
    assertThat(run(algorithm, others).get("path")).isEqualTo(other.get("path"));
  }

  @Test
  void itServesOtherModesAndLengthsAndJobs() {
    assertThat(cached(run("pagerank", "{}"))).isFalse();

    assertThat(cached(run("pagerank", "{\"top\": 2}"))).isTrue();
    assertThat(run("pagerank", "{\"top\": 2}").get("top")).hasSize(2);
    assertThat(cached(run("pagerank", "{\"mode\": \"stats\"}"))).isTrue();
    assertThat(cached(run("pagerank", "{\"store\": \"kept\"}"))).isTrue();
    JobCalls calls = new JobCalls(SERVICE);
    String job = calls.submit("g", "pagerank", "{\"top\": 1}");
    assertThat(calls.awaitEnd(job)).isEqualTo("done");
    JsonNode answer = calls.result(job).expect(200).json();
    assertThat(cached(answer)).isTrue();
    assertThat(answer.get("top")).hasSize(1);
  }

  @Test
  void aGraphAddedAnewUnderItsNameHasFreshAnswers() {
    JsonNode before = run("pagerank", "{}");
    SERVICE.client().delete("/v1/graphs/g").expect(204);
    add("0 1\n0 2\n0 3\n");

    JsonNode after = run("pagerank", "{}");

    assertThat(cached(after)).isFalse();
    assertThat(after.get("graphVersion").asLong())
        .isGreaterThan(before.get("graphVersion").asLong());
    assertThat(rank(after)).isNotEqualTo(rank(before));
  }

  @Test
  void aVectorReplacedUnderItsNameHasFreshAnswers() {
    put("v", 1, 0, 0, 0);
    JsonNode before = run("pagerank", "{\"personalization\": \"v\"}");
    assertThat(cached(run("pagerank", "{\"personalization\": \"v\"}"))).isTrue();
    put("v", 0, 0, 0, 1);

    JsonNode after = run("pagerank", "{\"personalization\": \"v\"}");

    assertThat(cached(after)).isFalse();
    assertThat(rank(after)).isNotEqualTo(rank(before));
    put("w", 1, 0, 0, 0);
    assertThat(rank(run("pagerank", "{\"personalization\": \"w\"}"))).isEqualTo(rank(before));
  }

  @Test
  void soHaveWarmStartsAndBatches() {
    put("v", 0.25, 0.25, 0.25, 0.25);
    String warm = "{\"warmStart\": \"v\", \"iterations\": 1}";
    JsonNode before = run("pagerank", warm);
    String batch = "{\"personalizations\": [\"v\", [1]]}";
    JsonNode batchBefore = run("ppr-batch", batch);
    assertThat(cached(run("pagerank", warm))).isTrue();
    assertThat(cached(run("ppr-batch", batch))).isTrue();
    put("v", 1, 0, 0, 0);

    JsonNode after = run("pagerank", warm);
    JsonNode batchAfter = run("ppr-batch", batch);

    assertThat(cached(after)).isFalse();
    assertThat(cached(batchAfter)).isFalse();
    assertThat(rank(after)).isNotEqualTo(rank(before));
    assertThat(batchAfter.get("results").get(0)).isNotEqualTo(batchBefore.get("results").get(0));
    assertThat(batchAfter.get("results").get(1)).isEqualTo(batchBefore.get("results").get(1));
  }

  private static void put(String vector, double... values) {
    SERVICE
        .client()
        .request("PUT", "/v1/graphs/g/vectors/" + vector)
        .body("application/x-npy", NpyBytes.of(values))
        .send()
        .expect(200);
  }
}
