package org.warpath.api.service.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.api.service.Service;
import org.warpath.api.service.config.ServiceConfig;
import org.warpath.api.service.contract.RunningService;
import org.warpath.api.service.contract.ServiceClient;
import org.warpath.kernels.TinyDisk;

/** The disk is full: it is said, nothing is left half, and the service goes on. */
class FullDiskTest {
  private static final int DISK_BYTES = 16 << 20;

  /** Enough for rows, not enough for ranks of 16,384 vertices. */
  private static final int LITTLE_ROOM = 120_000;

  @TempDir Path folder;
  private TinyDisk disk;
  private Path filler;
  private Service service;
  private ServiceClient client;
  private JobCalls calls;

  /** SQLite's library comes from the first data folder of a process, and keeps its disk busy. */
  @BeforeAll
  static void loadLibrary() {
    RunningService.with(config -> config.withSamples(false)).start().close();
  }

  @BeforeEach
  void start() throws IOException {
    disk = TinyDisk.mount(folder, DISK_BYTES);
    filler = disk.root().resolve("filler");
    startService();
    calls.generate("g", 14);
  }

  private void startService() throws IOException {
    ServiceConfig config =
        ServiceConfig.defaults(disk.root())
            .withAddress("127.0.0.1", 0)
            .withSamples(false)
            .withImportFolder(folder);
    service = Service.start(config);
    client = new ServiceClient(URI.create("http://127.0.0.1:" + service.port()));
    calls = new JobCalls(client);
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    service.close();
    disk.close();
  }

  private void leave(int bytes) throws IOException {
    long free = Files.getFileStore(disk.root()).getUsableSpace();
    try (OutputStream out = Files.newOutputStream(filler)) {
      out.write(new byte[(int) (free - bytes)]);
    }
  }

  /** Files of graphs, vectors, results and uploads. */
  private List<String> files() throws IOException {
    try (var files = Files.walk(disk.root(), 2)) {
      return files
          .filter(file -> file.getNameCount() == disk.root().getNameCount() + 2)
          .map(file -> disk.root().relativize(file).toString())
          .filter(file -> !file.startsWith("native"))
          .sorted()
          .toList();
    }
  }

  @Test
  void whatNeedsRoomFailsWithItsReasonAndSucceedsOnceThereIsSome() throws IOException {
    StringBuilder edges = new StringBuilder();
    for (int i = 0; i < 30_000; i++) {
      edges.append(i).append(' ').append(i * 7 % 30_000).append('\n');
    }
    Files.writeString(folder.resolve("edges.txt"), edges);
    List<String> before = files();
    leave(LITTLE_ROOM);

    String ranks = calls.submit("g", "pagerank", "{\"mode\": \"stream\"}");
    assertThat(calls.awaitEnd(ranks)).isEqualTo("failed");
    calls.result(ranks).expectProblem(507, "out-of-disk");
    String importing =
        client
            .request("POST", "/v1/graphs")
            .header("Prefer", "respond-async")
            .json("{\"name\": \"new\", \"file\": \"edges.txt\", \"format\": \"edges\"}")
            .send()
            .expect(202)
            .header("Location");
    assertThat(calls.awaitEnd(importing)).isEqualTo("failed");
    calls.result(importing).expectProblem(507, "out-of-disk");
    client
        .post("/v1/graphs/g/pagerank", "{\"store\": \"ranks\"}")
        .expectProblem(507, "out-of-disk");

    assertThat(files()).isEqualTo(before);
    client.post("/v1/graphs/g/pagerank", "{}").expect(200);
    Files.delete(filler);
    calls.resume(ranks).expect(202);
    calls.resume(importing).expect(202);
    assertThat(calls.awaitEnd(ranks)).isEqualTo("done");
    assertThat(calls.awaitEnd(importing)).isEqualTo("done");
    client.post("/v1/graphs/new/pagerank", "{}").expect(200);
  }

  @Test
  void anEndThatCannotBeWrittenIsToldAndWrittenLater() throws IOException {
    String job = calls.submitEndless("g");
    calls.awaitProgress(job);
    leave(0);

    calls.cancel(job);

    assertThat(calls.awaitEnd(job)).isEqualTo("cancelled");
    assertThat(calls.state(job)).isEqualTo("cancelled");
    client
        .request("POST", "/v1/graphs/g/wcc")
        .header("Prefer", "respond-async")
        .json("{}")
        .send()
        .expectProblem(507, "out-of-disk");
    client.post("/v1/graphs/g/wcc", "{}").expect(200);
    Files.delete(filler);
    client.close();
    service.close();
    startService();
    assertThat(calls.state(job)).isEqualTo("cancelled");
    calls.resume(job).expect(202);
    calls.cancel(job);
  }
}
