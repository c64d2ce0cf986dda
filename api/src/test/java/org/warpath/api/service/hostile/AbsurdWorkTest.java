package org.warpath.api.service.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.api.service.contract.Answer;
import org.warpath.api.service.contract.RunningService;

/** Requests that are valid and would take for ever, or more memory than there is. */
@Timeout(60)
class AbsurdWorkTest {
  @RegisterExtension
  static final RunningService SERVICE = RunningService.with(config -> config.withSamples(false));

  @BeforeAll
  static void addGraph() {
    SERVICE
        .client()
        .post(
            "/v1/graphs",
            "{\"name\": \"edgeless\", \"generate\": {\"kind\": \"path\", \"vertices\": 1}}")
        .expect(201);
    Uploads.edges(SERVICE.client(), "tiny", "0 1\n").expect(201);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "edgeless/pagerank  | {\"iterations\": 2147483647}",
        "tiny/pagerank      | {\"iterations\": 2147483647}",
        "tiny/pagerank      | {\"tolerance\": 0, \"maxIterations\": 2147483647}",
        "tiny/cdlp          | {\"iterations\": 2147483647}",
        "edgeless/ppr-batch | {\"personalizations\": [[0]], \"tolerance\": 0, \"maxIterations\": 2147483647}"
      })
  void becomesAJobThatCanBeCancelled(String path, String body) {
    Answer accepted = SERVICE.client().post("/v1/graphs/" + path, body).expect(202);
    String job = accepted.header("Location");
    SERVICE.client().delete(job);
    Traces.await(
        () -> !SERVICE.client().get(job).json().path("state").asText().matches("queued|running"),
        () -> "still there: " + SERVICE.client().get(job).text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"kind\": \"rmat\", \"scale\": 30, \"edgeFactor\": 1024}",
        "{\"kind\": \"rmat\", \"scale\": 30}",
        "{\"kind\": \"uniform\", \"vertices\": 2147483647, \"edges\": 9223372036854775807}",
        "{\"kind\": \"grid\", \"rows\": 2147483647, \"columns\": 2147483647}",
        "{\"kind\": \"path\", \"vertices\": 2147483647}"
      })
  void isRefusedWhereItNeedsMoreThanThereIs(String generator) {
    Answer answer =
        SERVICE
            .client()
            .post("/v1/graphs", "{\"name\": \"huge\", \"generate\": " + generator + "}");

    assertThat(answer.status()).as(answer.text()).isIn(400, 413, 507);
    assertThat(answer.json().get("detail").asText()).isNotEmpty();
  }
}
