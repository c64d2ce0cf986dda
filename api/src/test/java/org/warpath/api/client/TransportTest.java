package org.warpath.api.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.warpath.api.client.ScriptedServer.beginChunked;
import static org.warpath.api.client.ScriptedServer.chunk;
import static org.warpath.api.client.ScriptedServer.respond;

import java.io.ByteArrayInputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.api.client.answer.Row;
import org.warpath.api.client.query.ImportOptions;
import org.warpath.api.client.query.PageRankQuery;
import org.warpath.api.client.query.Shape;

/** What the client makes of answers, of their absence, and of those that break off. */
class TransportTest {
  private static final String JSON = "application/json";
  private static final String PROBLEM = "application/problem+json";
  private static final String NO_GRAPHS = "{\"graphs\": []}";
  private static final String BUSY =
      """
      {"type": "/problems/overloaded", "title": "Too busy", "status": 503, "requestId": "r1",
       "detail": "1000 runs wait"}\
      """;

  @Test
  void sendsTheKeyAndWhatItWants() {
    try (ScriptedServer server = answering("200 OK", JSON, NO_GRAPHS);
        WarpathClient client = server.client().withKey("secret")) {
      assertThat(client.graphs().list()).isEmpty();
      assertThat(server.requests())
          .singleElement()
          .satisfies(request -> {
            assertThat(request.method()).isEqualTo("GET");
            assertThat(request.target()).isEqualTo("/v1/graphs");
            assertThat(request.header("Authorization")).isEqualTo("Bearer secret");
            assertThat(request.header("Accept")).isEqualTo(JSON);
            assertThat(request.header("Upgrade")).isEmpty();
          });
    }
  }

  @Test
  void problemsBecomeExceptions() {
    String problem =
        """
        {"type": "/problems/out-of-memory", "title": "Not enough memory", "status": 507,
         "detail": "the run needs 9 bytes, 4 are free", "requestId": "r7", "where": "device",
         "needed": 9, "free": 4}\
        """;
    try (ScriptedServer server = answering("507 Insufficient Storage", PROBLEM, problem);
        WarpathClient client = server.client()) {
      WarpathException e =
          catchThrowableOfType(
              WarpathException.class, () -> client.graph("g").pageRank(PageRankQuery.defaults()));
      assertThat(e.status()).isEqualTo(507);
      assertThat(e.type()).isEqualTo("/problems/out-of-memory");
      assertThat(e.title()).isEqualTo("Not enough memory");
      assertThat(e.detail()).isEqualTo("the run needs 9 bytes, 4 are free");
      assertThat(e.requestId()).isEqualTo("r7");
      assertThat(e.members()).containsEntry("needed", 9).containsEntry("free", 4);
      assertThat(e.retryAfter()).isEmpty();
      assertThat(e).hasMessageContaining(e.detail()).hasMessageContaining("request r7");
    }
  }

  @Test
  void errorsOfSomethingInBetweenAreToldAsTheyAre() {
    try (ScriptedServer server = answering("403 Forbidden", "text/html", "<p>No entry</p>");
        WarpathClient client = server.client()) {
      WarpathException e =
          catchThrowableOfType(WarpathException.class, () -> client.graphs().list());
      assertThat(e.status()).isEqualTo(403);
      assertThat(e.type()).isEqualTo("about:blank");
      assertThat(e.detail()).isEqualTo("<p>No entry</p>");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"429 Too Many Requests", "503 Service Unavailable"})
  void whatIsRefusedForNowIsSentAgain(String refusal) {
    try (ScriptedServer server =
            ScriptedServer.start((request, out) -> {
              if (request.number() < 3) {
                respond(out, refusal + "\r\nRetry-After: 0", PROBLEM, BUSY);
              } else {
                respond(out, "202 Accepted", JSON, "{\"id\": \"j1\", \"state\": \"queued\"}");
              }
            });
        WarpathClient client = server.client()) {
      // Changes something, but a refusal says that it has not.
      assertThat(client.graph("g").submit(PageRankQuery.defaults().withTop(3)).id())
          .isEqualTo("j1");
      assertThat(server.requests())
          .hasSize(3)
          .allSatisfy(request -> {
            assertThat(request.header("Prefer")).isEqualTo("respond-async");
            assertThat(request.body()).isEqualTo("{\"top\":3,\"mode\":\"top\"}");
          });
    }
  }

  @Test
  void theTimeThatTheServiceNamesIsWaited() {
    try (ScriptedServer server =
            ScriptedServer.start((request, out) -> {
              if (request.number() == 1) {
                respond(out, "429 Too Many Requests\r\nRetry-After: 1", PROBLEM, BUSY);
              } else {
                respond(out, "200 OK", JSON, NO_GRAPHS);
              }
            });
        WarpathClient client = server.client()) {
      long start = System.nanoTime();
      client.graphs().list();
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 4, 4", "0, 1, 1", "3600, 4, 1"})
  void perseveranceHasAnEnd(int retryAfter, int attempts, int sent) {
    try (ScriptedServer server =
            answering("503 Service Unavailable\r\nRetry-After: " + retryAfter, PROBLEM, BUSY);
        WarpathClient client = server.client().withAttempts(attempts)) {
      WarpathException e =
          catchThrowableOfType(WarpathException.class, () -> client.graphs().list());
      assertThat(e.type()).isEqualTo("/problems/overloaded");
      assertThat(e.retryAfter()).contains(Duration.ofSeconds(retryAfter));
      assertThat(server.requests()).hasSize(sent);
    }
  }

  @Test
  void whatOnlyLooksIsSentAgainIfTheAnswerIsLost() {
    try (ScriptedServer server =
            ScriptedServer.start((request, out) -> {
              if (request.number() > 1) {
                respond(out, "200 OK", JSON, "{\"version\": \"9\"}");
              }
            });
        WarpathClient client = server.client()) {
      assertThat(client.engines().version()).isEqualTo("9");
      assertThat(server.requests()).hasSizeGreaterThan(1);
    }
  }

  @Test
  void whatChangesSomethingIsNotSentAgainIfTheAnswerIsLost() {
    try (ScriptedServer server = ScriptedServer.start((request, out) -> {});
        WarpathClient client = server.client()) {
      assertThatThrownBy(() -> client.graphs().generate("g", Shape.path(3)))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("no answer to POST");
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void aRefusedUploadIsToldBeforeItIsSent() {
    String taken = BUSY.replace("overloaded", "graph-exists");
    try (ScriptedServer server = answering("409 Conflict", PROBLEM, taken);
        WarpathClient client = server.client()) {
      ByteArrayInputStream content =
          new ByteArrayInputStream("0 1\n".getBytes(StandardCharsets.UTF_8));
      WarpathException e =
          catchThrowableOfType(
              WarpathException.class,
              () -> client.graphs().upload("g", content, ImportOptions.defaults()));
      assertThat(e.status()).isEqualTo(409);
      assertThat(server.requests())
          .singleElement()
          .satisfies(request ->
              assertThat(request.header("Expect")).isEqualToIgnoringCase("100-continue"));
    }
  }

  @Test
  void patienceHasAnEnd() {
    CountDownLatch asked = new CountDownLatch(1);
    try (ScriptedServer server = ScriptedServer.start((request, out) -> asked.await());
        WarpathClient client = server.client().withTimeout(Duration.ofMillis(200))) {
      assertThatThrownBy(() -> client.graphs().list())
          .isInstanceOf(UncheckedIOException.class)
          .hasCauseInstanceOf(HttpTimeoutException.class);
      assertThat(server.requests()).hasSize(1);
      asked.countDown();
    }
  }

  @Test
  void anAnswerThatFallsSilentIsGivenUp() {
    CountDownLatch done = new CountDownLatch(1);
    try (ScriptedServer server =
            ScriptedServer.start((request, out) -> {
              beginChunked(out, "application/x-ndjson");
              chunk(out, "{\"vertex\": 0, \"value\": 1.5}\n");
              done.await();
            });
        WarpathClient client = server.client().withTimeout(Duration.ofMillis(200));
        Rows rows = client.graph("g").rows(PageRankQuery.defaults())) {
      assertThatThrownBy(() -> rows.forEach(row -> {}))
          .isInstanceOf(UncheckedIOException.class)
          .hasRootCauseInstanceOf(HttpTimeoutException.class);
      done.countDown();
    }
  }

  @Test
  void aStreamThatBreaksOffNeverJustEnds() {
    CountDownLatch read = new CountDownLatch(1);
    try (ScriptedServer server =
            ScriptedServer.start((request, out) -> {
              beginChunked(out, "application/x-ndjson");
              chunk(out, "{\"vertex\": 0, \"name\": \"A\", \"value\": 1.5}\n");
              read.await();
            });
        WarpathClient client = server.client();
        Rows rows = client.graph("g").rows(PageRankQuery.defaults())) {
      Iterator<Row> iterator = rows.iterator();
      assertThat(iterator.next()).isEqualTo(new Row(0, "A", 1.5));
      read.countDown();
      assertThatThrownBy(iterator::hasNext).isInstanceOf(UncheckedIOException.class);
      assertThatThrownBy(rows::iterator).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void anInterruptedThreadStopsWaiting() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    try (ScriptedServer server =
            ScriptedServer.start((request, out) -> {
              asked.countDown();
              never.await();
            });
        WarpathClient client = server.client()) {
      List<Throwable> thrown = new CopyOnWriteArrayList<>();
      Thread caller =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  client.graphs().list();
                } catch (UncheckedIOException e) {
                  thrown.add(e.getCause());
                  thrown.add(new Exception("flag " + Thread.currentThread().isInterrupted()));
                }
              });
      asked.await();
      caller.interrupt();
      caller.join();
      never.countDown();
      assertThat(thrown).hasSize(2);
      assertThat(thrown.getFirst()).isInstanceOf(InterruptedIOException.class);
      assertThat(thrown.getLast()).hasMessage("flag true");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Berlin, Berlin",
    "a/b c?d&e%f, a%2Fb%20c%3Fd%26e%25f",
    "#17, %2317",
    "Zürich+, Z%C3%BCrich%2B",
    ".., %2E%2E",
    "., %2E"
  })
  void namesAreOneSegmentOfThePath(String name, String encoded) {
    try (ScriptedServer server = answering("200 OK", JSON, "{\"vertex\": 17}");
        WarpathClient client = server.client()) {
      assertThat(client.graph("g").vertex(name).vertex()).isEqualTo(17);
      assertThat(server.requests().getFirst().target())
          .isEqualTo("/v1/graphs/g/vertices/" + encoded);
    }
  }

  @Test
  void theServiceMayLieUnderAPath() {
    try (ScriptedServer server = answering("200 OK", JSON, "{\"vertices\": []}");
        WarpathClient below = WarpathClient.connect(URI.create(server.uri() + "/warpath"))) {
      below.graph("g").search("Ber lin&", 3);
      assertThat(server.requests().getFirst().target())
          .isEqualTo("/warpath/v1/graphs/g/vertices?query=Ber%20lin%26&limit=3");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://host", "localhost:8080", "http:///v1", "http://h/?q=1", "x"})
  void whatIsNoAddressIsRefused(String address) {
    assertThatThrownBy(() -> WarpathClient.connect(URI.create(address)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(address);
  }

  private static ScriptedServer answering(String status, String contentType, String body) {
    return ScriptedServer.start((request, out) -> respond(out, status, contentType, body));
  }
}
