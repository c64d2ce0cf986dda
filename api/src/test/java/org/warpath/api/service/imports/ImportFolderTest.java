package org.warpath.api.service.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.api.service.contract.Answer;
import org.warpath.api.service.contract.RunningService;

/** Files of the server: of one folder, and of no other place. */
class ImportFolderTest {
  @TempDir static Path outside;

  private static RunningService service;

  @BeforeAll
  static void start() throws IOException {
    Path allowed = Files.createDirectories(outside.resolve("allowed/inner"));
    Files.writeString(outside.resolve("secret.txt"), "0 1\n");
    Files.writeString(allowed.resolveSibling("roads.txt"), "0 1\n1 2\n");
    Files.writeString(allowed.resolve("more.txt"), "0 1\n1 2\n2 0\n");
    Files.writeString(allowed.resolve("names.txt"), "Bonn\nKöln\nAachen\n");
    Path top = allowed.getParent();
    Files.createSymbolicLink(top.resolve("out.txt"), outside.resolve("secret.txt"));
    Files.createSymbolicLink(top.resolve("outer"), outside);
    Files.createSymbolicLink(top.resolve("in.txt"), allowed.resolve("more.txt"));
    Files.createSymbolicLink(top.resolve("dangling.txt"), top.resolve("nothing.txt"));
    service =
        RunningService.with(config -> config.withSamples(false).withImportFolder(top)).start();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @AfterEach
  void leavesNothingBehind() {
    for (JsonNode graph : service.client().get("/v1/graphs").json().get("graphs")) {
      service.client().delete("/v1/graphs/" + graph.get("name").asText()).expect(204);
    }
    assertThat(service.files())
        .noneMatch(file -> file.startsWith("uploads/") || file.startsWith("graphs/"));
  }

  private static Answer add(String file, String more) {
    return service
        .client()
        .request("POST", "/v1/graphs")
        .json("{\"name\": \"g\", \"file\": \"%s\"%s}".formatted(file, more))
        .invalid()
        .send();
  }

  @ParameterizedTest
  @CsvSource({
    "roads.txt, 2",
    "./roads.txt, 2",
    "inner/more.txt, 3",
    "inner/../roads.txt, 2",
    "in.txt, 3"
  })
  void filesOfTheFolderAreRead(String file, int edges) {
    JsonNode graph = add(file, "").expect(201).json();

    assertThat(graph.get("edgeCount").asInt()).isEqualTo(edges);
    assertThat(graph.at("/provenance/source").asText()).isEqualTo("imported");
    assertThat(graph.at("/provenance/file").asText()).isEqualTo(file);
  }

  @Test
  void describedAsUploadsAre() {
    JsonNode graph =
        add(
                "inner/more.txt",
                ", \"titles\": \"inner/names.txt\", \"direction\": \"undirected\", \"format\": \"edges\"")
            .expect(201)
            .json();

    assertThat(graph.get("symmetric").asBoolean()).isTrue();
    assertThat(graph.get("named").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "../secret.txt, must be a path within the import folder",
    "inner/../../secret.txt, must be a path within the import folder",
    "out.txt, must be a path within the import folder",
    "outer/secret.txt, must be a path within the import folder",
    "outer/allowed/../secret.txt, must be a path within the import folder",
    "/etc/passwd, must be a path within the import folder",
    "'', must be a path within the import folder",
    "a\\u0000b, must be a path within the import folder",
    "nothing.txt, is not in the import folder",
    "dangling.txt, is not in the import folder",
    "roads.txt/x, is not in the import folder",
    "inner, is no readable file of the import folder",
    ".., must be a path within the import folder"
  })
  void everythingElseIsRefusedAndNotTold(String file, String detail) {
    for (String field : new String[] {"file", "titles"}) {
      Answer answer =
          field.equals("file")
              ? add(file, "")
              : add("roads.txt", ", \"titles\": \"%s\"".formatted(file));

      assertThat(answer.expectProblem(400, "invalid-request").json().get("detail").asText())
          .isEqualTo(field + " " + detail)
          .doesNotContain(outside.toString());
    }
  }

  @Test
  void whatLiesOutsideLooksLikeWhatIsNotThere() {
    assertThat(add("../secret.txt", "").json().get("detail"))
        .isEqualTo(add("../nothing.txt", "").json().get("detail"));
    assertThat(add("outer/secret.txt", "").json().get("detail"))
        .isEqualTo(add("out.txt", "").json().get("detail"));
  }

  @Test
  void withoutAFolderThereIsNoFile() {
    try (RunningService closed = RunningService.with(config -> config.withSamples(false)).start()) {
      String detail =
          closed
              .client()
              .post("/v1/graphs", "{\"name\": \"g\", \"file\": \"roads.txt\"}")
              .expectProblem(403, "forbidden")
              .json()
              .get("detail")
              .asText();
      assertThat(detail).contains("no import folder");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                   | expected a name and either file, a path in the import folder, or generate",
        "{\"name\": \"g\"}                    | expected a name and either file",
        "{\"file\": \"roads.txt\"}            | name is needed: what the graph is to be called",
        "{\"name\": \"g\", \"file\": 5}       | /file: expected a string, found 5",
        "{\"name\": 5, \"file\": \"roads.txt\"} | /name: expected a string, found 5",
        "{\"name\": \"-g\", \"file\": \"roads.txt\"} | the name of a graph must be 1 to 100 letters, digits",
        "{\"name\": \"g\", \"file\": \"roads.txt\", \"fileName\": \"x\"} | expected a name and either file",
        "{\"name\": \"g\", \"file\": \"roads.txt\", \"format\": \"excel\"} | format must be one of edges, mtx, dimacs, metis, pace, graphalytics, gap, bvgraph, csr, mediawiki, was excel",
        "{\"name\": \"g\", \"file\": \"roads.txt\", \"direction\": \"up\"} | /direction: expected one of by_format, directed, undirected, found \"up\"",
        "{\"name\": \"g\", \"file\": \"roads.txt\", \"duplicates\": 1} | /duplicates: expected one of keep, sum, min, max, first, found 1",
        "{\"name\": \"g\", \"file\": \"roads.txt\", \"selfLoops\": \"no\"} | /selfLoops: expected one of keep, drop, found \"no\"",
        "{\"name\": \"g\", \"file\": \"roads.txt\", \"weights\": \"no\"} | /weights: expected true or false, found \"no\"",
        "{\"name\": \"g\", \"file\": \"roads.txt\", \"colour\": 1} | /colour: unknown field \"colour\"; known: ",
        "{\"name\": \"g\", \"file\": \"inner\", \"format\": \"mediawiki\", \"weights\": true} | weights does not belong to format mediawiki",
        "{\"name\": \"g\", \"file\": \"roads.txt\", \"format\": \"mediawiki\"} | file is no readable folder of the import folder"
      })
  void wrongFieldsAreNamed(String json, String detail) {
    Answer answer = service.client().request("POST", "/v1/graphs").json(json).invalid().send();

    assertThat(answer.expectProblem(400, "invalid-request").json().get("detail").asText())
        .startsWith(detail.strip());
  }
}
