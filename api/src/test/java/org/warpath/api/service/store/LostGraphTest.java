package org.warpath.api.service.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.api.service.contract.Answer;
import org.warpath.api.service.contract.RunningService;

/** The disk lost what it was given to keep. */
class LostGraphTest {

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void keepsItsNameUntilItIsDeletedAndHarmsNoOther(boolean gone) throws IOException {
    try (RunningService service =
        RunningService.with(config -> config.withSamples(false)).start()) {
      add(service, "lost").expect(201);
      Path file = service.data().resolve(service.files().getFirst());
      assertThat(file).hasParent(service.data().resolve("graphs"));
      add(service, "other").expect(201);
      service.stop();
      spoil(file, gone);
      service.start();

      service.client().get("/v1/graphs/lost").expectProblem(410, "gone");
      add(service, "lost").expectProblem(409, "graph-exists");
      service.client().post("/v1/graphs/other/pagerank", "{}").expect(200);

      service.client().delete("/v1/graphs/lost").expect(204);
      service.client().get("/v1/graphs/lost").expectProblem(404, "unknown-graph");
      assertThat(graphFiles(service)).hasSize(1);
      add(service, "lost").expect(201);
      service.client().post("/v1/graphs/lost/pagerank", "{}").expect(200);
    }
  }

  private static Answer add(RunningService service, String name) {
    return service
        .client()
        .request("POST", "/v1/graphs?format=edges&name=" + name)
        .body("text/plain", "0 1\n1 2\n2 0\n".getBytes(StandardCharsets.UTF_8))
        .send();
  }

  private static void spoil(Path file, boolean gone) throws IOException {
    if (gone) {
      Files.delete(file);
    } else {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(100);
      }
    }
  }

  private static List<String> graphFiles(RunningService service) {
    return service.files().stream().filter(file -> file.startsWith("graphs/")).toList();
  }
}
