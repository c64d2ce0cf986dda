package org.warpath.api.service.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.warpath.api.service.contract.Contract;
import org.warpath.api.service.contract.RawConnection;
import org.warpath.api.service.contract.RawResponse;
import org.warpath.api.service.contract.RunningService;

/** Requests that are no proper HTTP are answered by problems too, and disturb nobody. */
class MalformedHttpTest {
  @RegisterExtension
  static final RunningService SERVICE = RunningService.with(config -> config.withSamples(false));

  @AfterEach
  void servesOthers() {
    SERVICE.client().get("/v1/graphs").expect(200);
  }

  static Stream<Arguments> heads() {
    return Stream.of(
        Arguments.of("no HTTP at all", "GARBAGE", 400),
        Arguments.of(
            "control character in the path", "GET /v1/\u0001 HTTP/1.1\r\nHost: localhost", 400),
        Arguments.of("no percent-encoding", "GET /v1/graphs/%ZZ HTTP/1.1\r\nHost: localhost", 400),
        Arguments.of(
            "null byte in the path", "GET /v1/graphs/%00 HTTP/1.1\r\nHost: localhost", 400),
        Arguments.of(
            "no UTF-8 in the path", "GET /v1/graphs/%c3%28 HTTP/1.1\r\nHost: localhost", 400),
        Arguments.of("empty segment", "GET /v1//graphs HTTP/1.1\r\nHost: localhost", 400),
        Arguments.of(
            "too long a path",
            "GET /v1/" + "a".repeat(200_000) + " HTTP/1.1\r\nHost: localhost",
            414),
        Arguments.of("no host", "GET /v1/graphs HTTP/1.1", 400),
        Arguments.of("two hosts", "GET /v1/graphs HTTP/1.1\r\nHost: localhost\r\nHost: y", 400),
        Arguments.of(
            "another host's URI", "GET http://y/v1/graphs HTTP/1.1\r\nHost: localhost", 400),
        Arguments.of("blank before the colon", "GET /v1/graphs HTTP/1.1\r\nHost : x", 400),
        Arguments.of(
            "too long a header",
            "GET /v1/graphs HTTP/1.1\r\nHost: localhost\r\nX: " + "y".repeat(200_000),
            431),
        Arguments.of(
            "too many headers",
            "GET /v1/graphs HTTP/1.1\r\nHost: localhost" + "\r\nA: b".repeat(50_000),
            431),
        Arguments.of(
            "an expectation that nobody meets",
            "POST /v1/fft HTTP/1.1\r\nHost: localhost\r\nExpect: 200-ok\r\nContent-Length: 1",
            417),
        Arguments.of("a version to come", "GET /v1/graphs HTTP/3.0\r\nHost: localhost", 505));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("heads")
  void answersByAProblem(String what, String head, int status) throws IOException {
    try (RawConnection connection = new RawConnection(SERVICE.service().port())) {
      expectProblem(connection.send(head + "\r\n\r\n").receive("GET"), status);
    }
  }

  @Test
  void answersWhoGoesOnSending() throws IOException, InterruptedException {
    try (RawConnection connection = new RawConnection(SERVICE.service().port())) {
      connection.send("GET /v1/graphs HTTP/1.1\r\nHost: localhost\r\nX: " + "y".repeat(100_000));
      for (int i = 0; i < 10; i++) {
        Thread.sleep(50);
        connection.send("y".repeat(100_000));
      }
      expectProblem(connection.receive("GET"), 431);
    }
  }

  @Test
  void closesInTheEndOnWhoNeverStopsSending() throws IOException, InterruptedException {
    try (RawConnection connection = new RawConnection(SERVICE.service().port())) {
      connection.send("GARBAGE\r\n\r\n");
      expectProblem(connection.receive("GET"), 400);
      assertThatThrownBy(
              () -> {
                while (true) {
                  connection.send("y");
                  Thread.sleep(20);
                }
              })
          .isInstanceOf(SocketException.class);
    }
  }

  static Stream<Arguments> smuggling() {
    String inner = "GET /v1/keys HTTP/1.1\r\nHost: localhost\r\n\r\n";
    return Stream.of(
        Arguments.of(
            "both length and chunks",
            "Content-Length: %d\r\nTransfer-Encoding: chunked".formatted(5 + inner.length()),
            "0\r\n\r\n" + inner),
        Arguments.of("two lengths", "Content-Length: 2\r\nContent-Length: 3", "{} " + inner),
        Arguments.of("a length that is no number", "Content-Length: 2x", "{}" + inner),
        Arguments.of("a negative length", "Content-Length: -1", inner),
        Arguments.of("a coding that nobody knows", "Transfer-Encoding: chunked, xyz", inner),
        Arguments.of("a folded header", "Transfer-Encoding:\r\n chunked", "0\r\n\r\n" + inner),
        Arguments.of(
            "a chunk of no length", "Transfer-Encoding: chunked", "xyz\r\n\r\n0\r\n\r\n" + inner));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("smuggling")
  void answersOnceWhereARequestHidesInAnother(String what, String headers, String body)
      throws IOException {
    try (RawConnection connection = new RawConnection(SERVICE.service().port())) {
      connection.send(
          "POST /v1/fft HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
              + headers
              + "\r\n\r\n"
              + body);
      RawResponse response = connection.receive("POST");

      assertThat(response.status()).isBetween(400, 499);
      expectProblem(response, response.status());
      assertThat(connection.drain()).as("answers to what was hidden").isEmpty();
    }
  }

  @Test
  void takesSeveralLinesOfAcceptForOne() throws IOException {
    String body = "{\"x\": [1]}";
    try (RawConnection connection = new RawConnection(SERVICE.service().port())) {
      connection.send(
          "POST /v1/fft HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
              + "Accept: text/html\r\nAccept: application/x-npy\r\n"
              + "Content-Length: %d\r\n\r\n%s".formatted(body.length(), body));

      assertThat(connection.receive("POST").header("Content-Type")).isEqualTo("application/x-npy");
    }
  }

  @Test
  void takesNoMethodFromAHeader() throws IOException {
    try (RawConnection connection = new RawConnection(SERVICE.service().port())) {
      connection.send(
          "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-HTTP-Method-Override: DELETE\r\n\r\n");

      assertThat(connection.receive("GET").status()).isEqualTo(200);
    }
  }

  @Test
  void keepsAConnectionForTheNextRequestAfterABadOne() throws IOException {
    try (RawConnection connection = new RawConnection(SERVICE.service().port())) {
      for (String body : List.of("{\"x\": [1,", "[]", "{\"x\": [1]}")) {
        connection.send(
            "POST /v1/fft HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: %d\r\n\r\n%s".formatted(body.length(), body));
        RawResponse response = connection.receive("POST");

        assertThat(response.status()).isEqualTo(body.equals("{\"x\": [1]}") ? 200 : 400);
      }
    }
  }

  private static void expectProblem(RawResponse response, int status) {
    assertThat(response.status()).as(response.text()).isEqualTo(status);
    Contract.instance().checkProblem(response.exchange("GET", "/"));
    assertThat(response.header("X-Request-Id")).isNotEmpty();
  }
}
