package org.warpath.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.api.service.guard.GuardedService;

class ServeCommandTest {
  @TempDir Path folder;

  /** {@code warpath serve} as a process of its own. */
  private record Serving(Process process, URI address, Path log) implements AutoCloseable {
    static Serving start(Path folder, Map<String, String> environment, Object... arguments)
        throws IOException {
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "--enable-native-access=ALL-UNNAMED",
                  "-Dwarpath.home=" + Cli.HOME,
                  "-cp",
                  System.getProperty("java.class.path"),
                  Warpath.class.getName(),
                  "serve"));
      for (Object argument : arguments) {
        command.add(argument.toString());
      }
      Path log = folder.resolve("log.txt");
      ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      BufferedReader out = process.inputReader();
      String line = out.readLine();
      assertThat(line).as(Files.readString(log)).isNotNull();
      return new Serving(process, URI.create(line), log);
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
      HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path));
      if (headers.length > 0) {
        request.headers(headers);
      }
      try (HttpClient client = HttpClient.newHttpClient()) {
        return client.send(request.build(), BodyHandlers.ofString());
      }
    }

    /** Asks it to end, as a terminal or a service manager does; its log. */
    String stop() throws Exception {
      process.destroy();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
      return Files.readString(log);
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  @Test
  void itServesUntilItIsToldToEnd() throws Exception {
    Path data = folder.resolve("data");
    try (Serving serving = Serving.start(folder, Map.of(), "--port", "0", "--data", data)) {
      assertThat(serving.address().toString()).matches("http://127\\.0\\.0\\.1:\\d+");
      assertThat(serving.get("/readyz").statusCode()).isEqualTo(200);
      serving.get("/v1/graphs/none", "X-Request-Id", "mine-1");

      String log = serving.stop();

      assertThat(log.lines())
          .anyMatch(line ->
              line.matches(
                  "\\S+Z INFO requests: request requestId=mine-1 method=GET"
                      + " route=/v1/graphs/\\{graph} status=404 millis=\\d+\\.\\d+ bytes=\\d+"
                      + " client=127\\.0\\.0\\.1"));
      assertThat(log).doesNotContain("WARN", "ERROR", "Exception");
    }
    try (Serving again = Serving.start(folder, Map.of(), "--port", "0", "--data", data)) {
      assertThat(again.get("/healthz").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void fileAndEnvironmentSetItUp() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("warpath.yaml"),
            "port: 0\nsamples: false\nlog: {format: text}\ndata: " + folder.resolve("data"));
    try (Serving serving =
        Serving.start(
            folder,
            Map.of("WARPATH_LOG_FORMAT", "json", "WARPATH_HOST", "localhost"),
            "--config",
            file)) {
      assertThat(serving.address().getHost()).isEqualTo("localhost");
      serving.get("/v1/graphs", "X-Request-Id", "mine-2");

      List<JsonNode> entries = new ArrayList<>();
      for (String line : serving.stop().lines().toList()) {
        entries.add(new ObjectMapper().readTree(line));
      }
      assertThat(entries)
          .anySatisfy(entry -> {
            assertThat(entry.path("requestId").asText()).isEqualTo("mine-2");
            assertThat(entry.path("route").asText()).isEqualTo("/v1/graphs");
            assertThat(entry.path("status").asInt()).isEqualTo(200);
            assertThat(entry.path("millis").isNumber()).isTrue();
          });
    }
  }

  @Test
  void wrongSettingsAreRefusedInOneLine() throws IOException {
    Path file = Files.writeString(folder.resolve("warpath.yaml"), "port: 0\nhots: x\n");

    Cli.run("serve", "--config", file)
        .refused("warpath serve: " + file + ", line 2: unknown setting \"hots\"; nearest: host");
    Cli.run("serve", "--port", "many").refused("--port: port must be a whole number, was \"many\"");
    Cli.run("serve", "--config", folder.resolve("none.yaml")).refused("none.yaml");
    Cli.run("serve", "--prot", "1").refused("--prot");
  }

  @Test
  void aTakenPortIsRefusedInOneLine() throws IOException {
    Path config = Files.writeString(folder.resolve("warpath.yaml"), "samples: false");
    Path data = folder.resolve("data");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Cli.run("serve", "--port", taken.getLocalPort(), "--data", data, "--config", config)
          .refused("port " + taken.getLocalPort() + " of 127.0.0.1 is in use by another program");
    }
  }

  @Test
  void aDataFolderThatCannotBeHadIsRefusedInOneLine() throws Exception {
    Path data = folder.resolve("data");
    try (GuardedService _ = new GuardedService(data, Map.of())) {
      Cli.run("serve", "--port", "0", "--data", data)
          .refused("data folder " + data + ": another service uses this folder");
    }
    Path file = Files.createFile(folder.resolve("file"));
    Cli.run("serve", "--port", "0", "--data", file).refused("data folder " + file + ": ");
    Cli.run("serve", "--port", "0", "--data", file.resolve("below"))
        .refused("data folder " + file.resolve("below") + ": ");
  }

  @Test
  void anAddressForOthersAsksForAKeyFirst() {
    Path data = folder.resolve("data");

    Cli.run("serve", "--port", "0", "--host", "0.0.0.0", "--data", data)
        .refused("make one: ./warpath keys create --data " + data);
  }
}
