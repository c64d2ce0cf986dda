package org.warpath.api.service.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.warpath.api.service.contract.RunningService;

class ExpiryTest {
  private static final Duration KEPT = Duration.ofSeconds(2);

  @RegisterExtension
  static final RunningService SERVICE =
      RunningService.with(config -> JobSettings.expiry(config, KEPT));

  private static final JobCalls CALLS = new JobCalls(SERVICE);

  @Test
  void anEndedJobGoesWithItsFilesWhenItsTimeIsOver() throws InterruptedException {
    CALLS.generate("g", 8);
    String done = CALLS.submit("g", "pagerank", "{\"mode\": \"stream\"}");
    assertThat(CALLS.awaitEnd(done)).isEqualTo("done");
    String running = CALLS.submitEndless("g");
    CALLS.awaitProgress(running);
    Instant expires = Instant.parse(CALLS.show(done).get("expires").asText());
    Instant ended = Instant.parse(CALLS.show(done).get("ended").asText());
    assertThat(Duration.between(ended, expires)).isEqualTo(KEPT);

    Thread.sleep(Duration.between(Instant.now(), expires).plusMillis(10));

    SERVICE.client().get(done).expectProblem(404, "unknown-job");
    CALLS.result(done).expectProblem(404, "unknown-job");
    SERVICE.client().get(done + "/events").expectProblem(404, "unknown-job");
    SERVICE.client().delete(done).expectProblem(404, "unknown-job");
    assertThat(SERVICE.client().get("/v1/jobs").json().get("jobs")).hasSize(1);
    String id = done.substring(done.lastIndexOf('/') + 1);
    while (SERVICE.files().stream().anyMatch(file -> file.contains(id))) {
      Thread.sleep(50);
    }
    // Time does not run for one that goes on.
    assertThat(CALLS.state(running)).isEqualTo("running");
    CALLS.cancel(running);
    assertThat(CALLS.awaitEnd(running)).isEqualTo("cancelled");
  }
}
