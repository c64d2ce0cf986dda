package org.warpath.api.service.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.warpath.api.service.config.ServiceConfig;
import org.warpath.api.service.http.HttpServer;
import org.warpath.api.service.http.ProblemAnswers;
import org.warpath.api.service.http.RawHttp;
import org.warpath.api.service.http.RawHttp.Answer;

class HealthTest {
  @Test
  void readinessFollowsTheServiceAndHealthDoesNot() throws IOException {
    AtomicBoolean ready = new AtomicBoolean();
    try (HttpServer server =
        HttpServer.start(
            ServiceConfig.defaults(Path.of("unused")).withAddress("127.0.0.1", 0),
            List.of(new ProblemAnswers(), new Health(ready::get)),
            (request, response) -> {})) {
      Answer notYet = RawHttp.exchange(server.port(), RawHttp.get("/readyz"));
      assertThat(notYet.status()).isEqualTo(503);
      assertThat(notYet.problem().get("type").asText()).isEqualTo("/problems/not-ready");
      assertThat(notYet.head()).contains("Retry-After: 1");
      assertThat(RawHttp.exchange(server.port(), RawHttp.get("/healthz")).body())
          .isEqualTo("{\"status\":\"ok\"}");

      ready.set(true);
      assertThat(RawHttp.exchange(server.port(), RawHttp.get("/readyz")).body())
          .isEqualTo("{\"status\":\"ready\"}");
    }
  }
}
