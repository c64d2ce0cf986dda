package org.warpath.api.service.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.api.service.guard.GuardedService;
import org.warpath.api.service.http.RawHttp;

class MetricsTest {
  @TempDir static Path data;

  private static GuardedService service;

  @BeforeAll
  static void start() throws IOException {
    service = new GuardedService(data, Map.of());
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static String scrape() throws Exception {
    HttpResponse<String> answer = service.get("/metrics");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValue("text/plain; version=0.0.4; charset=utf-8");
    return answer.body();
  }

  /** The value of a sample; 0 if there is none. */
  private static double sample(String metrics, String name) {
    return Pattern.compile("(?m)^" + Pattern.quote(name) + " (\\S+)$")
        .matcher(metrics)
        .results()
        .map(MatchResult::group)
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  /** Requests are counted when they have ended, which may be after the client has its answer. */
  private static void awaitSample(String name, double value) throws Exception {
    for (int i = 0; sample(scrape(), name) != value; i++) {
      assertThat(i).as("scrapes of %s = %s in %s", name, value, scrape()).isLessThan(500);
    }
  }

  @Test
  void requestsAreCountedByRouteMethodAndStatus() throws Exception {
    for (String graph : new String[] {"a", "b", "c"}) {
      service.get("/v1/graphs/" + graph);
    }
    service.send("PUT", "/v1/graphs/a", "");
    service.raw("GET", "/v1/graphs/a", "Host: evil.org");
    service.get("/nowhere/1");
    service.get("/nowhere/2");
    RawHttp.exchange(service.port(), "GARBAGE\r\n\r\n");
    service.raw("BREW", "/v1/graphs");
    service.raw("PROPFIND", "/v1/graphs");

    String count = "http_server_requests_seconds_count{method=\"%s\",route=\"%s\",status=\"%s\"}";
    awaitSample(count.formatted("GET", "/v1/graphs/{graph}", 404), 3);
    awaitSample(count.formatted("GET", "/v1/graphs/{graph}", 403), 1);
    awaitSample(count.formatted("PUT", "none", 405), 1);
    awaitSample(count.formatted("GET", "none", 404), 2);
    awaitSample(count.formatted("other", "none", 400), 1);
    awaitSample(count.formatted("other", "none", 405), 2);
    assertThat(scrape())
        .containsPattern(
            "http_server_requests_seconds_bucket\\{method=\"GET\",route=\"/v1/graphs/\\{graph}\",status=\"404\",le=\"0.01\"} \\d")
        .doesNotContain("nowhere", "BREW");
  }

  @Test
  void theProcessIsMeasured() throws Exception {
    String metrics = scrape();

    assertThat(sample(metrics, "http_server_requests_active")).isGreaterThanOrEqualTo(1);
    assertThat(metrics)
        .contains(
            "jvm_memory_used_bytes{area=\"heap\"",
            "jvm_gc_memory_allocated_bytes_total",
            "jvm_threads_live_threads",
            "jvm_buffer_memory_used_bytes",
            "process_uptime_seconds",
            "warpath_runs_waiting 0",
            "warpath_runs_running 0",
            "process_files_open_files",
            "system_cpu_count");
  }
}
