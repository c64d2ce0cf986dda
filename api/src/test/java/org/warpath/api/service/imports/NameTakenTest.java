package org.warpath.api.service.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.warpath.api.service.contract.Answer;
import org.warpath.api.service.contract.RunningService;

/** One name, one graph: the first to come has it. */
class NameTakenTest {
  @RegisterExtension
  static final RunningService SERVICE = RunningService.with(config -> config.withSamples(false));

  @AfterEach
  void leavesNothingBehind() {
    SERVICE.client().delete("/v1/graphs/g").expect(204);
    assertThat(SERVICE.files())
        .noneMatch(file -> file.startsWith("uploads/") || file.startsWith("graphs/"));
  }

  private static Answer upload(String text) {
    return SERVICE
        .client()
        .request("POST", "/v1/graphs?name=g")
        .body("text/plain", text.getBytes(UTF_8))
        .send();
  }

  @Test
  void theSecondIsRefusedHoweverItComes() {
    JsonNode first = upload("0 1\n").expect(201).json();

    assertThat(
            upload("0 1\n1 2\n").expectProblem(409, "graph-exists").json().get("detail").asText())
        .isEqualTo("there is a graph called \"g\" already; delete it first or take another name");
    new Form()
        .text("name", "g")
        .file("file", "g.txt", "0 1\n1 2\n".getBytes(UTF_8))
        .sendTo(SERVICE.client())
        .expectProblem(409, "graph-exists");
    String path = "{\"name\": \"g\", \"generate\": {\"kind\": \"path\", \"vertices\": 9}}";
    SERVICE.client().post("/v1/graphs", path).expectProblem(409, "graph-exists");
    SERVICE
        .client()
        .request("POST", "/v1/graphs")
        .header("Prefer", "respond-async")
        .json(path)
        .send()
        .expectProblem(409, "graph-exists");

    assertThat(SERVICE.client().get("/v1/graphs").json().get("graphs")).containsExactly(first);
    assertThat(SERVICE.client().get("/v1/jobs").json().get("jobs")).isEmpty();
  }

  @Test
  void anotherGraphMayHaveTheNameOfOneThatWasRemoved() {
    long first = upload("0 1\n").expect(201).json().get("version").asLong();
    SERVICE.client().delete("/v1/graphs/g").expect(204);

    JsonNode second = upload("0 1\n1 2\n").expect(201).json();

    assertThat(second.get("version").asLong()).isGreaterThan(first);
    assertThat(second.get("edgeCount").asInt()).isEqualTo(2);
  }

  @Test
  void ofManyAtOnceExactlyOneHasIt() throws Exception {
    int many = 8;
    CountDownLatch go = new CountDownLatch(1);
    List<Future<Answer>> answers = new ArrayList<>();
    try (ExecutorService clients = Executors.newFixedThreadPool(many)) {
      for (int i = 1; i <= many; i++) {
        String edges = "0 1\n".repeat(i * 1000);
        answers.add(
            clients.submit(() -> {
              go.await();
              return upload(edges);
            }));
      }
      go.countDown();
    }
    int winners = 0;
    int edges = 0;
    for (int i = 0; i < many; i++) {
      Answer answer = answers.get(i).get();
      if (answer.status() == 201) {
        winners++;
        edges = (i + 1) * 1000;
      } else {
        answer.expectProblem(409, "graph-exists");
      }
    }
    assertThat(winners).isEqualTo(1);
    JsonNode graphs = SERVICE.client().get("/v1/graphs").json().get("graphs");
    assertThat(graphs).hasSize(1);
    assertThat(graphs.get(0).get("edgeCount").asInt()).isEqualTo(edges);
  }

  @Test
  void aFailedUploadLeavesTheNameFree() {
    upload("0 x y z\n").expect(422);
    new Form()
        .text("name", "g")
        .file("file", "g.txt", new byte[0])
        .sendTo(SERVICE.client())
        .expect(400);

    upload("0 1\n").expect(201);
  }
}
