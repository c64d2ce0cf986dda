package org.warpath.api.service.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.api.service.contract.Answer;
import org.warpath.api.service.contract.RunningService;
import org.warpath.api.service.contract.ServiceClient;

/** When a request becomes a job. */
class RespondAsyncTest {
  private static final int LONG_EDGE_VISITS = 10_000_000;

  @RegisterExtension
  static final RunningService SERVICE =
      RunningService.with(config -> JobSettings.threshold(config, LONG_EDGE_VISITS));

  private static final JobCalls CALLS = new JobCalls(SERVICE);

  @BeforeAll
  static void addGraph() {
    CALLS.generate("g", 8);
  }

  private static ServiceClient.Request request(String body) {
    return SERVICE.client().request("POST", "/v1/graphs/g/pagerank").json(body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "respond-async",
        "Respond-Async",
        "respond-async, wait=10",
        "return=minimal; foo=1, respond-async"
      })
  void whoPrefersAJobGetsOne(String preference) {
    Answer answer = request("{\"top\": 3}").header("Prefer", preference).send().expect(202);

    assertThat(answer.header("Preference-Applied")).isEqualTo("respond-async");
    String job = answer.header("Location");
    assertThat(job).isEqualTo("/v1/jobs/" + answer.json().get("id").asText());
    assertThat(answer.json().get("kind").asText()).isEqualTo("algorithm");
    assertThat(answer.json().get("algorithm").asText()).isEqualTo("pagerank");
    assertThat(answer.json().get("request").toString()).isEqualTo("{\"top\":3}");
    assertThat(CALLS.awaitEnd(job)).isEqualTo("done");
    assertThat(CALLS.result(job).expect(200).json().get("top"))
        .isEqualTo(request("{\"top\": 3}").send().expect(200).json().get("top"));
  }

  @Test
  void thePreferenceMayComeInSeveralHeaders() {
    request("{}").header("Prefer", "wait=10").header("Prefer", "respond-async").send().expect(202);
  }

  @ParameterizedTest
  @ValueSource(strings = {"respond-asynchronously", "x-respond-async", "wait=10"})
  void otherPreferencesAreNone(String preference) {
    request("{}").header("Prefer", preference).send().expect(200);
  }

  @Test
  void aLongRunBecomesAJobByItself() {
    String body = "{\"iterations\": 1001}"; // each counts as some 24,000 edges
    assertThat(
            SERVICE
                .client()
                .post("/v1/graphs/g/pagerank/estimate", body)
                .expect(200)
                .json()
                .get("async")
                .asBoolean())
        .isTrue();

    Answer answer = request(body).send().expect(202);

    assertThat(answer.exchange().responseHeaders().keySet())
        .noneMatch(name -> name.equalsIgnoreCase("Preference-Applied"));
    String job = answer.header("Location");
    assertThat(CALLS.awaitEnd(job)).isEqualTo("done");
    // Its result is at hand now, so that no job is needed.
    assertThat(request(body).send().expect(200).json().get("cached").asBoolean()).isTrue();
  }

  @Test
  void aRequestThatIsWrongIsRefusedAtOnceAndLeavesNoJob() {
    int before = jobs().size();

    request("{\"damping\": 2}")
        .header("Prefer", "respond-async")
        .invalid()
        .send()
        .expectProblem(400, "invalid-request");
    SERVICE
        .client()
        .request("POST", "/v1/graphs/none/pagerank")
        .header("Prefer", "respond-async")
        .json("{}")
        .send()
        .expectProblem(404, "unknown-graph");

    assertThat(jobs()).hasSize(before);
  }

  private static List<String> jobs() {
    return SERVICE
        .client()
        .get("/v1/jobs?limit=1000")
        .expect(200)
        .json()
        .get("jobs")
        .findValuesAsText("id");
  }
}
