package org.warpath.api.service.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.warpath.api.service.contract.Answer;
import org.warpath.api.service.contract.RunningService;

class ResumeTest {
  private final RunningService service = RunningService.with(config -> config.withSamples(false));
  private final JobCalls calls = new JobCalls(service);

  @BeforeEach
  void start() {
    service.start();
    calls.generate("g", 12);
  }

  @AfterEach
  void close() {
    service
        .client()
        .get("/v1/jobs?limit=1000")
        .json()
        .get("jobs")
        .forEach(job -> service.client().delete("/v1/jobs/" + job.get("id").asText()));
    service.close();
  }

  /** Queues {@code body} behind a run without end, so that it cannot begin before. */
  private String submitBehind(String blocker, String body) {
    calls.awaitProgress(blocker);
    return calls.submit("g", "pagerank", body);
  }

  private Answer upload(String name, boolean async) {
    var request =
        service
            .client()
            .request("POST", "/v1/graphs?format=edges&name=" + name)
            .body("text/plain", "0 1\n1 2\n".getBytes(StandardCharsets.UTF_8));
    return (async ? request.header("Prefer", "respond-async") : request).send();
  }

  @Test
  void aCancelledJobGivesWhatItOwed() {
    String blocker = calls.submitEndless("g");
    String job = submitBehind(blocker, "{\"iterations\": 21}");
    calls.cancel(job);
    assertThat(calls.awaitEnd(job)).isEqualTo("cancelled");
    calls.cancel(blocker);

    assertThat(calls.resume(job).expect(202).header("Location")).isEqualTo(job);

    assertThat(calls.awaitEnd(job)).isEqualTo("done");
    assertThat(calls.show(job).has("problem")).isFalse();
    assertThat(calls.result(job).expect(200).json().get("top"))
        .isEqualTo(
            service
                .client()
                .post("/v1/graphs/g/pagerank", "{\"iterations\": 21}")
                .json()
                .get("top"));
  }

  @Test
  void whatCannotBeResumedNowCanBeLater() {
    String blocker = calls.submitEndless("g");
    calls.awaitProgress(blocker);
    String job = upload("new", true).expect(202).header("Location");
    upload("new", false).expectProblem(409, "graph-exists");
    calls.cancel(job);
    calls.cancel(blocker);
    assertThat(calls.awaitEnd(job)).isEqualTo("cancelled");
    upload("new", false).expect(201);

    calls.resume(job).expectProblem(409, "graph-exists");
    assertThat(calls.state(job)).isEqualTo("cancelled");
    service.client().delete("/v1/graphs/new").expect(204);
    calls.resume(job).expect(202);

    assertThat(calls.awaitEnd(job)).isEqualTo("done");
    assertThat(calls.result(job).json().get("edgeCount").asInt()).isEqualTo(2);
    assertThat(service.files()).noneMatch(file -> file.startsWith("uploads/"));
  }

  @Test
  void interruptedJobsComeBackAfterARestart() {
    String running = calls.submitEndless("g");
    String waiting = submitBehind(running, "{\"iterations\": 22}");
    String importing = upload("new", true).expect(202).header("Location");
    service.stop();
    service.start();

    assertThat(List.of(calls.state(running), calls.state(waiting), calls.state(importing)))
        .containsOnly("interrupted");
    calls.result(waiting).expectProblem(409, "job-interrupted");
    calls.resume(waiting).expect(202);
    calls.resume(importing).expect(202);

    assertThat(calls.awaitEnd(waiting)).isEqualTo("done");
    assertThat(calls.awaitEnd(importing)).isEqualTo("done");
    assertThat(calls.result(waiting).json().get("iterations").asInt()).isEqualTo(22);
    assertThat(calls.result(importing).json().get("vertexCount").asInt()).isEqualTo(3);
  }

  @Test
  void onlyAJobThatEndedWithoutAResultCanBeResumed() {
    String done = calls.submit("g", "wcc", "{}");
    calls.awaitEnd(done);
    calls.resume(done).expectProblem(409, "job-not-resumable");
    String running = calls.submitEndless("g");
    calls.resume(running).expectProblem(409, "job-not-resumable");
    calls.awaitProgress(running);
    calls.resume(running).expectProblem(409, "job-not-resumable");
  }

  @Test
  void whatIsGoneMeanwhileIsSaid() {
    String blocker = calls.submitEndless("g");
    String job = submitBehind(blocker, "{\"iterations\": 23}");
    calls.cancel(job);
    calls.cancel(blocker);
    assertThat(calls.awaitEnd(job)).isEqualTo("cancelled");
    service.client().delete("/v1/graphs/g").expect(204);

    calls.resume(job).expectProblem(404, "unknown-graph");

    assertThat(calls.state(job)).isEqualTo("cancelled");
  }

  @Test
  void aWatcherThatHeardTheEndCanResumeAtOnce() {
    for (int round = 0; round < 30; round++) {
      String job = calls.submit("g", "pagerank", "{\"iterations\": " + (1_000_000 + round) + "}");
      calls.cancel(job);
      assertThat(calls.awaitEnd(job)).isEqualTo("cancelled");
      calls.resume(job).expect(202);
      calls.cancel(job);
    }
  }

  @Test
  void ofManyWhoResumeAtOnceOneDoes() throws Exception {
    for (int round = 0; round < 10; round++) {
      String job = calls.submit("g", "pagerank", "{\"iterations\": " + (1_000_000 + round) + "}");
      calls.cancel(job);
      calls.awaitEnd(job);

      List<Integer> statuses = atOnce(8, () -> calls.resume(job).status());

      assertThat(statuses).filteredOn(status -> status == 202).hasSize(1);
      assertThat(statuses).filteredOn(status -> status != 202).containsOnly(409);
      calls.cancel(job);
      calls.awaitEnd(job);
    }
  }

  @Test
  void resumingAndRemovingAtOnceLeavesAWholeJobOrNone() throws Exception {
    for (int round = 0; round < 20; round++) {
      String job = calls.submit("g", "pagerank", "{\"iterations\": " + (40 + round) + "}");
      boolean wasDone = service.client().delete(job).status() == 204;
      if (wasDone) {
        continue; // and is removed
      }
      if (calls.awaitEnd(job).equals("done")) {
        service.client().delete(job).expect(204); // it was done before it could be cancelled
        continue;
      }

      List<Integer> statuses =
          atOnce(4, () -> calls.resume(job).status(), () -> service.client().delete(job).status());

      assertThat(statuses).allMatch(status -> List.of(200, 202, 204, 404, 409).contains(status));
      Answer left = service.client().get(job);
      if (left.status() == 200) {
        assertThat(calls.awaitEnd(job)).isIn("done", "cancelled");
        service.client().delete(job).expect(204);
      }
    }
    assertThat(service.files()).noneMatch(file -> file.startsWith("results/"));
  }

  @SafeVarargs
  private static List<Integer> atOnce(int times, Callable<Integer>... actions) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers =
          IntStream.range(0, times * actions.length)
              .mapToObj(i ->
                  threads.submit(() -> {
                    start.await();
                    return actions[i % actions.length].call();
                  }))
              .toList();
      start.countDown();
      List<Integer> statuses = new java.util.ArrayList<>();
      for (Future<Integer> answer : answers) {
        statuses.add(answer.get());
      }
      return statuses;
    }
  }
}
