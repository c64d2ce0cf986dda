package org.warpath.api.service.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.warpath.api.service.contract.RunningService;
import org.warpath.api.service.jobs.JobCalls;

/** The process ended just when a job's graph was there and the job was not yet done. */
class CutImportTest {
  private final RunningService service = RunningService.with(config -> config.withSamples(false));
  private final JobCalls calls = new JobCalls(service);
  private String job = "";
  private JsonNode added;

  @BeforeEach
  void cut() throws SQLException {
    service.start();
    job = submit();
    assertThat(calls.awaitEnd(job)).isEqualTo("done");
    added = calls.result(job).json();
    service.stop();
    forgetEnd(service.data());
    service.start();
    assertThat(calls.state(job)).isEqualTo("interrupted");
  }

  @AfterEach
  void close() {
    service.close();
  }

  private String submit() {
    return service
        .client()
        .request("POST", "/v1/graphs")
        .header("Prefer", "respond-async")
        .json("{\"name\": \"g\", \"generate\": {\"kind\": \"grid\", \"rows\": 3, \"columns\": 4}}")
        .send()
        .expect(202)
        .header("Location");
  }

  /** As if the end of the job had not been written. */
  private static void forgetEnd(Path data) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("warpath.db"));
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate("UPDATE jobs SET state = 'running', result = NULL"))
          .isEqualTo(1);
    }
  }

  @Test
  void resumedItTellsOfTheGraphThatIsThere() {
    assertThat(service.files()).noneMatch(file -> file.startsWith("results/"));

    calls.resume(job).expect(202);

    assertThat(calls.awaitEnd(job)).isEqualTo("done");
    assertThat(calls.result(job).json()).isEqualTo(added);
    assertThat(service.client().get("/v1/graphs").json().get("graphs")).hasSize(1);
  }

  @Test
  void resumedItDoesNotTakeAnothersGraphForItsOwn() {
    service.client().delete("/v1/graphs/g").expect(204);
    String other = submit();
    assertThat(calls.awaitEnd(other)).isEqualTo("done");

    calls.resume(job).expectProblem(409, "graph-exists");

    service.client().delete("/v1/graphs/g").expect(204);
    calls.resume(job).expect(202);
    assertThat(calls.awaitEnd(job)).isEqualTo("done");
    assertThat(calls.result(job).json().get("version").asInt())
        .isGreaterThan(added.get("version").asInt());
  }
}
