package org.warpath.api.service.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.api.service.contract.Answer;
import org.warpath.api.service.contract.RunningService;
import org.warpath.api.service.jobs.JobCalls;
import org.warpath.api.service.jobs.JobSettings;

class QueueLimitsTest {

  @ParameterizedTest
  @CsvSource({"2, 9, 503, overloaded", "9, 2, 429, rate-limited"})
  void whoComesWhenTheQueueIsFullIsToldToComeBackAndLeavesNothing(
      int length, int perClient, int status, String problem) {
    try (RunningService service =
        RunningService.with(config -> JobSettings.queue(config, length, perClient)).start()) {
      JobCalls calls = new JobCalls(service);
      calls.generate("g", 12);
      List<String> jobs = new ArrayList<>();
      jobs.add(calls.submitEndless("g"));
      calls.awaitProgress(jobs.getFirst());
      jobs.add(calls.submit("g", "wcc", "{}"));
      jobs.add(calls.submit("g", "bfs", "{\"source\": 0}"));

      Answer job =
          service
              .client()
              .request("POST", "/v1/graphs/g/cdlp")
              .header("Prefer", "respond-async")
              .json("{}")
              .send()
              .expectProblem(status, problem);
      Answer direct =
          service.client().post("/v1/graphs/g/cdlp", "{}").expectProblem(status, problem);
      Answer upload =
          service
              .client()
              .request("POST", "/v1/graphs?format=edges&name=new")
              .header("Prefer", "respond-async")
              .body("text/plain", new byte[] {'0', ' ', '1', '\n'})
              .send()
              .expectProblem(status, problem);

      for (Answer refused : List.of(job, direct, upload)) {
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
      }
      assertThat(service.client().get("/v1/jobs").json().get("jobs")).hasSize(3);
      assertThat(service.files()).noneMatch(file -> file.startsWith("uploads/"));
      calls.cancel(jobs.getFirst());
      assertThat(calls.awaitEnd(jobs.get(1))).isEqualTo("done");
      assertThat(calls.awaitEnd(jobs.get(2))).isEqualTo("done");
      // Neither the name nor the queue is spoilt.
      service.client().post("/v1/graphs/g/cdlp", "{}").expect(200);
      calls.generate("new", 4);
      service.client().delete("/v1/graphs/g").expect(204);
      assertThat(service.files()).filteredOn(file -> file.startsWith("graphs/")).hasSize(1);
    }
  }
}
