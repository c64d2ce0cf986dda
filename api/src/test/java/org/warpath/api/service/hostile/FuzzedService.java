package org.warpath.api.service.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.contract.Contract;
import org.warpath.api.service.contract.Exchange;
import org.warpath.api.service.contract.NpyBytes;
import org.warpath.api.service.contract.Operation;
import org.warpath.api.service.contract.RawConnection;
import org.warpath.api.service.contract.RawRequest;
import org.warpath.api.service.contract.RawResponse;
import org.warpath.api.service.contract.RunningService;
import org.warpath.api.service.contract.ServiceClient;
import org.warpath.api.service.nn.OnnxCases;
import org.warpath.api.service.nn.TinyImages;

/** A service with graphs, vectors and files to import, and one connection to send requests on. */
final class FuzzedService implements AutoCloseable {
  private final RunningService service;
  private final Path imports;
  private final String endedJob;
  private final Set<String> succeeded = new TreeSet<>();
  private final Map<Integer, Integer> statuses = new TreeMap<>();
  private RawConnection connection;
  private @Nullable RawRequest last;

  private FuzzedService(Path imports) throws IOException {
    this.imports = imports;
    writeImports();
    service =
        RunningService.with(
                config -> config.withSamples(false).withImportFolder(imports.resolve("allowed")))
            .start();
    endedJob = fill(service.client());
    connection = new RawConnection(service.service().port());
  }

  static FuzzedService start() throws IOException {
    return new FuzzedService(Files.createTempDirectory("warpath-imports"));
  }

  private void writeImports() throws IOException {
    Path allowed = Files.createDirectories(imports.resolve("allowed/folder")).getParent();
    Files.writeString(allowed.resolve("edges.txt"), "0 1\n1 2\n");
    TinyImages.write(allowed.resolve("folder"));
    Files.writeString(allowed.resolve("titles.txt"), "Berlin\nTokyo\nRome\n");
    Files.writeString(allowed.resolve("broken.mtx"), "%%MatrixMarket matrix\n");
    Files.writeString(imports.resolve("secret.txt"), "0 1\n");
    Files.createSymbolicLink(allowed.resolve("link.txt"), imports.resolve("secret.txt"));
  }

  private static String fill(ServiceClient client) {
    upload(
        client,
        Names.KARATE,
        "mtx",
        "%%MatrixMarket matrix coordinate real general\n34 34 5\n1 2 2.5\n2 3 1\n3 4 1\n4 34 2\n34 1 1\n");
    upload(client, Names.NAMED, "edges", "Berlin,Tokyo\nTokyo,New York/NY\nNew York/NY,Berlin\n");
    upload(
        client, Names.SINGLE, "mtx", "%%MatrixMarket matrix coordinate pattern general\n1 1 0\n");
    vector(client, Names.KARATE, 34);
    vector(client, Names.NAMED, 3);
    vector(client, Names.SINGLE, 1);
    client
        .request("POST", "/v1/nn/models?name=" + Names.LINEAR)
        .body("application/octet-stream", OnnxCases.bytes("test_Linear"))
        .send()
        .expect(201);
    TinyImages.add(client, Names.HALVES);
    String job =
        client
            .request("POST", "/v1/graphs/" + Names.KARATE + "/wcc")
            .header("Prefer", "respond-async")
            .json("{}")
            .send()
            .expect(202)
            .json()
            .get("id")
            .asText();
    client.get("/v1/jobs/" + job + "/events").expect(200);
    return job;
  }

  private static void upload(ServiceClient client, String name, String format, String text) {
    client
        .request("POST", "/v1/graphs?name=%s&format=%s".formatted(name, format))
        .body("text/plain", text.getBytes(StandardCharsets.UTF_8))
        .send()
        .expect(201);
  }

  private static void vector(ServiceClient client, String graph, int vertices) {
    client
        .request("PUT", "/v1/graphs/%s/vectors/%s".formatted(graph, Names.VECTOR))
        .body("application/x-npy", NpyBytes.of(new double[vertices]))
        .send()
        .expect(200);
  }

  /**
   * Sends {@code request} and reads its response. A job that begins is cancelled, or the machine
   * would soon be busy with nothing else.
   *
   * @throws EOFException if the server closed instead of answering
   */
  Exchange send(RawRequest request) throws IOException {
    RawRequest sent = request.withTarget(request.target().replace(Names.JOB, endedJob));
    Exchange exchange = sent.exchange(receive(sent));
    statuses.merge(exchange.status(), 1, Integer::sum);
    if (exchange.status() < 300) {
      Contract.instance()
          .find(exchange.method(), sent.target().split("[?]", 2)[0])
          .map(Operation::id)
          .ifPresent(succeeded::add);
    }
    if (exchange.status() == 202) {
      cancel(new ObjectMapper().readTree(exchange.responseBody()).path("id").asText());
    }
    return exchange;
  }

  private RawResponse receive(RawRequest request) throws IOException {
    RawResponse response;
    try {
      response = connection.send(request.bytes()).receive(request.method());
    } catch (IOException e) {
      reconnect();
      throw new IOException("no answer to " + request + ", sent after " + last, e);
    }
    last = request;
    if (response.header("Connection").equalsIgnoreCase("close")
        || request.closes()
        || bodyIsLetBe(request)) {
      reconnect();
    }
    return response;
  }

  /** A server that answers before it has read a body may close the connection afterwards. */
  private static boolean bodyIsLetBe(RawRequest request) {
    return request.body().length > 0
        && Contract.instance()
            .find(request.method(), request.target().split("[?]", 2)[0])
            .map(operation -> operation.bodies().isEmpty())
            .orElse(true);
  }

  private void reconnect() throws IOException {
    connection.close();
    connection = new RawConnection(service.service().port());
  }

  private void cancel(String job) throws IOException {
    int status =
        connection
            .send("DELETE /v1/jobs/%s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(job))
            .receive("DELETE")
            .status();
    assertThat(status).as("cancelling job " + job).isIn(200, 204);
    succeeded.add("deleteJob");
  }

  /** The operations that succeeded at least once. */
  Set<String> succeeded() {
    return succeeded;
  }

  /** How often each status was the answer. */
  Map<Integer, Integer> statuses() {
    return statuses;
  }

  /** The service. */
  RunningService service() {
    return service;
  }

  /** What was asked and answered, for a message. */
  static String describe(Exchange exchange) {
    String body = new String(exchange.responseBody(), StandardCharsets.UTF_8);
    return "%s %s %s %nbody: %s%nanswered %d: %s"
        .formatted(
            exchange.method(),
            exchange.target(),
            exchange.requestHeaders(),
            new String(exchange.requestBody(), StandardCharsets.UTF_8),
            exchange.status(),
            body.substring(0, Math.min(body.length(), 1000)));
  }

  @Override
  public void close() throws IOException {
    connection.close();
    service.close();
    try (Stream<Path> files = Files.walk(imports)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
