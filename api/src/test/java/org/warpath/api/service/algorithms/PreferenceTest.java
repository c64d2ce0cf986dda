package org.warpath.api.service.algorithms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.api.service.contract.Answer;
import org.warpath.api.service.contract.NpyBytes;
import org.warpath.api.service.contract.RunningService;
import org.warpath.api.service.contract.ServiceClient;

/** Where teleporting goes, in each way of saying it. */
class PreferenceTest {
  @RegisterExtension
  static final RunningService SERVICE = RunningService.with(config -> config.withSamples(false));

  private static ServiceClient client;

  @BeforeAll
  static void addGraph() {
    client = SERVICE.client();
    client
        .request("POST", "/v1/graphs?name=towns&format=edges")
        .body(
            "text/csv",
            "Bonn,Köln\nKöln,AC/DC\nAC/DC,Bonn\nBonn,AC/DC\n"
                .getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .send()
        .expect(201);
    put("even", 1, 1, 1);
    put("skewed", 0, 5, 15);
    put("negative", 1, -1, 0);
    put("zero", 0, 0, 0);
  }

  private static void put(String name, double... values) {
    client
        .request("PUT", "/v1/graphs/towns/vectors/" + name)
        .body("application/x-npy", NpyBytes.of(values))
        .send()
        .expect(200);
  }

  private static JsonNode rank(String preference) {
    return client
        .post("/v1/graphs/towns/pagerank", "{\"personalization\": %s}".formatted(preference))
        .expect(200)
        .json();
  }

  @Test
  void theSamePreferenceGivesTheSameRanksHoweverItIsWritten() {
    JsonNode skewed = rank("{\"Köln\": 0.25, \"AC/DC\": 0.75}").get("top");

    assertThat(rank("{\"#1\": 1, \"2\": 3}").get("top")).isEqualTo(skewed);
    assertThat(rank("[\"Köln\", 2, \"AC/DC\", \"#2\"]").get("top")).isEqualTo(skewed);
    assertThat(rank("\"skewed\"").get("top")).isEqualTo(skewed);
    assertThat(rank("\"even\"").get("top"))
        .isEqualTo(client.post("/v1/graphs/towns/pagerank", "{}").expect(200).json().get("top"));
  }

  @Test
  void theAnswerEchoesThePreferenceAsItWasWritten() {
    assertThat(rank("[\"Köln\"]").at("/options/personalization").toString())
        .isEqualTo("[\"Köln\"]");
    assertThat(rank("\"skewed\"").at("/options/personalization").asText()).isEqualTo("skewed");
  }

  @Test
  void aBatchTakesEachInItsOwnWay() {
    JsonNode answer =
        client
            .post(
                "/v1/graphs/towns/ppr-batch",
                "{\"personalizations\": [[\"Köln\"], {\"Bonn\": 2}, \"skewed\"], \"top\": 1}")
            .expect(200)
            .json();

    assertThat(answer.get("results")).hasSize(3);
    assertThat(answer.at("/results/0/top/0/name").asText()).isEqualTo("AC/DC");
    assertThat(answer.at("/results/0/top")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[]                    | 400 | personalization must be an array of vertices, an object of their weights (1 to 100000 of them), or the name of a vector, was an empty array",
        "{}                    | 400 | was an empty object",
        "17                    | 400 | was 17",
        "true                  | 400 | was true",
        "[1.5]                 | 400 | personalization/0 must be the number or the name of a vertex, was 1.5",
        "[0, [1]]              | 400 | personalization/1 must be the number or the name of a vertex, was an array",
        "[null]                | 400 | /personalization/0: expected a value, found null",
        "[3]                   | 404 | personalization/0 must be in [0, 3), was 3",
        "[-1]                  | 404 | personalization/0 must be in [0, 3), was -1",
        "[\"Koln\"]            | 404 | no vertex is called \"Koln\"; nearest: Köln",
        "{\"Koln\": 1}         | 404 | no vertex is called \"Koln\"; nearest: Köln",
        "{\"#3\": 1}           | 404 | #3",
        "{\"Bonn\": -1}        | 400 | personalization/Bonn must be a finite number, at least 0, was -1",
        "{\"Bonn\": \"much\"}  | 400 | personalization/Bonn must be a finite number, at least 0, was \"much\"",
        "{\"Bonn\": 1e999}     | 400 | personalization/Bonn must be a finite number",
        "{\"Bonn\": 0}         | 400 | personalization must have a positive weight, all were 0",
        "\"nobody\"            | 404 | personalization: graph \"towns\" has no vector called \"nobody\"; vertices stand in an array",
        "\"Köln\"              | 404 | vertices stand in an array",
        "\"../skewed\"         | 404 | personalization: that cannot be the name of a vector",
        "\"negative\"          | 400 | personalization of vertex 1 must be finite and not negative, was -1.0",
        "\"zero\"              | 400 | personalization must have a positive weight, all were 0"
      })
  void whatIsNoPreferenceIsRefusedByName(String preference, int status, String detail) {
    for (String path : new String[] {"pagerank", "pagerank/estimate"}) {
      Answer answer =
          client
              .request("POST", "/v1/graphs/towns/" + path)
              .json("{\"personalization\": %s}".formatted(preference.strip()))
              .invalid()
              .send()
              .expect(status);

      assertThat(answer.json().get("detail").asText()).contains(detail);
    }
  }

  @Test
  void moreVerticesThanAllowedAreRefused() {
    String many =
        IntStream.range(0, 100_001).mapToObj(i -> "0").collect(Collectors.joining(",", "[", "]"));

    JsonNode problem =
        client
            .request("POST", "/v1/graphs/towns/pagerank")
            .json("{\"personalization\": " + many + "}")
            .invalid()
            .send()
            .expectProblem(400, "invalid-request")
            .json();

    assertThat(problem.get("detail").asText()).contains("1 to 100000 of them", "was an array");
  }
}
