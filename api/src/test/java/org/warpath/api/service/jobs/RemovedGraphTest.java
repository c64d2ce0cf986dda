package org.warpath.api.service.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.warpath.api.service.contract.Answer;
import org.warpath.api.service.contract.RunningService;

/** A graph is removed while jobs have to do with it. */
class RemovedGraphTest {
  @RegisterExtension
  static final RunningService SERVICE = RunningService.with(config -> config.withSamples(false));

  private final JobCalls calls = new JobCalls(SERVICE);
  private String blocker = "";

  @BeforeEach
  void occupyTheEngine() {
    if (SERVICE.client().get("/v1/graphs").json().get("graphs").isEmpty()) {
      calls.generate("other", 12);
    }
    calls.generate("g", 10);
    blocker = calls.submitEndless("other");
    calls.awaitProgress(blocker);
  }

  private static long graphFiles() {
    return SERVICE.files().stream().filter(file -> file.startsWith("graphs/")).count();
  }

  @Test
  void whatWasAskedBeforeIsAnsweredAndThenTheFileGoes() {
    String job = calls.submit("g", "pagerank", "{\"top\": 4}");
    SERVICE.client().delete("/v1/graphs/g").expect(204);
    assertThat(graphFiles()).isEqualTo(2);

    calls.cancel(blocker);

    assertThat(calls.awaitEnd(job)).isEqualTo("done");
    JsonNode answer = calls.result(job).expect(200).json();
    assertThat(answer.get("graph").asText()).isEqualTo("g");
    assertThat(answer.get("top")).hasSize(4);
    assertThat(graphFiles()).isEqualTo(1);
  }

  @Test
  void valuesThatWereToBeStreamedCanBeHadWithoutNames() {
    String job = calls.submit("g", "pagerank", "{\"mode\": \"stream\"}");
    SERVICE.client().delete("/v1/graphs/g").expect(204);
    calls.cancel(blocker);
    assertThat(calls.awaitEnd(job)).isEqualTo("done");
    calls.generate("g", 4); // another, of fewer vertices

    Answer npy =
        SERVICE.client().request("GET", job + "/result").accept("application/x-npy").send();

    assertThat(npy.expect(200).bytes()).hasSize(128 + 8 * 1024);
    SERVICE
        .client()
        .request("GET", job + "/result")
        .accept("text/csv")
        .send()
        .expectProblem(410, "gone");
    SERVICE.client().delete("/v1/graphs/g").expect(204);
  }

  @Test
  void aVectorThatWasToBeKeptWithItCannotBe() {
    String job = calls.submit("g", "pagerank", "{\"store\": \"ranks\"}");
    SERVICE.client().delete("/v1/graphs/g").expect(204);
    calls.cancel(blocker);

    assertThat(calls.awaitEnd(job)).isEqualTo("failed");

    calls.result(job).expectProblem(404, "unknown-graph");
    assertThat(SERVICE.files()).noneMatch(file -> file.startsWith("vectors/"));
    assertThat(graphFiles()).isEqualTo(1);
    calls.resume(job).expectProblem(404, "unknown-graph");
  }

  @Test
  void aJobThatIsCancelledLetsItGo() {
    String job = calls.submit("g", "pagerank", "{\"top\": 4}");
    SERVICE.client().delete("/v1/graphs/g").expect(204);
    assertThat(graphFiles()).isEqualTo(2);

    calls.cancel(job);
    assertThat(calls.awaitEnd(job)).isEqualTo("cancelled");

    assertThat(graphFiles()).isEqualTo(1);
    calls.cancel(blocker);
  }
}
