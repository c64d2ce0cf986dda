package org.warpath.api.service.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.warpath.api.service.contract.NpyBytes;
import org.warpath.api.service.contract.RunningService;

/** Many replace one vector while others read and use it. */
class VectorRaceTest {
  private static final int VERTICES = 4;
  private static final int TIMES = 60;

  @RegisterExtension
  static final RunningService SERVICE = RunningService.with(config -> config.withSamples(false));

  @Test
  void everyoneIsAnsweredAndNoAnswerIsStale() throws Exception {
    SERVICE
        .client()
        .request("POST", "/v1/graphs?format=edges&name=g")
        .body("text/plain", "0 1\n1 2\n2 3\n3 0\n".getBytes(StandardCharsets.UTF_8))
        .send()
        .expect(201);
    List<JsonNode> tops = new ArrayList<>();
    for (int vertex = 0; vertex < VERTICES; vertex++) {
      put(vertex);
      tops.add(ranks());
    }

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < TIMES; i++) {
        int vertex = i % VERTICES;
        all.add(threads.submit(() -> put(vertex)));
        all.add(threads.submit(() -> assertThat(tops).contains(ranks())));
        all.add(
            threads.submit(() ->
                assertThat(Expectation.vector(SERVICE.client(), "g", "v"))
                    .hasSize(VERTICES)
                    .contains(1)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }

    double[] left = Expectation.vector(SERVICE.client(), "g", "v");
    for (int vertex = 0; vertex < VERTICES; vertex++) {
      if (left[vertex] == 1) {
        assertThat(ranks()).isEqualTo(tops.get(vertex));
      }
    }
    assertThat(SERVICE.files()).filteredOn(file -> file.startsWith("vectors/")).hasSize(1);
  }

  private static void put(int vertex) {
    double[] values = new double[VERTICES];
    values[vertex] = 1;
    JsonNode kept =
        SERVICE
            .client()
            .request("PUT", "/v1/graphs/g/vectors/v")
            .body("application/x-npy", NpyBytes.of(values))
            .send()
            .expect(200)
            .json();
    assertThat(kept.get("name").asText()).isEqualTo("v");
    assertThat(kept.get("length").asInt()).isEqualTo(VERTICES);
  }

  private static JsonNode ranks() {
    return SERVICE
        .client()
        .post("/v1/graphs/g/pagerank", "{\"personalization\": \"v\"}")
        .expect(200)
        .json()
        .get("top");
  }
}
