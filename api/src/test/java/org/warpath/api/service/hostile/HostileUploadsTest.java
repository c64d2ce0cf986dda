package org.warpath.api.service.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.api.service.contract.Answer;
import org.warpath.api.service.contract.Contract;
import org.warpath.api.service.contract.RawConnection;
import org.warpath.api.service.contract.RawResponse;
import org.warpath.api.service.contract.RunningService;
import org.warpath.api.service.contract.ServiceClient;

/** Uploads that break off, that lie about themselves, or that swell. */
class HostileUploadsTest {
  private static final long MAX_UPLOAD = 8 << 20;
  private static final String EDGES = "0 1\n1 2\n2 0\n".repeat(1000);

  @RegisterExtension
  static final RunningService SERVICE =
      RunningService.withSettings(
          Map.of("samples", "false", "limits.uploadBytes", Long.toString(MAX_UPLOAD)));

  private Traces before;

  @BeforeEach
  void remember() {
    SERVICE.client().get("/v1/graphs").expect(200);
    before = Traces.of(SERVICE);
  }

  @AfterEach
  void leavesNothingBehind() {
    JsonNode graphs = SERVICE.client().get("/v1/graphs").json().get("graphs");
    graphs.forEach(graph -> SERVICE.client().delete("/v1/graphs/" + graph.get("name").asText()));
    assertThat(graphs).isEmpty();
    before.awaitGone(SERVICE);
  }

  @Test
  void keepsNothingOfABodyThatEndsBeforeItsLength() throws IOException {
    try (RawConnection connection = connect()) {
      connection.send(head("Content-Length: 1000000") + EDGES).endOutput();

      expectProblem(connection.receive("POST"), 400);
    }
  }

  @Test
  void keepsNothingOfABodyWhoseSenderIsGone() throws IOException {
    RawConnection connection = connect();
    connection.send(head("Content-Length: 1000000") + EDGES);
    Traces.await(
        () -> SERVICE.files().stream().anyMatch(file -> file.startsWith("uploads/")),
        () -> "the upload never began: " + SERVICE.files());
    connection.reset();
  }

  @Test
  void keepsNothingOfChunksThatBreakOff() throws IOException {
    try (RawConnection connection = connect()) {
      connection.send(head("Transfer-Encoding: chunked") + "1000\r\n0 1\n").endOutput();

      expectProblem(connection.receive("POST"), 400);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"xyz\r\n0 1\n\r\n", "4\r\n0 1\nx", "-4\r\n0 1\n\r\n", "\r\n"})
  void keepsNothingOfChunksThatAreNone(String chunks) throws IOException {
    try (RawConnection connection = connect()) {
      connection.send(head("Transfer-Encoding: chunked") + "4\r\n0 1\n\r\n" + chunks);

      expectProblem(connection.receive("POST"), 400);
    }
  }

  @Test
  void keepsNothingOfAPackedFileThatIsCutShort() {
    byte[] packed = Uploads.gzip(EDGES.getBytes(StandardCharsets.UTF_8));

    Uploads.file(SERVICE.client(), "g", Arrays.copyOf(packed, packed.length / 2))
        .expectProblem(422, "invalid-graph");
  }

  @Test
  void keepsNothingOfAPackedFileThatIsDamaged() {
    byte[] packed = Uploads.gzip(EDGES.getBytes(StandardCharsets.UTF_8));
    packed[packed.length - 6] ^= 1; // its checksum

    Uploads.file(SERVICE.client(), "g", packed).expectProblem(422, "invalid-graph");
  }

  @Test
  void refusesWhatIsAnnouncedToBeTooLargeWithoutReadingIt() throws IOException {
    try (RawConnection connection = connect()) {
      connection.send(head("Content-Length: " + (MAX_UPLOAD + 1)));

      expectProblem(connection.receive("POST"), 413);
    }
  }

  @Test
  void refusesWhatTurnsOutToBeTooLarge() throws IOException {
    try (RawConnection connection = connect()) {
      connection.send(head("Transfer-Encoding: chunked"));
      String chunk = "100000\r\n" + "0 1\n".repeat(1 << 18) + "\r\n";
      for (int i = 0; i < 9; i++) {
        connection.send(chunk);
      }

      expectProblem(connection.receive("POST"), 413);
    }
  }

  @Test
  void refusesAFileThatSwellsBeyondTheLimit() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bomb)) {
      writeEdges(out, 6 * MAX_UPLOAD);
    }
    assertThat(bomb.size()).isLessThan((int) MAX_UPLOAD);

    Uploads.file(SERVICE.client(), "g", bomb.toByteArray()).expectProblem(413, "too-large");
  }

  @Test
  void refusesAnArchiveThatSwellsBeyondTheLimit() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bomb)) {
      out.putNextEntry(new ZipEntry("edges.txt"));
      writeEdges(out, 6 * MAX_UPLOAD);
    }

    Uploads.file(SERVICE.client(), "g", bomb.toByteArray()).expectProblem(413, "too-large");
  }

  @Test
  void refusesOneEndlessLine() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bomb)) {
      byte[] zeros = "0".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 512; i++) {
        out.write(zeros);
      }
    }
    Answer answer = Uploads.file(SERVICE.client(), "g", bomb.toByteArray());

    assertThat(answer.status()).as(answer.text()).isIn(413, 422);
  }

  private static void writeEdges(java.io.OutputStream out, long bytes) throws IOException {
    byte[] block = "0 1\n1 2\n".repeat(1 << 17).getBytes(StandardCharsets.UTF_8);
    for (long written = 0; written < bytes; written += block.length) {
      out.write(block);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 1 nan\n",
        "0\n",
        "0 1\n0 1 2\n",
        "\u0000\u0000\u0000",
        "%%MatrixMarket matrix coordinate pattern general\n99999999999 99999999999 1\n1 1\n"
      })
  void refusesWhatIsNoGraph(String text) {
    Answer answer =
        SERVICE
            .client()
            .request("POST", "/v1/graphs?name=g")
            .body("text/plain", text.getBytes(StandardCharsets.UTF_8))
            .send();

    answer.expectProblem(422, "invalid-graph");
    assertThat(answer.json().get("detail").asText()).doesNotContain(SERVICE.data().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no boundary at all",
        "--b\r\n\r\n",
        "--b\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\ng\r\n--b--\r\n",
        "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n0 1\n\r\n--b--\r\n",
        "--b\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\ng\r\n--b--\r\n",
        "--b\r\nContent-Disposition: attachment\r\n\r\ng\r\n--b--\r\n",
        "--b\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\ng"
      })
  void refusesFormsThatAreNotWhole(String body) {
    SERVICE
        .client()
        .request("POST", "/v1/graphs")
        .body("multipart/form-data; boundary=b", body.getBytes(StandardCharsets.UTF_8))
        .invalid()
        .send()
        .expectProblem(400, "invalid-request");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no boundary at all",
        "--b\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\ng\r\n--b--\r\n",
        "--b\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\ng"
      })
  void saysWhetherTheConnectionOutlivesARefusedForm(String body) throws IOException {
    try (RawConnection connection = new RawConnection(SERVICE.service().port())) {
      connection.send(
          "POST /v1/graphs HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
              + body.length()
              + "\r\nContent-Type: multipart/form-data; boundary=b\r\n\r\n"
              + body);
      RawResponse refusal = connection.receive("POST");

      assertThat(refusal.status()).isEqualTo(400);
      if (!refusal.header("Connection").equals("close")) {
        connection.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(connection.receive("GET").status()).isEqualTo(200);
      }
    }
  }

  @Test
  void refusesFormsOfTooManyParts() {
    String part = "--b\r\nContent-Disposition: form-data; name=\"format\"\r\n\r\nedges\r\n";
    Answer answer =
        SERVICE
            .client()
            .request("POST", "/v1/graphs")
            .body(
                "multipart/form-data; boundary=b",
                (part.repeat(20_000) + "--b--\r\n").getBytes(StandardCharsets.UTF_8))
            .invalid()
            .send();

    assertThat(answer.status()).as(answer.text()).isIn(400, 413);
  }

  @Test
  void letsExactlyOneOfManyUploadsHaveTheName() throws Exception {
    List<Integer> statuses;
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
        ServiceClient client = new ServiceClient(SERVICE.uri())) {
      Callable<Integer> upload = () -> Uploads.edges(client, "same", EDGES).status();
      List<Future<Integer>> answers =
          clients.invokeAll(IntStream.range(0, 20).mapToObj(i -> upload).toList());
      statuses = answers.stream().map(Future::resultNow).sorted().toList();
    }

    assertThat(statuses).startsWith(201).hasSize(20);
    assertThat(statuses.subList(1, 20)).containsOnly(409);
    assertThat(SERVICE.files()).filteredOn(file -> file.startsWith("graphs/")).hasSize(1);
    SERVICE.client().delete("/v1/graphs/same").expect(204);
  }

  private static RawConnection connect() throws IOException {
    return new RawConnection(SERVICE.service().port());
  }

  private static String head(String framing) {
    return "POST /v1/graphs?name=g&format=edges HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
        + framing
        + "\r\n\r\n";
  }

  private static void expectProblem(RawResponse response, int status) {
    assertThat(response.status()).as(response.text()).isEqualTo(status);
    Contract.instance().checkProblem(response.exchange("POST", "/v1/graphs"));
  }
}
