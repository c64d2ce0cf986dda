package org.warpath.api.service.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.api.service.Service;
import org.warpath.api.service.config.ServiceConfig;
import org.warpath.api.service.contract.RawConnection;
import org.warpath.api.service.contract.RawRequest;
import org.warpath.api.service.contract.RawResponse;
import org.warpath.api.service.contract.RunningService;
import org.warpath.api.service.contract.ServiceClient;
import org.warpath.kernels.TinyDisk;

/** Uploads and graphs that the disk does not hold. */
class FullDiskTest {
  private static final long DISK_BYTES = 16 << 20;
  private static final byte[] LARGE = "0 1\n".repeat(5 << 20).getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;
  private TinyDisk disk;
  private Service service;
  private ServiceClient client;

  /** SQLite's library comes from the first data folder of a process, and keeps its disk busy. */
  @BeforeAll
  static void loadLibrary() {
    RunningService.with(config -> config.withSamples(false)).start().close();
  }

  @BeforeEach
  void start() throws IOException {
    disk = TinyDisk.mount(folder, DISK_BYTES);
    service =
        Service.start(
            ServiceConfig.defaults(disk.root()).withAddress("127.0.0.1", 0).withSamples(false));
    client = new ServiceClient(URI.create("http://127.0.0.1:" + service.port()));
  }

  @AfterEach
  void stop() throws IOException {
    try {
      assertThat(left("uploads")).isEmpty();
      assertThat(left("graphs")).isEmpty();
      client
          .post(
              "/v1/graphs",
              "{\"name\": \"g\", \"generate\": {\"kind\": \"path\", \"vertices\": 9}}")
          .expect(201);
    } finally {
      client.close();
      service.close();
      disk.close();
    }
  }

  private List<Path> left(String name) throws IOException {
    try (Stream<Path> files = Files.list(disk.root().resolve(name))) {
      return files.toList();
    }
  }

  @Test
  void anUploadThatIsAnnouncedTooLargeIsRefusedAtOnce() {
    JsonNode problem =
        client
            .request("POST", "/v1/graphs?name=g")
            .body("text/plain", LARGE)
            .send()
            .expectProblem(507, "out-of-disk")
            .json();

    assertThat(problem.get("where").asText()).isEqualTo("disk");
    assertThat(problem.get("needed").asLong()).isEqualTo(LARGE.length);
    assertThat(problem.get("free").asLong()).isBetween(1L, DISK_BYTES);
  }

  @Test
  void anUploadThatTurnsOutTooLargeIsRefusedWithoutAPath() throws IOException {
    RawRequest request =
        new RawRequest(
            "POST",
            "/v1/graphs?name=g",
            List.of(new RawRequest.Header("Content-Type", "text/plain")),
            LARGE,
            true);
    try (RawConnection connection = new RawConnection(service.port())) {
      RawResponse response = connection.send(request.bytes()).receive("POST");

      assertThat(response.status()).as(response.text()).isEqualTo(507);
      assertThat(response.text())
          .contains("/problems/out-of-disk", "the disk is full")
          .doesNotContain(disk.root().toString());
    }
  }

  @Test
  void aGraphThatWouldFillTheDiskIsNotMade() {
    JsonNode problem =
        client
            .post(
                "/v1/graphs",
                "{\"name\": \"g\", \"generate\": {\"kind\": \"path\", \"vertices\": 1000000}}")
            .expectProblem(507, "out-of-disk")
            .json();

    assertThat(problem.get("needed").asLong()).isGreaterThan(problem.get("free").asLong());
  }
}
