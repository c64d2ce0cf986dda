package org.warpath.api.service.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.api.service.http.Scope;
import org.warpath.api.service.keys.ApiKeys;
import org.warpath.api.service.store.Database;

class RateLimitTest {
  @TempDir Path data;

  @Test
  void aClientThatAsksTooOftenIsToldWhenToComeBack() throws Exception {
    try (GuardedService service =
        new GuardedService(
            data, Map.of("limits.requestsPerSecond", "1", "limits.requestBurst", "3"))) {
      int refused = 0;
      for (int i = 0; i < 20; i++) {
        HttpResponse<String> answer = service.get("/v1/graphs");
        if (answer.statusCode() == 429) {
          refused++;
          assertThat(GuardedService.json(answer).get("type").asText())
              .isEqualTo("/problems/rate-limited");
          assertThat(answer.headers().firstValueAsLong("Retry-After")).hasValue(1);
        }
      }
      assertThat(refused).isBetween(1, 17);
      assertThat(service.get("/nowhere").statusCode()).isEqualTo(429);
      assertThat(service.get("/healthz").statusCode()).isEqualTo(200);
      assertThat(service.get("/readyz").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void keysHaveBucketsOfTheirOwnAndWrongOnesShareTheAddress() throws Exception {
    String first;
    String second;
    try (Database database = Database.openShared(data)) {
      ApiKeys keys = new ApiKeys(database);
      first = keys.create("first", Set.of(Scope.READ)).orElseThrow().secret();
      second = keys.create("second", Set.of(Scope.READ)).orElseThrow().secret();
    }
    try (GuardedService service =
        new GuardedService(
            data,
            Map.of(
                "security.keys", "required",
                "limits.requestsPerSecond", "1",
                "limits.requestBurst", "2"))) {
      exhaust(service, "Bearer " + first);
      assertThat(statusWith(service, "Bearer " + second)).isEqualTo(200);
      exhaust(service, "Bearer wp_0123");
      assertThat(service.get("/v1/graphs").statusCode()).isEqualTo(429);
    }
  }

  private static void exhaust(GuardedService service, String authorization) throws Exception {
    for (int i = 0; i < 50; i++) {
      if (statusWith(service, authorization) == 429) {
        return;
      }
    }
    throw new AssertionError("50 requests at once were answered");
  }

  private static int statusWith(GuardedService service, String authorization) throws Exception {
    return service.get("/v1/graphs", "Authorization", authorization).statusCode();
  }

  @Test
  void withoutALimitNobodyIsRefused() throws Exception {
    try (GuardedService service = new GuardedService(data, Map.of("limits.requestBurst", "1"))) {
      for (int i = 0; i < 20; i++) {
        assertThat(service.get("/v1/graphs").statusCode()).isEqualTo(200);
      }
    }
  }
}
