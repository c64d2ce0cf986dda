package org.warpath.api.service.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That the judge of all other tests sees what is wrong. */
class ContractTest {
  private static final Contract CONTRACT = Contract.instance();
  private static final String PROBLEM =
      """
      {"type": "/problems/unknown-graph", "title": "No such graph", "status": 404,
       "detail": "no graph x", "requestId": "1"}\
      """;

  @Test
  void knowsEachOperationByAnIdOfItsOwn() {
    assertThat(CONTRACT.operations()).extracting(Operation::id).doesNotHaveDuplicates();
    assertThat(CONTRACT.routes()).contains("GET /v1/graphs/{graph}", "POST /v1/fft");
  }

  @Test
  void declaresEachParameterOfEachPath() {
    for (Operation operation : CONTRACT.operations()) {
      List<String> named =
          Stream.of(operation.path().text().split("/"))
              .filter(segment -> segment.startsWith("{"))
              .map(segment -> segment.substring(1, segment.length() - 1))
              .toList();
      assertThat(operation.parametersIn("path"))
          .as(operation.id())
          .extracting(Operation.Parameter::name)
          .containsExactlyElementsOf(named);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | /v1/graphs/g/pagerank | {} |",
        "POST | /v1/graphs/g/pagerank | {\"damping\": 0.5} |",
        "POST | /v1/graphs/g/pagerank | {\"damping\": 1} | damping",
        "POST | /v1/graphs/g/pagerank | {\"damping\": \"0.5\"} | damping",
        "POST | /v1/graphs/g/pagerank | {\"dampening\": 0.5} | dampening",
        "POST | /v1/graphs/g/pagerank | {\"damping\": | not JSON",
        "POST | /v1/graphs/..%2Fx/pagerank | {} | graph",
        "POST | /v1/graphs/g/sssp | {} | source",
        "POST | /v1/graphs/g/sssp | | missing",
        "GET | /v1/graphs/g/vertices?query=x&limit=10 | |",
        "GET | /v1/graphs/g/vertices?limit=10 | | query",
        "GET | /v1/graphs/g/vertices?query=x&limit=0 | | limit",
        "GET | /v1/graphs/g/vertices?query=x&limit=ten | | limit",
        "GET | /v1/graphs/g/vertices?query=x&query=y | | 2 times",
        "GET | /v1/graphs/g/vertices?query=x&q=y | | unknown query parameter",
        "GET | /v1/graphs/g/nothing | | no such operation"
      })
  void tellsRequestsThatFitFromThoseThatDoNot(
      String method, String target, String body, String violation) {
    Exchange exchange = exchange(method, target, body == null ? "" : body, 200, "", "");
    if (violation == null) {
      assertThat(CONTRACT.requestViolations(exchange)).isEmpty();
    } else {
      assertThat(CONTRACT.requestViolations(exchange))
          .singleElement()
          .asString()
          .contains(violation);
    }
  }

  @Test
  void takesResponsesAsDocumented() {
    CONTRACT.check(exchange("GET", "/v1/graphs", "", 200, "application/json", "{\"graphs\": []}"));
    CONTRACT.check(exchange("GET", "/v1/graphs/x", "", 404, "application/problem+json", PROBLEM));
    CONTRACT.check(exchange("DELETE", "/v1/graphs/x", "", 204, "", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/graphs | 200 | application/json | {} | required property",
        "/v1/graphs | 200 | application/json | {\"graphs\": [], \"more\": 1} | more",
        "/v1/graphs | 200 | text/html | <p> | content type",
        "/v1/graphs | 206 | application/json | {\"graphs\": []} | not documented",
        "/v1/graphs | 404 | application/json | {} | content type",
        "/v1/graphs | 404 | application/problem+json | {} | required property",
        "/v1/nothing | 404 | text/plain | Not found | content type",
        "/v1/nothing | 200 | text/plain | found | in no document",
        "/v1/graphs/g/vectors/v | 200 | application/x-npy | NUMPY | begins with",
        "/v1/graphs/g/vectors/v | 200 | application/x-ndjson | {\"vertex\": 0} | does not end"
      })
  void refusesResponsesThatAreNot(
      String target, int status, String type, String body, String violation) {
    assertThatThrownBy(
            () -> CONTRACT.checkResponse(exchange("GET", target, "", status, type, body)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(violation);
  }

  @Test
  void refusesAProblemOfAnotherStatusAndErrorsOfTheServer() {
    String internal = PROBLEM.replace("404", "500");
    for (int status : List.of(400, 500)) {
      Exchange exchange =
          exchange("GET", "/v1/graphs", "", status, "application/problem+json", PROBLEM);
      assertThat(CONTRACT.responseViolations(exchange)).isNotEmpty();
    }
    assertThat(
            CONTRACT.responseViolations(
                exchange("GET", "/v1/graphs", "", 500, "application/problem+json", internal)))
        .containsExactly("an error of the server");
  }

  @Test
  void refusesResponsesWithoutTheIdOfTheRequest() {
    Exchange complete =
        exchange("GET", "/v1/graphs", "", 200, "application/json", "{\"graphs\": []}");
    Exchange without =
        new Exchange(
            "GET",
            "/v1/graphs",
            Map.of(),
            new byte[0],
            200,
            Map.of("Content-Type", List.of("application/json")),
            complete.responseBody());
    assertThat(CONTRACT.responseViolations(without))
        .containsExactly("header X-Request-Id is missing");
  }

  @Test
  void refusesAnAnswerToWhatTheDocumentForbids() {
    Exchange exchange =
        exchange("GET", "/v1/graphs?page=2", "", 200, "application/json", "{\"graphs\": []}");
    assertThatThrownBy(() -> CONTRACT.checkResponse(exchange))
        .hasMessageContaining("unknown query parameter");
  }

  private static Exchange exchange(
      String method, String target, String body, int status, String type, String answer) {
    return new Exchange(
        method,
        target,
        body.isEmpty() ? Map.of() : Map.of("content-type", List.of("application/json")),
        body.getBytes(StandardCharsets.UTF_8),
        status,
        type.isEmpty()
            ? Map.of("X-Request-Id", List.of("1"))
            : Map.of("X-Request-Id", List.of("1"), "Content-Type", List.of(type)),
        answer.getBytes(StandardCharsets.UTF_8));
  }
}
