package org.warpath.api.service.algorithms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.api.service.contract.NpyBytes;
import org.warpath.api.service.contract.RunningService;
import org.warpath.api.service.contract.ServiceClient;

/** PageRank's options: what is in force, and what excludes what. */
class PageRankOptionsTest {
  @RegisterExtension
  static final RunningService SERVICE = RunningService.with(config -> config.withSamples(false));

  private static ServiceClient client;

  @BeforeAll
  static void addGraphs() {
    client = SERVICE.client();
    KnownGraph.SIX.addTo(client);
    KnownGraph.WEIGHTED_SIX.addTo(client);
    for (KnownGraph graph : new KnownGraph[] {KnownGraph.SIX, KnownGraph.WEIGHTED_SIX}) {
      client
          .request("PUT", "/v1/graphs/" + graph.id + "/vectors/start")
          .body("application/x-npy", NpyBytes.of(1, 1, 1, 1, 1, 1))
          .send()
          .expect(200);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{} | {\"damping\":0.85,\"tolerance\":1.0E-9,\"maxIterations\":500,\"weighted\":false,\"precision\":\"float64\",\"compat\":\"none\"}",
        "{\"iterations\": 7, \"damping\": 0} | {\"damping\":0.0,\"tolerance\":1.0E-9,\"iterations\":7,\"weighted\":false,\"precision\":\"float64\",\"compat\":\"none\"}",
        "{\"precision\": \"float32\", \"tolerance\": 0.5} | {\"damping\":0.85,\"tolerance\":0.5,\"maxIterations\":500,\"weighted\":false,\"precision\":\"float32\",\"compat\":\"none\"}",
        "{\"compat\": \"networkx\"} | {\"damping\":0.85,\"tolerance\":1.0E-6,\"maxIterations\":100,\"weighted\":false,\"precision\":\"float64\",\"compat\":\"networkx\"}",
        "{\"compat\": \"graphalytics\"} | {\"damping\":0.85,\"tolerance\":1.0E-9,\"iterations\":10,\"weighted\":false,\"precision\":\"float64\",\"compat\":\"graphalytics\"}",
        "{\"compat\": \"gap\"} | {\"damping\":0.85,\"tolerance\":1.0E-4,\"maxIterations\":20,\"weighted\":false,\"precision\":\"float64\",\"compat\":\"gap\"}",
        "{\"compat\": \"gds\", \"tolerance\": 0.001} | {\"damping\":0.85,\"tolerance\":0.001,\"maxIterations\":20,\"weighted\":false,\"precision\":\"float64\",\"compat\":\"gds\"}",
        "{\"warmStart\": \"start\"} | {\"damping\":0.85,\"tolerance\":1.0E-9,\"maxIterations\":500,\"weighted\":false,\"precision\":\"float64\",\"compat\":\"none\",\"warmStart\":\"start\"}"
      })
  void allInForceAreEchoed(String json, String options) {
    JsonNode answer = client.post(KnownGraph.SIX.path("pagerank"), json).expect(200).json();

    assertThat(answer.get("options").toString()).isEqualTo(options);
  }

  @Test
  void whoseConventionsHoldIsSaid() {
    for (String compat : new String[] {"networkx", "graphalytics", "gap", "gds"}) {
      String conventions =
          client
              .post(KnownGraph.SIX.path("pagerank"), "{\"compat\": \"%s\"}".formatted(compat))
              .expect(200)
              .json()
              .get("conventions")
              .asText();
      assertThat(conventions).containsIgnoringCase("as ").containsIgnoringCase(compat);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"compat\": \"gap\", \"personalization\": [0]} | compat gap does not know personalization",
        "{\"compat\": \"graphalytics\", \"personalization\": [0]} | compat graphalytics does not know personalization",
        "{\"compat\": \"gap\", \"warmStart\": \"start\"} | compat gap does not know a warm start",
        "{\"compat\": \"gds\", \"warmStart\": \"start\"} | compat gds does not know a warm start",
        "{\"compat\": \"gap\", \"weighted\": true} | compat gap does not know edge weights",
        "{\"compat\": \"graphalytics\", \"weighted\": true} | compat graphalytics does not know edge weights",
        "{\"compat\": \"graphalytics\", \"precision\": \"float32\"} | compat graphalytics computes in float64 only",
        "{\"compat\": \"gds\", \"precision\": \"float32\"} | compat gds computes in float64 only",
        "{\"compat\": \"graphalytics\", \"maxIterations\": 9} | compat graphalytics runs a fixed number of iterations: set iterations",
        "{\"iterations\": 5, \"maxIterations\": 9} | iterations (exactly so many) and maxIterations (at most so many) exclude each other"
      })
  void whatExcludesEachOtherIsRefusedBeforeARun(String json, String detail) {
    for (String path : new String[] {"pagerank", "pagerank/estimate"}) {
      JsonNode problem =
          client
              .post(KnownGraph.WEIGHTED_SIX.path(path), json)
              .expectProblem(400, "invalid-request")
              .json();
      assertThat(problem.get("detail").asText()).isEqualTo(detail);
    }
    client
        .request("POST", KnownGraph.WEIGHTED_SIX.path("pagerank"))
        .header("Prefer", "respond-async")
        .json(json)
        .send()
        .expectProblem(400, "invalid-request");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pagerank | {\"weighted\": true}",
        "ppr-batch | {\"weighted\": true, \"personalizations\": [[0]]}"
      })
  void weightsThatThereAreNotAreMissed(String algorithm, String json) {
    for (String path : new String[] {algorithm, algorithm + "/estimate"}) {
      assertThat(
              client
                  .post(KnownGraph.SIX.path(path), json)
                  .expectProblem(400, "invalid-request")
                  .json()
                  .get("detail")
                  .asText())
          .isEqualTo("weighted PageRank needs edge weights; there are none");
    }
  }

  @Test
  void tooFewIterationsAreAnAnswer() {
    JsonNode answer =
        client.post(KnownGraph.SIX.path("pagerank"), "{\"maxIterations\": 1}").expect(200).json();

    assertThat(answer.get("converged").asBoolean()).isFalse();
    assertThat(answer.get("iterations").asInt()).isEqualTo(1);
    assertThat(answer.get("residual").asDouble()).isPositive();
    assertThat(answer.get("errorBound").asDouble())
        .isEqualTo(.85 / (1 - .85) * answer.get("residual").asDouble());
  }
}
