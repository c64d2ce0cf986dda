package org.warpath.api.service.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.warpath.api.service.contract.RunningService;
import org.warpath.api.service.jobs.EventReader.Event;

class CancelTest {
  /** Two million edges: an iteration takes some milliseconds. */
  private static final int SCALE = 17;

  @RegisterExtension
  static final RunningService SERVICE = RunningService.with(config -> config.withSamples(false));

  private static final JobCalls CALLS = new JobCalls(SERVICE);

  @BeforeAll
  static void addGraph() {
    CALLS.generate("large", SCALE);
    CALLS.generate("small", 6);
  }

  @Test
  void endsARunWithinOneIteration() {
    String job = CALLS.submitEndless("large");
    String next = CALLS.submit("large", "pagerank", "{\"iterations\": 100000003}");
    try (EventReader events = CALLS.watch(job);
        EventReader after = CALLS.watch(next)) {
      Event before = events.await("progress");
      Event later = events.await("progress");
      double iterationMillis =
          (later.id() - before.id()) / 1000.0 / (done(later.data()) - done(before.data()));

      long askedMillis = System.currentTimeMillis();
      int asked = done(CALLS.cancel(job).json().get("progress"));

      List<Event> rest = events.toEnd();
      assertThat(rest.getLast().data().get("state").asText()).isEqualTo("cancelled");
      // The one that ran when it was asked, and one that ended between the asking and the looking.
      assertThat(rest)
          .filteredOn(event -> event.kind().equals("progress"))
          .allSatisfy(event -> assertThat(done(event.data())).isLessThanOrEqualTo(asked + 1));
      // The engine is free once the iteration is over.
      assertThat(after.await("state").data().get("state").asText()).isEqualTo("queued");
      Event started = after.await("state");
      assertThat(started.data().get("state").asText()).isEqualTo("running");
      long freeMillis = started.id() / 1000 - askedMillis;
      System.out.printf(
          "CancelTest: an iteration takes %.1f ms; the engine was free %d ms after DELETE%n",
          iterationMillis, freeMillis);
      assertThat((double) freeMillis).isLessThan(5 * iterationMillis + 1000);
    }
    CALLS.cancel(next);
    CALLS.result(job).expectProblem(409, "job-cancelled");
  }

  private static int done(JsonNode progress) {
    return progress.get("done").asInt();
  }

  @Test
  void endsWhatWaitsAtOnce() {
    String running = CALLS.submitEndless("large");
    CALLS.awaitProgress(running);
    String waiting = CALLS.submit("large", "pagerank", "{\"iterations\": 100000002}");
    try (EventReader events = CALLS.watch(waiting)) {
      assertThat(Objects.requireNonNull(events.next()).data().get("state").asText())
          .isEqualTo("queued");

      CALLS.cancel(waiting);

      List<Event> rest = events.toEnd();
      assertThat(rest).hasSize(1);
      assertThat(rest.getFirst().data().get("state").asText()).isEqualTo("cancelled");
      assertThat(rest.getFirst().data().has("started")).isFalse();
    }
    assertThat(CALLS.state(running)).isEqualTo("running");
    CALLS.cancel(running);
  }

  @Test
  void ofOneOfTwoThatShareARunLeavesTheOtherAlone() {
    String one = CALLS.submitEndless("large");
    String other = CALLS.submitEndless("large");
    CALLS.awaitProgress(one);
    CALLS.awaitProgress(other);

    CALLS.cancel(one);

    assertThat(CALLS.awaitEnd(one)).isEqualTo("cancelled");
    try (EventReader events = CALLS.watch(other)) {
      int before = done(events.await("progress").data());
      int after = before;
      while (after < before + 3) {
        after = done(events.await("progress").data());
      }
    }
    assertThat(CALLS.state(other)).isEqualTo("running");
    CALLS.cancel(other);
    assertThat(CALLS.awaitEnd(other)).isEqualTo("cancelled");
  }

  @Test
  void ofOneThatHasEndedRemovesItWithItsFiles() {
    String job = CALLS.submit("small", "pagerank", "{\"mode\": \"stream\"}");
    assertThat(CALLS.awaitEnd(job)).isEqualTo("done");
    String id = job.substring(job.lastIndexOf('/') + 1);
    assertThat(SERVICE.files()).contains("results/" + id + ".json", "results/" + id + ".npy");

    SERVICE.client().delete(job).expect(204);

    assertThat(SERVICE.files()).noneMatch(file -> file.contains(id));
    SERVICE.client().get(job).expectProblem(404, "unknown-job");
    CALLS.result(job).expectProblem(404, "unknown-job");
    SERVICE.client().delete(job).expectProblem(404, "unknown-job");
  }

  @Test
  void ofAnImportLeavesNothing() {
    List<String> before = SERVICE.files();
    String job =
        SERVICE
            .client()
            .request("POST", "/v1/graphs")
            .header("Prefer", "respond-async")
            .json("{\"name\": \"never\", \"generate\": {\"kind\": \"rmat\", \"scale\": 24}}")
            .send()
            .expect(202)
            .header("Location");
    try (EventReader events = CALLS.watch(job)) {
      events.await("progress");
      CALLS.cancel(job);
      assertThat(events.toEnd().getLast().data().get("state").asText()).isEqualTo("cancelled");
    }

    SERVICE.client().delete("/v1/graphs/never").expectProblem(404, "unknown-graph");
    assertThat(SERVICE.files()).containsExactlyElementsOf(before);
  }
}
