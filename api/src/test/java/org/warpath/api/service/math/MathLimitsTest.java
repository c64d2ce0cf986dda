package org.warpath.api.service.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.warpath.api.service.math.MathService.JSON;
import static org.warpath.api.service.math.MathService.NPY;
import static org.warpath.api.service.math.MathService.NPZ;
import static org.warpath.api.service.math.MathService.npy;
import static org.warpath.api.service.math.MathService.npz;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.warpath.api.service.config.ServiceConfig;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.io.NpyArray;

/** Requests for mathematics that are too large, too many or too slow. */
class MathLimitsTest {
  private static final int ARRAY_BYTES = 1 << 20;

  private static MathService service;

  @BeforeAll
  static void start() {
    service = MathService.start(MathLimitsTest::limited);
  }

  private static ServiceConfig limited(ServiceConfig config) {
    ServiceConfig.Limits limits = config.limits();
    return config
        .withLimits(
            new ServiceConfig.Limits(
                limits.jsonBytes(),
                ARRAY_BYTES,
                limits.uploadBytes(),
                0,
                limits.requestBurst(),
                Duration.ofSeconds(2),
                limits.headerBytes(),
                limits.bytesPerSecond(),
                limits.concurrentRequests()))
        .withJobs(
            new ServiceConfig.Jobs(
                2, 2, 1_000_000, config.jobs().resultsExpire(), config.jobs().cacheBytes()));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static NpyArray zeros(int rows, int columns) {
    return NpyArray.of(Matrix.zeros(ElementType.FLOAT64, rows, columns));
  }

  private static void assertServes() {
    assertThat(service.json("/v1/linalg/svd", "{\"a\": [[2]]}").json().at("/values/0").asDouble())
        .isEqualTo(2);
  }

  @Test
  void aBodyAboveTheLimitIsRefusedWhetherAnnouncedOrNot() {
    byte[] body = npy(zeros(1, ARRAY_BYTES / 8));
    String detail = "the body must have at most " + ARRAY_BYTES + " bytes";
    assertThat(service.post("/v1/linalg/svd", NPY, body, "*/*").detail(413, "too-large"))
        .isEqualTo(detail);
    for (String type : List.of(NPY, JSON)) {
      byte[] sent =
          type.equals(NPY) ? body : " ".repeat(ARRAY_BYTES + 1).getBytes(StandardCharsets.US_ASCII);
      assertThat(service.unannounced("/v1/linalg/svd", type, sent).detail(413, "too-large"))
          .isEqualTo(detail);
    }
    assertServes();
  }

  @Test
  void shortNumbersThatMakeALargeArrayAreRefused() {
    String body = "{\"a\": [[" + "0,".repeat(200_000) + "0]]}";
    assertThat(body.length()).isLessThan(ARRAY_BYTES);
    assertThat(service.json("/v1/linalg/svd", body).detail(413, "too-large"))
        .isEqualTo("the arrays of a request may hold at most " + ARRAY_BYTES + " bytes");
  }

  @Test
  void aSmallArchiveOfALargeArrayIsRefused() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("a.npy"));
      zip.write(npy(zeros(1000, 1000)));
    }
    assertThat(bytes.size()).isLessThan(20_000);
    assertThat(
            service
                .post("/v1/linalg/gemm", NPZ, bytes.toByteArray(), "*/*")
                .detail(413, "too-large"))
        .isEqualTo("body: holds more than " + ARRAY_BYTES + " bytes");
    assertServes();
  }

  @Test
  void whoIsRefusedEarlyHearsOfItAllTheSame() {
    // More than the buffers between client and service hold.
    byte[] body = npy(zeros(1, 130_000));
    body[0] = 0;
    assertThat(body.length).isBetween(1_000_000, ARRAY_BYTES);
    for (int i = 0; i < 20; i++) {
      assertThat(service.wrong("/v1/linalg/svd", NPY, body).detail(400, "invalid-request"))
          .contains("not a .npy file");
      service.wrong("/v1/linalg/svd", "text/csv", body).problem(415, "unsupported-media-type");
      service.wrong("/v1/linalg/svd", NPY, body, "text/csv").problem(406, "not-acceptable");
    }
  }

  private static void assertTooMuchMemory(MathService.Reply reply) {
    JsonNode problem = reply.problem(507, "out-of-memory");
    assertThat(problem.get("where").asText()).isEqualTo("host");
    assertThat(problem.get("needed").longValue()).isGreaterThan(problem.get("free").longValue());
    assertThat(problem.get("free").longValue()).isPositive();
    assertServes();
  }

  @Test
  void aResultThatFitsNoMemoryIsRefusedBeforeItIsComputed() {
    // 50,000 × 50,000 numbers of 50,000.
    Map<String, NpyArray> outer = Map.of("a", zeros(50_000, 1), "b", zeros(1, 50_000));
    assertTooMuchMemory(service.post("/v1/linalg/gemm", NPZ, npz(outer), "*/*"));
    assertTooMuchMemory(
        service.post("/v1/linalg/svd?vectors=full", NPY, npy(zeros(100_000, 1)), "*/*"));
    assertTooMuchMemory(
        service.post(
            "/v1/linalg/solve",
            NPZ,
            npz(Map.of("a", zeros(1, 50_000), "b", zeros(1, 50_000))),
            "*/*"));
  }

  @Test
  void aSparseMatrixThatFitsNoMemoryIsRefused() {
    String huge = "{\"rows\": 2147483647, \"columns\": 2147483647, \"entries\": [[0, 0, 1]]}";
    assertTooMuchMemory(service.json("/v1/linalg/spmv", "{\"matrix\": " + huge + ", \"x\": [1]}"));
    assertTooMuchMemory(service.json("/v1/linalg/solve", "{\"matrix\": " + huge + ", \"b\": [1]}"));
    assertTooMuchMemory(service.json("/v1/linalg/eigs", "{\"matrix\": " + huge + "}"));
    Map<String, NpyArray> arrays =
        Map.of(
            "data", NpyArray.of(Vector.of(new double[0])),
            "row", NpyArray.of(Vector.of(new double[0])),
            "col", NpyArray.of(Vector.of(new double[0])),
            "shape", NpyArray.of(Vector.of(2147483647.0, 2147483647.0)));
    assertTooMuchMemory(service.post("/v1/linalg/eigs", NPZ, npz(arrays), "*/*"));
  }

  @Test
  void anUploadThatBreaksOffLeavesTheServiceServing() throws IOException {
    for (String type : List.of(JSON, NPY)) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
        socket
            .getOutputStream()
            .write(
                ("POST /v1/linalg/svd HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\n"
                        + "Content-Length: 1000\r\n\r\n{\"a\": [[1, ")
                    .formatted(type)
                    .getBytes(StandardCharsets.US_ASCII));
      }
    }
    assertServes();
  }

  @Test
  void anUploadThatStopsIsNotWaitedForLong() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
      socket.setSoTimeout(30_000);
      socket
          .getOutputStream()
          .write(
              ("POST /v1/linalg/svd HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-npy\r\n"
                      + "Content-Length: 1000\r\n\r\nabc")
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).matches("(?s)HTTP/1.1 40[08] .*");
    }
    assertServes();
  }

  @Test
  void moreThanTheQueueHoldsIsToldToComeBack() throws Exception {
    byte[] body = npy(random(250));
    List<Future<MathService.Reply>> replies = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 12; i++) {
        replies.add(
            threads.submit(() -> service.post("/v1/linalg/svd?vectors=thin", NPY, body, NPZ)));
      }
    }
    int served = 0;
    int refused = 0;
    for (Future<MathService.Reply> reply : replies) {
      if (reply.get().status() == 200) {
        assertThat(reply.get().npz()).containsOnlyKeys("values", "u", "vt");
        served++;
      } else {
        assertThat(reply.get().status()).as(reply.get().text()).isIn(429, 503);
        refused++;
      }
    }
    assertThat(served).isGreaterThanOrEqualTo(3); // one runs, two wait
    assertThat(refused).isPositive();
    assertServes();
  }

  private static NpyArray random(int size) {
    java.util.Random random = new java.util.Random(3);
    Matrix matrix = Matrix.zeros(ElementType.FLOAT64, size, size);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        matrix.set(i, j, random.nextGaussian());
      }
    }
    return NpyArray.of(matrix);
  }
}
