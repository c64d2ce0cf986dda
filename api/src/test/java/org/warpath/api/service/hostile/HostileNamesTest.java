package org.warpath.api.service.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.api.service.contract.Answer;
import org.warpath.api.service.contract.NpyBytes;
import org.warpath.api.service.contract.PathTemplate;
import org.warpath.api.service.contract.RunningService;

/** Names that would be paths, commands or markup elsewhere, and files outside the import folder. */
class HostileNamesTest {
  @TempDir static Path folder;

  @RegisterExtension
  static final RunningService SERVICE =
      RunningService.with(
          config -> config.withSamples(false).withImportFolder(folder.resolve("allowed")));

  private Traces before;

  @BeforeAll
  static void prepare() throws IOException {
    Path allowed = Files.createDirectories(folder.resolve("allowed/inner"));
    Files.writeString(allowed.resolve("edges.txt"), "0 1\n");
    Files.writeString(folder.resolve("secret.txt"), "7 8\n");
    Files.createSymbolicLink(folder.resolve("allowed/link.txt"), folder.resolve("secret.txt"));
    Files.createSymbolicLink(folder.resolve("allowed/up"), folder);
    Files.createSymbolicLink(
        folder.resolve("allowed/within.txt"), folder.resolve("allowed/inner/edges.txt"));
    Uploads.edges(SERVICE.client(), "g", "0 1\n").expect(201);
  }

  @BeforeEach
  void remember() {
    before = Traces.of(SERVICE);
  }

  @AfterEach
  void leavesNothingBehind() {
    before.awaitGone(SERVICE);
  }

  static Stream<String> names() {
    return HostileValues.TEXTS.stream()
        .filter(name -> !name.matches("([A-Za-z0-9][A-Za-z0-9._-]{0,99})?"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void areNoNamesOfGraphs(String name) {
    ObjectNode generate = JsonNodeFactory.instance.objectNode().put("name", name);
    generate.putObject("generate").put("kind", "path").put("vertices", 3);
    SERVICE
        .client()
        .request("POST", "/v1/graphs")
        .json(generate.toString())
        .invalid()
        .send()
        .expectProblem(400, "invalid-request");

    Uploads.edges(SERVICE.client(), name, "0 1\n").expectProblem(400, "invalid-request");
  }

  @ParameterizedTest
  @MethodSource("names")
  void findNothing(String name) {
    for (String method : List.of("GET", "DELETE")) {
      Answer answer =
          SERVICE.client().request(method, "/v1/graphs/" + encode(name)).invalid().send();

      // Some are refused as paths before they are looked up.
      assertThat(answer.status()).as(answer.text()).isIn(400, 404);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void areNoNamesOfVectors(String name) {
    Answer answer =
        SERVICE
            .client()
            .request("PUT", "/v1/graphs/g/vectors/" + encode(name))
            .body("application/x-npy", NpyBytes.of(1, 2))
            .invalid()
            .send();

    assertThat(answer.status()).as(answer.text()).isIn(400, 404);
    SERVICE
        .client()
        .request("POST", "/v1/graphs/g/pagerank")
        .json("{\"mode\": \"store\", \"store\": " + HostileValues.quoted(name) + "}")
        .invalid()
        .send()
        .expectProblem(400, "invalid-request");
  }

  private static String encode(String name) {
    return name.matches("[.]{1,2}") ? name.replace(".", "%2E") : PathTemplate.encode(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret.txt",
        "inner/../../secret.txt",
        "/etc/passwd",
        "link.txt",
        "up/secret.txt",
        "inner",
        "",
        ".",
        "none.txt",
        "a\u0000b",
        "file:///etc/passwd",
        "~/.bashrc"
      })
  void areNoFilesToImport(String file) {
    for (String field : List.of("file", "titles")) {
      ObjectNode request = JsonNodeFactory.instance.objectNode().put("name", "imported");
      request.put("file", "inner/edges.txt").put(field, file);
      Answer answer = SERVICE.client().post("/v1/graphs", request);

      assertThat(answer.status()).as(answer.text()).isEqualTo(400);
      assertThat(answer.text()).doesNotContain(folder.toString(), "root:", "7 8");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"inner/edges.txt", "./inner/edges.txt", "within.txt"})
  void importsWhatLiesInTheFolder(String file) {
    ObjectNode request =
        JsonNodeFactory.instance.objectNode().put("name", "imported").put("file", file);
    SERVICE.client().post("/v1/graphs", request).expect(201);
    SERVICE.client().delete("/v1/graphs/imported").expect(204);
  }

  @Test
  void keepsNoUploadUnderTheNameThatItsSenderGives() {
    for (String name :
        List.of("../../evil.csr", "/tmp/evil.csr", "a\u0000b", "..", "x".repeat(255))) {
      Answer answer =
          SERVICE
              .client()
              .request("POST", "/v1/graphs?name=imported&fileName=" + PathTemplate.encode(name))
              .body("text/plain", "0 1\n".getBytes(java.nio.charset.StandardCharsets.UTF_8))
              .send();
      if (answer.status() == 201) {
        SERVICE.client().delete("/v1/graphs/imported").expect(204);
      } else {
        assertThat(answer.status()).as(answer.text()).isIn(400, 422);
      }
      assertThat(SERVICE.files()).noneMatch(file -> file.contains("evil"));
      assertThat(Path.of("/tmp/evil.csr")).doesNotExist();
      before.awaitGone(SERVICE);
    }
  }
}
