package org.warpath.api.service.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.warpath.api.service.contract.RunningService;
import org.warpath.api.service.jobs.JobCalls;

/** Who asks for the same at the same time is served by one run. */
class SharingTest {
  private static final String BODY = "{\"iterations\": 25, \"top\": 3}";

  @RegisterExtension
  static final RunningService SERVICE = RunningService.with(config -> config.withSamples(false));

  @Test
  void equalRequestsAndJobsShareARunAndOthersDoNot() throws Exception {
    JobCalls calls = new JobCalls(SERVICE);
    calls.generate("g", 12);
    // Nothing begins before this ends.
    String blocker = calls.submitEndless("g");
    calls.awaitProgress(blocker);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<String> jobs = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        jobs.add(calls.submit("g", "pagerank", BODY));
      }
      String other = calls.submit("g", "pagerank", "{\"iterations\": 26, \"top\": 3}");
      List<Future<JsonNode>> requests = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        requests.add(
            threads.submit(
                () -> SERVICE.client().post("/v1/graphs/g/pagerank", BODY).expect(200).json()));
      }
      calls.cancel(blocker);

      // A run has times of its own: whoever has the same was served by the same.
      Set<JsonNode> runs = new HashSet<>();
      Set<JsonNode> tops = new HashSet<>();
      for (String job : jobs) {
        assertThat(calls.awaitEnd(job)).isEqualTo("done");
        JsonNode answer = calls.result(job).json();
        runs.add(answer.get("timings"));
        tops.add(answer.get("top"));
      }
      for (Future<JsonNode> request : requests) {
        runs.add(request.get().get("timings"));
        tops.add(request.get().get("top"));
      }
      assertThat(runs).hasSize(1);
      assertThat(tops).hasSize(1);
      calls.awaitEnd(other);
      assertThat(runs).doesNotContain(calls.result(other).json().get("timings"));
    }
  }
}
