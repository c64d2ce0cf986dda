package org.warpath.api.service.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.api.service.contract.RawConnection;
import org.warpath.api.service.contract.RunningService;

/** Clients that send or read a byte now and then are cut off, and hold up nobody else. */
@Timeout(60)
class SlowClientsTest {
  private static final Duration IDLE = Duration.ofSeconds(1);
  private static final String UPLOAD =
      """
      POST /v1/graphs?name=slow&format=edges HTTP/1.1\r
      Host: localhost\r
      Content-Type: text/plain\r
      Content-Length: 1000000\r
      \r
      0 1
      """;

  @RegisterExtension
  static final RunningService SERVICE =
      RunningService.withSettings(Map.of("samples", "false", "limits.idleTimeout", "1s"));

  private Traces before;

  @BeforeEach
  void remember() {
    SERVICE.client().get("/v1/graphs").expect(200);
    before = Traces.of(SERVICE);
  }

  @AfterEach
  void leavesNothingBehind() {
    SERVICE.client().get("/v1/graphs").expect(200);
    before.awaitGone(SERVICE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GET /v1/graphs HT",
        "GET /v1/graphs HTTP/1.1\r\nHost: localhost\r\nX: ",
        "POST /v1/fft HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Content-Length: 100\r\n\r\n{",
        UPLOAD
      })
  void whoSaysNoMoreIsCutOff(String beginning) throws IOException {
    try (RawConnection connection = new RawConnection(SERVICE.service().port())) {
      connection.send(beginning);
      String answer = new String(connection.drain(), java.nio.charset.StandardCharsets.UTF_8);

      if (!answer.isEmpty()) {
        assertThat(answer).containsPattern("^HTTP/1.1 40[08] ").contains("/problems/");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /v1/graphs HTTP/1.1\r\nHost: localhost\r\nX: ", UPLOAD})
  void whoDripsIsCutOff(String beginning) throws Exception {
    try (RawConnection connection = new RawConnection(SERVICE.service().port())) {
      connection.send(beginning);
      assertThat(dripUntilCutOff(connection)).as("bytes taken").isLessThan(200);
    }
  }

  // A byte in a tenth of the time after which silence ends a connection.
  private static int dripUntilCutOff(RawConnection connection) throws InterruptedException {
    for (int bytes = 0; bytes < 200; bytes++) {
      try {
        connection.send("1");
      } catch (IOException cutOff) {
        return bytes;
      }
      Thread.sleep(IDLE.dividedBy(10));
    }
    return 200;
  }

  @Test
  void hundredsOfThemHoldUpNobody() throws IOException {
    List<RawConnection> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 300; i++) {
        slow.add(new RawConnection(SERVICE.service().port()).send(UPLOAD));
      }
      for (int i = 0; i < 50; i++) {
        long started = System.nanoTime();
        SERVICE.client().get("/v1/graphs").expect(200);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(IDLE);
      }
    } finally {
      for (RawConnection connection : slow) {
        connection.close();
      }
    }
  }

  @Test
  void whoReadsNothingIsCutOff() throws Exception {
    Uploads.generate(SERVICE.client(), "g", 18).expect(201);
    SERVICE.client().post("/v1/graphs/g/pagerank", "{}").expect(200);
    Traces withGraph = Traces.of(SERVICE);
    String body = "{\"mode\": \"stream\"}";
    try (RawConnection connection = new RawConnection(SERVICE.service().port())) {
      connection.send(
          "POST /v1/graphs/g/pagerank HTTP/1.1\r\nHost: localhost\r\nAccept: text/csv\r\n"
              + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                  .formatted(body.length(), body));
      Traces.await(
          () -> Traces.of(SERVICE).sockets() > withGraph.sockets(), () -> "it never connected");
      // Only the reader's own end is left once the server has given up.
      Traces.await(
          () -> Traces.of(SERVICE).sockets() <= withGraph.sockets() + 1,
          () -> "it is served still");
    }
    SERVICE.client().delete("/v1/graphs/g").expect(204);
  }
}
