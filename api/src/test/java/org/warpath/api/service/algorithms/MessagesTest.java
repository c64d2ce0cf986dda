package org.warpath.api.service.algorithms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.api.service.contract.Answer;
import org.warpath.api.service.contract.RunningService;

/** Each mistake gets one message that says what, where, and what was expected. */
class MessagesTest {
  /** Words of the implementation, which callers need not know. */
  private static final String[] JARGON = {
    "java", "Java", "Exception", "Jackson", "JsonToken", "JsonReadFeature", "StreamRead", "Double",
    "Integer", "class ", "deserialize", "coerce", "creator", "null pointer", "enum", "org.warpath"
  };

  @RegisterExtension
  static final RunningService SERVICE = RunningService.with(config -> config.withSamples(false));

  @BeforeAll
  static void addGraph() {
    KnownGraph.SIX.addTo(SERVICE.client());
  }

  private static Answer send(String algorithm, String body) {
    return SERVICE
        .client()
        .request("POST", KnownGraph.SIX.path(algorithm))
        .json(body)
        .invalid()
        .send();
  }

  private static String detail(Answer answer) {
    return answer.json().get("detail").asText();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"damping\": \"x\"}       | /damping: expected a number, found \"x\"",
        "{\"damping\": \"0.85\"}    | /damping: expected a number, found \"0.85\"",
        "{\"damping\": [0.85]}      | /damping: expected a number, found an array",
        "{\"damping\": {}}          | /damping: expected a number, found an object",
        "{\"damping\": true}        | /damping: expected a number, found true",
        "{\"damping\": null}        | /damping: expected a value, found null",
        "{\"damping\": 1}           | damping must be in [0, 1), was 1.0",
        "{\"damping\": -0.1}        | damping must be in [0, 1), was -0.1",
        "{\"damping\": \"NaN\"}     | damping must be in [0, 1), was NaN",
        "{\"tolerance\": -1}        | tolerance must be in [0, ∞), was -1.0",
        "{\"tolerance\": 1e400}     | tolerance must be in [0, ∞), was Infinity",
        "{\"maxIterations\": 0}     | maxIterations must be at least 1, was 0",
        "{\"iterations\": 0}        | iterations must be at least 1, was 0",
        "{\"iterations\": 2.5}      | /iterations: expected a whole number, found 2.5",
        "{\"iterations\": 3000000000} | /iterations: expected a whole number in [-2147483648, 2147483647], found 3000000000",
        "{\"top\": \"ten\"}         | /top: expected a whole number, found \"ten\"",
        "{\"top\": -1}              | top must be in [0, 100000], was -1",
        "{\"weighted\": \"yes\"}    | /weighted: expected true or false, found \"yes\"",
        "{\"weighted\": 0}          | /weighted: expected true or false, found 0",
        "{\"engine\": \"gpu\"}      | /engine: expected one of auto, cpu, cuda, found \"gpu\"",
        "{\"engine\": \"\"}         | /engine: expected one of auto, cpu, cuda, found \"\"",
        "{\"mode\": \"all\"}        | /mode: expected one of stats, top, stream, store, found \"all\"",
        "{\"precision\": \"half\"}  | /precision: expected one of float64, float32, found \"half\"",
        "{\"compat\": \"excel\"}    | /compat: expected one of none, networkx, graphalytics, gap, gds, found \"excel\"",
        "{\"warmStart\": 5}         | /warmStart: expected a string, found 5",
        "{\"store\": \"a b\"}       | the name of a vector must be 1 to 100 letters, digits, '.', '_' or '-', the first a letter or digit; was \"a b\"",
        "{\"dampling\": 0.5}        | /dampling: unknown field \"dampling\"; known: compat, damping, engine, iterations, maxIterations, mode, personalization, precision, store, tolerance, top, warmStart, weighted",
        "{\"a/b~c\": 0.5}           | /a~1b~0c: unknown field \"a/b~c\"; known: compat, damping, engine, iterations, maxIterations, mode, personalization, precision, store, tolerance, top, warmStart, weighted",
        "[]                         | expected an object, found an array",
        "\"damping\"                | expected an object, found \"damping\"",
        "0.85                       | expected an object, found 0.85",
        "null                       | expected a JSON object, found null"
      })
  void ofPageRankAreExact(String body, String detail) {
    Answer answer = send("pagerank", body).expectProblem(400, "invalid-request");

    assertThat(detail(answer)).isEqualTo(detail);
    if (detail.startsWith("/")) {
      assertThat(answer.json().get("pointer").asText())
          .isEqualTo(detail.substring(0, detail.indexOf(':')));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"damping\": NaN}         | line 1, column 16: Non-standard token 'NaN'",
        "{\"damping\": 0.5          | line 1, column 16: the text ends before it is complete",
        "{\"damping\": 0.5} []      | line 1, column 18: text behind the end",
        "{\"top\": 1, \"top\": 2}   | line 1, column 17: Duplicate field 'top'",
        "{\"damping\": +0.5}        | line 1, column 14: Unexpected character ('+' (code 43)) in numeric value: JSON spec does not allow numbers to have plus signs",
        "{damping: 0.5}             | line 1, column 2: Unexpected character ('d' (code 100)): was expecting double-quote to start field name"
      })
  void ofMalformedJsonSayWhere(String body, String detail) {
    assertThat(detail(send("pagerank", body).expectProblem(400, "malformed-json")))
        .isEqualTo(detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "sssp      | {}                        | 400 | source is needed: the number or the name of a vertex",
        "bfs       | {\"source\": true}        | 400 | source must be the number or the name of a vertex, was true",
        "widest    | {\"source\": 1.5}         | 400 | source must be the number or the name of a vertex, was 1.5",
        "sssp      | {\"source\": [0]}         | 400 | source must be the number or the name of a vertex, was an array",
        "sssp      | {\"source\": 6}           | 404 | source must be in [0, 6), was 6",
        "sssp      | {\"source\": -1}          | 404 | source must be in [0, 6), was -1",
        "sssp      | {\"source\": 12345678901234567890} | 404 | source must be in [0, 6), was 12345678901234567890",
        "sssp      | {\"source\": 0, \"target\": \"Bonn\"} | 404 | no vertex is called \"Bonn\": expected an id in [0, 6)",
        "widest    | {\"source\": 0, \"target\": null} | 400 | /target: expected a value, found null",
        "cdlp      | {\"iterations\": -1}      | 400 | iterations must not be negative, was -1",
        "wcc       | {\"damping\": 0.5}        | 400 | /damping: unknown field \"damping\"; known: engine, mode, store, top",
        "ppr-batch | {}                        | 400 | personalizations must be 1 to 256 preference vectors",
        "ppr-batch | {\"personalizations\": 5} | 400 | /personalizations: expected an array, found 5"
      })
  void ofTheOthersAreExact(String algorithm, String body, int status, String detail) {
    assertThat(detail(send(algorithm, body).expect(status))).isEqualTo(detail);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pagerank",
        "sssp",
        "widest",
        "bfs",
        "wcc",
        "cdlp",
        "lcc",
        "triangles",
        "ppr-batch"
      })
  void nameTheFieldAndSpeakNoJargon(String algorithm) {
    String known = detail(send(algorithm, "{\"none\": 1}").expectProblem(400, "invalid-request"));
    List<String> fields =
        Stream.of(known.substring(known.indexOf("known: ") + 7).split(", ")).toList();
    assertThat(fields).contains("engine", "top");

    for (String field : fields) {
      for (String value :
          List.of(
              "\"\"",
              "\"x y\"",
              "1.5",
              "-7",
              "1e400",
              "123456789012",
              "true",
              "[]",
              "[[]]",
              "{}",
              "{\"a\": {}}",
              "null")) {
        Answer answer =
            send(algorithm, "{\"%s\": %s%s}".formatted(field, value, needed(algorithm, field)));
        if (answer.status() != 200) {
          assertThat(answer.status()).as(answer.text()).isIn(400, 404);
          assertNamed(field, answer.json());
        }
      }
    }
  }

  private static String needed(String algorithm, String besides) {
    return switch (algorithm) {
      case "sssp", "widest", "bfs" -> besides.equals("source") ? "" : ", \"source\": 0";
      case "ppr-batch" -> besides.equals("personalizations") ? "" : ", \"personalizations\": [[0]]";
      default -> "";
    };
  }

  private static void assertNamed(String field, JsonNode problem) {
    String detail = problem.get("detail").asText();
    assertThat(detail).doesNotContain(JARGON).hasSizeLessThan(500);
    // Of names that mean nothing, the name itself is told, or that it is none.
    boolean name = field.equals("store") || field.equals("warmStart");
    if (!name && !detail.startsWith("no vertex is called ")) {
      assertThat(detail).contains(field);
    }
  }

  @Test
  void ofWrongPlacesPointToTheRightOne() {
    assertThat(
            detail(
                SERVICE
                    .client()
                    .request("POST", KnownGraph.SIX.path("pagerank") + "?top=3")
                    .invalid()
                    .send()
                    .expect(400)))
        .isEqualTo("the options of a run stand in its JSON body: the query must be empty");
    assertThat(
            detail(
                SERVICE
                    .client()
                    .request("POST", KnownGraph.SIX.path("pagerank"))
                    .body(
                        "application/x-www-form-urlencoded",
                        "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .invalid()
                    .send()
                    .expectProblem(415, "unsupported-media-type")))
        .isEqualTo(
            "expected a body of content type application/json, was"
                + " application/x-www-form-urlencoded; curl sends JSON with --json");
    assertThat(
            SERVICE
                .client()
                .post("/v1/graphs/sixx/pagerank", "{}")
                .expectProblem(404, "unknown-graph")
                .json()
                .get("nearest")
                .toString())
        .isEqualTo("[\"six\"]");
  }
}
