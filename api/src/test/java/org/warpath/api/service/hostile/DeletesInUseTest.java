package org.warpath.api.service.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.warpath.api.service.contract.Answer;
import org.warpath.api.service.contract.RunningService;
import org.warpath.api.service.contract.ServiceClient;

/** Graphs that are removed while somebody uses them: he goes on, and their files go after him. */
class DeletesInUseTest {
  private static final int SCALE = 16;

  @RegisterExtension
  static final RunningService SERVICE = RunningService.with(config -> config.withSamples(false));

  private final ServiceClient client = SERVICE.client();
  private Traces before;

  @BeforeEach
  void remember() {
    client.get("/v1/graphs").expect(200);
    before = Traces.of(SERVICE);
  }

  @AfterEach
  void leavesNothingBehind() {
    for (JsonNode job : client.get("/v1/jobs").json().get("jobs")) {
      client.delete("/v1/jobs/" + job.get("id").asText());
    }
    before.awaitGone(SERVICE);
    assertThat(client.get("/v1/graphs").json().get("graphs")).isEmpty();
  }

  @Test
  void letsARunFinish() throws Exception {
    Uploads.generate(client, "g", SCALE).expect(201);
    try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Answer> run =
          others.submit(() -> client.post("/v1/graphs/g/pagerank", "{\"iterations\": 300}"));
      awaitRunning();
      client.delete("/v1/graphs/g").expect(204);

      client.get("/v1/graphs/g").expectProblem(404, "unknown-graph");
      assertThat(run.get().expect(200).json().get("iterations").asInt()).isEqualTo(300);
    }
  }

  @Test
  void letsAJobEndWithoutTheGraph() throws IOException {
    Uploads.generate(client, "g", SCALE).expect(201);
    String job = startJob("{\"iterations\": 300}");
    awaitState(job, "running");
    client.delete("/v1/graphs/g").expect(204);

    String state = endState(job);
    Answer result = client.get(job + "/result");
    if (state.equals("done")) {
      result.expect(200);
    } else {
      assertThat(state).isEqualTo("failed");
      result.expectProblem(404, "unknown-graph");
    }
    client.delete(job).expect(204);
  }

  @Test
  void letsAJobBeCancelledAfterItsGraphIsGone() throws IOException {
    Uploads.generate(client, "g", SCALE).expect(201);
    String job = startJob("{\"iterations\": 1000000}");
    awaitState(job, "running");
    client.delete("/v1/graphs/g").expect(204);
    client.delete(job).expect(200);

    assertThat(endState(job)).isEqualTo("cancelled");
    client.delete(job).expect(204);
  }

  @Test
  void letsAStreamEnd() throws IOException {
    Uploads.generate(client, "g", SCALE).expect(201);
    int lines = 0;
    try (InputStream in =
        client
            .request("POST", "/v1/graphs/g/pagerank")
            .accept("application/x-ndjson")
            .json("{\"mode\": \"stream\"}")
            .open()
            .body()) {
      in.readNBytes(1000);
      client.delete("/v1/graphs/g").expect(204);
      String rest = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      lines = (int) rest.lines().count();
      assertThat(rest).endsWith("\n");
    }
    assertThat(lines).isGreaterThan((1 << SCALE) - 100);
  }

  @Test
  void letsANewGraphHaveTheNameAtOnce() throws Exception {
    Uploads.generate(client, "g", SCALE).expect(201);
    try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Answer> run =
          others.submit(() -> client.post("/v1/graphs/g/pagerank", "{\"iterations\": 300}"));
      awaitRunning();
      client.delete("/v1/graphs/g").expect(204);
      Uploads.edges(client, "g", "0 1\n").expect(201);

      assertThat(client.post("/v1/graphs/g/wcc", "{}").json().at("/summary/components").asInt())
          .isEqualTo(1);
      assertThat(run.get().expect(200).json().get("graphVersion").asLong())
          .isLessThan(client.get("/v1/graphs/g").json().get("version").asLong());
      client.delete("/v1/graphs/g").expect(204);
    }
  }

  @Test
  void letsExactlyOneOfManyRemoveIt() throws Exception {
    Uploads.edges(client, "g", "0 1\n").expect(201);
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
        ServiceClient other = new ServiceClient(SERVICE.uri())) {
      Callable<Integer> delete = () -> other.delete("/v1/graphs/g").status();
      List<Integer> statuses =
          clients.invokeAll(IntStream.range(0, 20).mapToObj(i -> delete).toList()).stream()
              .map(Future::resultNow)
              .sorted()
              .toList();

      assertThat(statuses).startsWith(204);
      assertThat(statuses.subList(1, 20)).containsOnly(404);
    }
  }

  private String startJob(String body) {
    return client
        .request("POST", "/v1/graphs/g/pagerank")
        .header("Prefer", "respond-async")
        .json(body)
        .send()
        .expect(202)
        .header("Location");
  }

  private void awaitState(String job, String state) {
    Traces.await(
        () -> client.get(job).json().get("state").asText().equals(state),
        () -> "never " + state + ": " + client.get(job).text());
  }

  private static void awaitRunning() {
    // The run holds the graph's file, which is mapped once by the catalog and is so still.
    Traces.await(
        () -> SERVICE.client().get("/v1/engines").json().at("/queue/running").asInt() > 0,
        () -> "no run began");
  }

  private String endState(String job) throws IOException {
    try (InputStream events = client.request("GET", job + "/events").open().body()) {
      events.transferTo(java.io.OutputStream.nullOutputStream());
    }
    return client.get(job).json().get("state").asText();
  }
}
