package org.warpath.api.service.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.api.service.contract.Answer;
import org.warpath.api.service.contract.RunningService;

/** JSON that is broken, of wrong types, with unknown fields or absurd numbers. */
class BadJsonTest {
  @RegisterExtension
  static final RunningService SERVICE = RunningService.with(config -> config.withSamples(false));

  private Traces before;

  @BeforeAll
  static void addGraph() {
    Uploads.edges(SERVICE.client(), "g", "0 1\n1 2\n2 0\n").expect(201);
  }

  @BeforeEach
  void remember() {
    before = Traces.of(SERVICE);
  }

  @AfterEach
  void leavesNothingBehind() {
    before.awaitGone(SERVICE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{                             | line 1, column",
        "{\"damping\": 0.5             | line 1, column",
        "{\"damping\": }               | line 1, column",
        "{\"damping\": 0.5,}           | line 1, column",
        "{'damping': 0.5}              | line 1, column",
        "{damping: 0.5}                | line 1, column",
        "{\"damping\": .5}             | line 1, column",
        "{\"damping\": 01}             | line 1, column",
        "{\"damping\": NaN}            | NaN",
        "{\"damping\": 0.5} {}         | line 1, column",
        "{\"top\": 1, \"top\": 2}      | top",
        "{\"engine\": \"a             | line 1, column",
        "nonsense                      | line 1, column"
      })
  void saysWhereJsonIsMalformed(String body, String detail) {
    Answer answer = post("pagerank", body).expectProblem(400, "malformed-json");

    assertThat(answer.json().get("detail").asText()).contains(detail.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "pagerank | null                                   | object",
        "pagerank | []                                     | object",
        "pagerank | 17                                     | object",
        "pagerank | \"damping\"                            | object",
        "pagerank | {\"damping\": \"0.5\"}                 | damping: expected a number",
        "pagerank | {\"damping\": true}                    | damping: expected a number",
        "pagerank | {\"damping\": [0.5]}                   | damping: expected a number",
        "pagerank | {\"damping\": {}}                      | damping: expected a number",
        "pagerank | {\"maxIterations\": 1.5}               | maxIterations: expected a whole",
        "pagerank | {\"maxIterations\": \"9\"}             | maxIterations: expected a whole",
        "pagerank | {\"top\": \"\"}                        | top: expected a whole number",
        "pagerank | {\"top\": \" \"}                       | top: expected a whole number",
        "pagerank | {\"damping\": \"\\u0000\"}             | damping: expected a number",
        "pagerank | {\"weighted\": \"\"}                   | weighted: expected true or false",
        "pagerank | {\"weighted\": 1}                      | weighted: expected true or false",
        "pagerank | {\"weighted\": \"true\"}               | weighted: expected true or false",
        "pagerank | {\"engine\": 0}                        | engine: expected one of auto",
        "pagerank | {\"engine\": \"gpu\"}                  | engine: expected one of auto",
        "pagerank | {\"mode\": \"\"}                       | mode: expected one of stats",
        "pagerank | {\"dampening\": 0.5}                   | unknown field \"dampening\"",
        "pagerank | {\"Damping\": 0.5}                     | unknown field \"Damping\"",
        "pagerank | {\"\": 0.5}                            | unknown field",
        "sssp     | {}                                     | source is needed",
        "sssp     | {\"source\": null}                     | source: expected",
        "sssp     | {\"source\": 1.5}                      | source must be",
        "sssp     | {\"source\": [0]}                      | source must be",
        "sssp     | {\"source\": 0, \"target\": true}      | target must be",
        "ppr-batch | {\"personalizations\": []}            | personalizations must",
        "ppr-batch | {\"personalizations\": [[]]}          | personalizations/0 must",
        "ppr-batch | {\"personalizations\": [[0], [{}]]}   | personalizations/1/0 must"
      })
  void namesTheFieldThatIsWrong(String algorithm, String body, String detail) {
    Answer answer = post(algorithm, body).expectProblem(400, "invalid-request");

    assertThat(answer.json().get("detail").asText()).contains(detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "damping       | 1",
        "damping       | -0.1",
        "damping       | 1e400",
        "damping       | -1e400",
        "damping       | 1000000000000000000000000000000",
        "tolerance     | -1",
        "tolerance     | 1e400",
        "maxIterations | 0",
        "maxIterations | -1",
        "maxIterations | 2147483648",
        "maxIterations | 1e400",
        "maxIterations | 1000000000000000000000000000000",
        "iterations    | 9223372036854775808",
        "top           | -1",
        "top           | 100001",
        "top           | 1e30"
      })
  void refusesNumbersOutOfRange(String field, String number) {
    String body = "{\"%s\": %s}".formatted(field.strip(), number.strip());
    Answer answer = post("pagerank", body).expectProblem(400, "invalid-request");

    assertThat(answer.json().get("detail").asText()).contains(field.strip());
  }

  @ParameterizedTest
  @CsvSource({
    "1e400",
    "-1",
    "3",
    "4294967296",
    "1000000000000000000000000000000",
    "9223372036854775808"
  })
  void refusesVerticesThatAreNoVertices(String source) {
    Answer answer = post("sssp", "{\"source\": " + source + "}");

    assertThat(answer.status()).as(answer.text()).isIn(400, 404);
    assertThat(answer.json().get("detail").asText()).isNotEmpty();
  }

  @Test
  void refusesHugeExponentsWithoutWorkingThemOut() {
    post("pagerank", "{\"maxIterations\": 1e999999999}").expect(400);
    post("sssp", "{\"source\": 1e999999999}").expect(400);
    post("pagerank", "{\"damping\": 0." + "0".repeat(900_000) + "1}").expect(400);
  }

  @Test
  void refusesWhatIsNestedTooDeep() {
    post("pagerank", "{\"personalization\": " + "[".repeat(100_000)).expect(400);
    post("pagerank", "{\"a\":".repeat(100_000)).expect(400);
  }

  @Test
  void refusesTextThatIsNoUtf8() {
    Answer answer =
        SERVICE
            .client()
            .request("POST", "/v1/graphs/g/sssp")
            .body(
                "application/json",
                "{\"source\": \"\u00ff\u00fe\"}".getBytes(StandardCharsets.ISO_8859_1))
            .invalid()
            .send();

    answer.expectProblem(400, "malformed-json");
  }

  @Test
  void refusesABodyThatIsTooLargeBeforeReadingIt() {
    Answer answer = post("pagerank", "{\"damping\": 0.5" + " ".repeat(2 << 20) + "}");

    answer.expectProblem(413, "too-large");
  }

  @ParameterizedTest
  @CsvSource({"text/plain", "application/x-www-form-urlencoded", "application/xml", "x"})
  void refusesOtherContentTypes(String contentType) {
    SERVICE
        .client()
        .request("POST", "/v1/graphs/g/pagerank")
        .body(contentType, "{}".getBytes(StandardCharsets.UTF_8))
        .invalid()
        .send()
        .expectProblem(415, "unsupported-media-type");
  }

  private static Answer post(String algorithm, String body) {
    return SERVICE
        .client()
        .request("POST", "/v1/graphs/g/" + algorithm)
        .json(body)
        .invalid()
        .send();
  }
}
