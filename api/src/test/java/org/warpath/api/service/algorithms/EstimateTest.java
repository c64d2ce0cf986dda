package org.warpath.api.service.algorithms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.api.service.config.ServiceConfig;
import org.warpath.api.service.contract.RunningService;
import org.warpath.api.service.contract.ServiceClient;

/** What a run needs is told before it runs, and refused if there is not as much. */
class EstimateTest {
  // An iteration on a tiny graph costs as much as 20,000 edges.
  private static final long ASYNC_EDGES = 110_000;

  @RegisterExtension
  static final RunningService SERVICE =
      RunningService.with(
          config -> config.withSamples(false).withJobs(withAsyncEdges(config.jobs())));

  /** 256 answers take 2 KB a vertex. */
  private static final int VERTICES = (int) (Runtime.getRuntime().maxMemory() / 2000);

  private static final String BATCH =
      IntStream.range(0, 256)
          .mapToObj("[%d]"::formatted)
          .collect(Collectors.joining(",", "{\"personalizations\": [", "]}"));

  private static ServiceClient client;

  private static ServiceConfig.Jobs withAsyncEdges(ServiceConfig.Jobs jobs) {
    return new ServiceConfig.Jobs(
        jobs.queueLength(),
        jobs.queuePerClient(),
        ASYNC_EDGES,
        jobs.resultsExpire(),
        jobs.cacheBytes());
  }

  @BeforeAll
  static void addGraphs() {
    client = SERVICE.client();
    KnownGraph.SIX.addTo(client);
    client
        .post(
            "/v1/graphs",
            "{\"name\": \"long\", \"generate\": {\"kind\": \"path\", \"vertices\": %d}}"
                .formatted(VERTICES))
        .expect(201);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pagerank  | {}",
        "pagerank  | {\"iterations\": 2}",
        "ppr-batch | {\"personalizations\": [[0], [1]]}",
        "sssp      | {\"source\": 0}",
        "widest    | {\"source\": 0}",
        "bfs       | {\"source\": 0, \"target\": 3}",
        "wcc       | {}",
        "cdlp      | {}",
        "lcc       | {}",
        "triangles | {}"
      })
  void tellsOfEveryAlgorithm(String algorithm, String json) {
    JsonNode estimate =
        client.post(KnownGraph.SIX.path(algorithm + "/estimate"), json).expect(200).json();

    assertThat(estimate.get("algorithm").asText()).isEqualTo(algorithm);
    assertThat(estimate.get("graph").asText()).isEqualTo("six");
    assertThat(estimate.at("/host/needed").asLong()).isPositive();
    assertThat(estimate.at("/host/free").asLong()).isBetween(1L, Runtime.getRuntime().maxMemory());
    assertThat(estimate.get("fits").asBoolean()).isTrue();
  }

  @Test
  void moreVectorsNeedMore() {
    assertThat(needed("{\"personalizations\": [[0], [1], [2]]}"))
        .isGreaterThan(needed("{\"personalizations\": [[0]]}"));
  }

  private static long needed(String json) {
    return client
        .post(KnownGraph.SIX.path("ppr-batch/estimate"), json)
        .expect(200)
        .json()
        .at("/host/needed")
        .asLong();
  }

  @Test
  void aLongRunBecomesAJobAndIsForetoldToBeOne() {
    JsonNode shortRun =
        client
            .post(KnownGraph.SIX.path("pagerank/estimate"), "{\"iterations\": 5}")
            .expect(200)
            .json();
    JsonNode longRun =
        client
            .post(KnownGraph.SIX.path("pagerank/estimate"), "{\"iterations\": 6}")
            .expect(200)
            .json();

    assertThat(shortRun.get("async").asBoolean()).isFalse();
    assertThat(longRun.get("async").asBoolean()).isTrue();
    client.post(KnownGraph.SIX.path("pagerank"), "{\"iterations\": 5}").expect(200);
    String job =
        client
            .post(KnownGraph.SIX.path("pagerank"), "{\"iterations\": 6}")
            .expect(202)
            .header("Location");
    client.get(job + "/events").expect(200);
    assertThat(client.get(job + "/result").expect(200).json().get("iterations").asInt())
        .isEqualTo(6);
  }

  @Test
  void whatDoesNotFitTheHeapIsRefusedBeforeItRuns() {
    JsonNode estimate = client.post("/v1/graphs/long/ppr-batch/estimate", BATCH).json();
    assertThat(estimate.get("fits").asBoolean()).isFalse();
    assertThat(estimate.at("/host/needed").asLong())
        .isGreaterThan(Runtime.getRuntime().maxMemory());

    JsonNode problem =
        client
            .request("POST", "/v1/graphs/long/ppr-batch")
            .header("Prefer", "respond-async")
            .json(BATCH)
            .send()
            .expectProblem(507, "out-of-memory")
            .json();
    assertThat(problem.get("where").asText()).isEqualTo("host");
    assertThat(problem.get("needed")).isEqualTo(estimate.at("/host/needed"));
    assertThat(problem.get("free").asLong())
        .isPositive()
        .isLessThan(problem.get("needed").asLong());
    assertThat(problem.get("detail").asText())
        .startsWith("the run needs " + problem.get("needed") + " bytes of the heap");
    assertThat(client.get("/v1/jobs?state=failed").json().get("jobs")).isEmpty();
  }

  @Test
  void anEstimateIsRefusedAsTheRunWouldBe() {
    client
        .post(KnownGraph.SIX.path("pagerank/estimate"), "{\"damping\": 0.99, \"iterations\": 1}")
        .expect(200);
    client
        .request("POST", KnownGraph.SIX.path("pagerank/estimate"))
        .json("{\"damping\": 1.5}")
        .invalid()
        .send()
        .expectProblem(400, "invalid-request");
    client
        .request("POST", KnownGraph.SIX.path("sssp/estimate"))
        .json("{}")
        .invalid()
        .send()
        .expectProblem(400, "invalid-request");
    client
        .request("POST", KnownGraph.SIX.path("wcc/estimate"))
        .json("{\"top\": -1}")
        .invalid()
        .send()
        .expectProblem(400, "invalid-request");
    client.post("/v1/graphs/none/wcc/estimate", "{}").expectProblem(404, "unknown-graph");
  }
}
