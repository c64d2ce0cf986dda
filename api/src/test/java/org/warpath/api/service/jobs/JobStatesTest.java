package org.warpath.api.service.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.warpath.api.service.contract.Answer;
import org.warpath.api.service.contract.RunningService;

class JobStatesTest {
  @RegisterExtension
  static final RunningService SERVICE = RunningService.with(config -> config.withSamples(false));

  private static final JobCalls CALLS = new JobCalls(SERVICE);

  @BeforeAll
  static void addGraph() {
    CALLS.generate("g", 14);
  }

  @AfterEach
  void cancelWhatRuns() {
    for (String state : new String[] {"queued", "running"}) {
      list("?state=" + state).forEach(id -> SERVICE.client().delete("/v1/jobs/" + id));
    }
  }

  private static List<String> list(String query) {
    return SERVICE
        .client()
        .get("/v1/jobs" + query)
        .expect(200)
        .json()
        .get("jobs")
        .findValuesAsText("id");
  }

  private static Instant time(JsonNode job, String field) {
    return Instant.parse(job.get(field).asText());
  }

  @Test
  void oneIsQueuedThenRunsThenIsDone() {
    String first = CALLS.submitEndless("g");
    CALLS.awaitProgress(first);
    String second = CALLS.submit("g", "pagerank", "{\"iterations\": 100000001}");

    JsonNode running = CALLS.show(first);
    assertThat(running.get("state").asText()).isEqualTo("running");
    assertThat(running.get("progress").get("done").asInt()).isPositive();
    assertThat(running.has("ended")).isFalse();
    JsonNode queued = CALLS.show(second);
    assertThat(queued.get("state").asText()).isEqualTo("queued");
    assertThat(queued.has("started")).isFalse();
    CALLS.result(second).expectProblem(409, "job-not-ended").header("Retry-After");
    CALLS.result(first).expectProblem(409, "job-not-ended");

    CALLS.cancel(first);
    CALLS.awaitProgress(second);
    assertThat(CALLS.state(second)).isEqualTo("running");
  }

  @Test
  void oneThatIsDoneTellsItsTimesAndKeepsItsResult() {
    String job = CALLS.submit("g", "pagerank", "{\"top\": 2}");

    assertThat(CALLS.awaitEnd(job)).isEqualTo("done");

    JsonNode done = CALLS.show(job);
    assertThat(time(done, "started")).isAfterOrEqualTo(time(done, "created"));
    assertThat(time(done, "ended")).isAfterOrEqualTo(time(done, "started"));
    assertThat(time(done, "expires")).isAfter(time(done, "ended"));
    JsonNode answer = CALLS.result(job).expect(200).json();
    assertThat(answer.get("top")).hasSize(2);
    assertThat(CALLS.result(job).text()).isEqualTo(answer.toString());
  }

  @Test
  void oneThatFailsTellsWhyAsTheRequestItselfWould() {
    byte[] noGraph = "0 1\n0 x y z\n".getBytes(StandardCharsets.UTF_8);
    Answer direct =
        SERVICE
            .client()
            .request("POST", "/v1/graphs?format=edges&name=bad")
            .body("text/plain", noGraph)
            .send()
            .expectProblem(422, "invalid-graph");

    String job =
        SERVICE
            .client()
            .request("POST", "/v1/graphs?format=edges&name=bad")
            .header("Prefer", "respond-async")
            .body("text/plain", noGraph)
            .send()
            .expect(202)
            .header("Location");

    assertThat(CALLS.awaitEnd(job)).isEqualTo("failed");
    String detail = direct.json().get("detail").asText();
    assertThat(CALLS.show(job).get("problem").get("detail").asText()).isEqualTo(detail);
    Answer result = CALLS.result(job).expectProblem(422, "invalid-graph");
    assertThat(result.json().get("detail").asText()).isEqualTo(detail);
  }

  @Test
  void theListIsNewestFirstByStateAndNoLongerThanAsked() {
    String older = id(CALLS.submit("g", "wcc", "{}"));
    String newer = id(CALLS.submit("g", "bfs", "{\"source\": 0}"));
    CALLS.awaitEnd("/v1/jobs/" + older);
    CALLS.awaitEnd("/v1/jobs/" + newer);
    String running = id(CALLS.submitEndless("g"));
    CALLS.awaitProgress("/v1/jobs/" + running);

    assertThat(list("?limit=3")).containsExactly(running, newer, older);
    assertThat(list("?limit=1")).containsExactly(running);
    assertThat(list("?state=running")).containsExactly(running);
    assertThat(list("?state=done&limit=2")).containsExactly(newer, older);
    assertThat(list("?state=interrupted")).isEmpty();
  }

  private static String id(String job) {
    return job.substring(job.lastIndexOf('/') + 1);
  }

  @Test
  void anUnknownOneIsSaidToBe() {
    for (String path : new String[] {"/v1/jobs/x", "/v1/jobs/x/result", "/v1/jobs/x/events"}) {
      SERVICE.client().get(path).expectProblem(404, "unknown-job");
    }
    SERVICE.client().delete("/v1/jobs/x").expectProblem(404, "unknown-job");
    SERVICE.client().request("POST", "/v1/jobs/x/resume").send().expectProblem(404, "unknown-job");
  }
}
