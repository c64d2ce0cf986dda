package org.warpath.api.service.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.api.service.contract.RawConnection;
import org.warpath.api.service.contract.RunningService;

/** Clients that are gone before their answer is. */
class DisconnectsTest {
  @RegisterExtension
  static final RunningService SERVICE = RunningService.with(config -> config.withSamples(false));

  private final LogEntries log = new LogEntries();
  private Traces before;

  @BeforeAll
  static void addGraph() {
    Uploads.generate(SERVICE.client(), "g", 18).expect(201);
    // Computed once: the streams that follow come from the cache.
    SERVICE.client().post("/v1/graphs/g/pagerank", "{}").expect(200);
  }

  @BeforeEach
  void remember() {
    SERVICE.client().get("/v1/graphs").expect(200);
    before = Traces.of(SERVICE);
  }

  @AfterEach
  void leavesNothingBehind() {
    before.awaitGone(SERVICE);
    SERVICE.client().get("/v1/graphs").expect(200);
    assertThat(log.warnings()).isEmpty();
    log.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-ndjson",
        "text/csv",
        "application/x-npy",
        "application/vnd.apache.arrow.stream"
      })
  void amidAStream(String format) throws IOException {
    for (int i = 0; i < 20; i++) {
      RawConnection connection = connect();
      connection.send(post("/v1/graphs/g/pagerank", "Accept: " + format, "{\"mode\": \"stream\"}"));
      assertThat(connection.drain(5000))
          .startsWith("HTTP/1.1 200".getBytes(StandardCharsets.UTF_8));
      connection.reset();
    }
  }

  @Test
  void amidAStreamThatNobodyReads() throws IOException {
    RawConnection connection = connect();
    connection.send(post("/v1/graphs/g/pagerank", "Accept: text/csv", "{\"mode\": \"stream\"}"));
    connection.drain(1);
    connection.close();
  }

  @Test
  void duringTheRun() throws IOException {
    for (int i = 0; i < 5; i++) {
      RawConnection connection = connect();
      connection.send(
          post("/v1/graphs/g/pagerank", "X: y", "{\"iterations\": %d}".formatted(40 + i)));
      connection.reset();
    }
    Traces.await(
        () -> SERVICE.client().get("/v1/engines").json().at("/queue/running").asInt() == 0,
        () -> "runs go on");
  }

  @Test
  void amidTheEventsOfAJob() throws IOException {
    String job =
        SERVICE
            .client()
            .request("POST", "/v1/graphs/g/pagerank")
            .header("Prefer", "respond-async")
            .json("{\"iterations\": 1000000}")
            .send()
            .expect(202)
            .header("Location");
    for (int i = 0; i < 10; i++) {
      RawConnection connection = connect();
      connection.send("GET " + job + "/events HTTP/1.1\r\nHost: x\r\n\r\n");
      connection.drain(500);
      connection.reset();
    }
    SERVICE.client().delete(job).expect(200);
    try (InputStream events = SERVICE.client().request("GET", job + "/events").open().body()) {
      assertThat(new String(events.readAllBytes(), StandardCharsets.UTF_8)).contains("cancelled");
    }
    SERVICE.client().delete(job).expect(204);
  }

  @Test
  void afterHalfAHead() throws IOException {
    for (String head : new String[] {"", "P", "POST /v1/fft HT", "GET / HTTP/1.1\r\nHost: x\r\n"}) {
      connect().send(head).reset();
      connect().send(head).close();
    }
  }

  private static RawConnection connect() throws IOException {
    return new RawConnection(SERVICE.service().port());
  }

  private static String post(String target, String header, String body) {
    return "POST %s HTTP/1.1\r\nHost: x\r\n%s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(target, header, body.length(), body);
  }
}
