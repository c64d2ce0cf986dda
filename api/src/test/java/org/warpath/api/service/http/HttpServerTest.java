package org.warpath.api.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.api.service.config.ConfigReader;
import org.warpath.api.service.config.ServiceConfig;
import org.warpath.api.service.http.RawHttp.Answer;

/** Request ids, and problems as the answer to everything that goes wrong. */
class HttpServerTest {
  private static HttpServer server;

  @BeforeAll
  static void start() throws IOException {
    server = start(Map.of("limits.headerBytes", "2KiB"), HttpServerTest::routes);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static HttpServer start(Map<String, String> settings, Routes routes) throws IOException {
    return HttpServer.start(
        config(settings), List.of(new ProblemAnswers(), routes), (request, response) -> {});
  }

  static ServiceConfig config(Map<String, String> settings) throws IOException {
    return ConfigReader.read(null, Map.of(), settings).withAddress("127.0.0.1", 0);
  }

  private static void routes(RoutesConfig routes) {
    routes.get("/ok", context -> context.result("ok"));
    routes.post("/ok", context -> context.result(context.body()));
    routes.get("/throw/{what}", HttpServerTest::fail);
  }

  private static void fail(Context context) throws Exception {
    switch (context.pathParam("what")) {
      case "problem" -> throw new Problem(ProblemType.UNKNOWN_GRAPH, "no graph \"x\"");
      case "argument" -> throw new IllegalArgumentException("damping must be in [0, 1), was 2");
      case "bug" -> throw new IllegalStateException("the secret is 1234");
      case "memory" -> throw new OutOfMemoryError("Java heap space");
      case "stack" -> throw new StackOverflowError();
      default -> throw new IOException("broken");
    }
  }

  private static Answer get(String path, String... fields) throws IOException {
    return RawHttp.exchange(server.port(), RawHttp.get(path, fields));
  }

  @Test
  void everyAnswerHasAnIdOfItsOwn() throws IOException {
    String first = id(get("/ok"));
    assertThat(first).matches("[0-9a-f]{16}");
    assertThat(id(get("/ok"))).isNotEqualTo(first);
    assertThat(id(get("/nowhere"))).isNotEmpty();
  }

  private static String id(Answer answer) {
    return answer
        .head()
        .lines()
        .filter(line -> line.startsWith("X-Request-Id: "))
        .map(line -> line.substring(14))
        .reduce((a, b) -> a + " and " + b)
        .orElse("");
  }

  @Test
  void aSaneIdOfTheCallerIsKept() throws IOException {
    assertThat(id(get("/ok", "X-Request-Id: build-17.a_b"))).isEqualTo("build-17.a_b");
    Answer failed = get("/throw/problem", "X-Request-Id: build-18");
    assertThat(failed.problem().get("requestId").asText()).isEqualTo("build-18");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        "x\ty",
        "\"quoted\"",
        "",
        "ümlaut",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void anyOtherIsNot(String sent) throws IOException {
    assertThat(id(get("/ok", "X-Request-Id: " + sent))).matches("[0-9a-f]{16}");
  }

  @ParameterizedTest
  @CsvSource({
    "/throw/problem, 404, unknown-graph, no graph \"x\"",
    "/throw/argument, 400, invalid-request, 'damping must be in [0, 1), was 2'",
    "/throw/bug, 500, internal, an error of the server; its log says more",
    "/throw/memory, 507, out-of-memory, out of memory: Java heap space",
    "/throw/stack, 500, internal, an error of the server; its log says more",
    "/throw/broken, 500, internal, an error of the server; its log says more",
    "/nowhere, 404, not-found, GET /nowhere: not found",
  })
  void whatIsThrownIsAProblem(String path, int status, String type, String detail)
      throws IOException {
    Answer answer = get(path);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.problem().get("type").asText()).isEqualTo("/problems/" + type);
    assertThat(answer.problem().get("detail").asText()).isEqualTo(detail);
  }

  @Test
  void aWrongMethodIsToldTheRightOnes() throws IOException {
    Answer answer = RawHttp.exchange(server.port(), RawHttp.request("DELETE", "/ok", ""));

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.problem().get("type").asText()).isEqualTo("/problems/method-not-allowed");
    assertThat(answer.head()).contains("Allow: GET, POST");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GARBAGE | 400 | invalid-request",
        "GET /ok HTTP/9.9\\r\\nHost: localhost | 505 | http-version",
        "GET /ok HTTP/1.1 | 400 | invalid-request",
        "GET /%zz HTTP/1.1\\r\\nHost: localhost | 400 | invalid-request",
        "GET /a%00b HTTP/1.1\\r\\nHost: localhost | 400 | invalid-request",
        "GET /ok HTTP/1.1\\r\\nHost: localhost\\r\\nHost: example.org | 400 | invalid-request",
        "GET http://example.org/ok HTTP/1.1\\r\\nHost: localhost | 400 | invalid-request",
        "GET /ok HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: x | 400 | invalid-request",
        "GET /ok HTTP/1.1\\r\\nHost: localhost\\r\\n : x | 400 | invalid-request",
        "POST /ok HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 1\\r\\nTransfer-Encoding: chunked | 400 | invalid-request",
        "GET /ok HTTP/1.1\\r\\nHost: localhost\\r\\nX: {3000} | 431 | headers-too-large",
        "GET /{3000} HTTP/1.1\\r\\nHost: localhost | 414 | uri-too-long",
        "GET /ok HTTP/1.1\\r\\nHost: a\\r\\nUpgrade: websocket\\r\\nSec-WebSocket-Version: 13\\r\\nConnection: Upgrade | 404 | not-found",
      })
  void malformedHttpIsAProblemToo(String request, int status, String type) throws IOException {
    String text = request.replace("\\r\\n", "\r\n").replace("{3000}", "x".repeat(3000));
    Answer answer;
    try (RawHttp connection = new RawHttp(server.port())) {
      answer = connection.send(text + "\r\n\r\n").answerOfOne();
    }

    assertThat(answer.status()).isEqualTo(status);
    JsonNode problem = answer.problem();
    assertThat(problem.get("type").asText()).isEqualTo("/problems/" + type);
    assertThat(problem.get("detail").asText()).isNotBlank().doesNotContain("Exception");
  }

  @Test
  void aTakenPortIsSaid() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ServiceConfig config =
          ServiceConfig.defaults(Path.of("unused")).withAddress("127.0.0.1", taken.getLocalPort());

      assertThatThrownBy(() -> HttpServer.start(config, List.of(), (request, response) -> {}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "port %d of 127.0.0.1 is in use by another program; port 0 takes any free one",
              taken.getLocalPort());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, host 192.0.2.1 is no address of this machine",
    "no.such.host.invalid, host no.such.host.invalid is unknown",
  })
  void anAddressOfOthersIsSaid(String host, String message) {
    ServiceConfig config = ServiceConfig.defaults(Path.of("unused")).withAddress(host, 0);

    assertThatThrownBy(() -> HttpServer.start(config, List.of(), (request, response) -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
