package org.warpath.api.service.algorithms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.api.service.contract.Answer;
import org.warpath.api.service.contract.RunningService;
import org.warpath.api.service.contract.ServiceClient;
import org.warpath.graph.Graph;
import org.warpath.graph.ShippedData;
import org.warpath.graph.pagerank.PageRankOptions;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.Device;
import org.warpath.kernels.cuda.TestDevice;
import org.warpath.kernels.cuda.emulator.EmulatedCuda;
import org.warpath.kernels.cuda.emulator.LeakCheck;
import org.warpath.kernels.cuda.emulator.NoLeaks;

/** What the service makes of a device that is too small, or fails. */
@Tag("emulator")
@NoLeaks
class CudaServiceTest {
  @RegisterExtension
  static final RunningService SERVICE =
      RunningService.with(config ->
          config.withSamples(false).withImportFolder(ShippedData.file("road").getParent()));

  private static Device device;
  private static ServiceClient client;

  @BeforeAll
  static void open() {
    device = TestDevice.engine().device();
    client = SERVICE.client();
    LeakCheck.releaseFirst(CudaServiceTest::evict);
    warmUp();
  }

  private static void evict() {
    if (!device.retired()) {
      device.residents().evict(Long.MAX_VALUE);
    }
  }

  /** Loads the modules, and makes what the device keeps for good. */
  private static void warmUp() {
    try (Graph graph = KnownGraph.KARATE.open()) {
      Engine engine = new Engine.Cuda(device);
      List.of(
              Expected.pageRank(PageRankOptions.defaults()),
              Expected.sssp(0, true),
              Expected.widest(0, true),
              Expected.bfs(0),
              Expected.wcc(),
              Expected.cdlp(1),
              Expected.lcc(),
              Expected.triangles())
          .forEach(run -> run.on(graph, engine));
    }
    evict();
  }

  // New in each test: a result of another would come from the cache.
  @BeforeEach
  void addGraph() {
    KnownGraph.BREMEN.addTo(client);
  }

  @AfterEach
  void removeGraph() {
    EmulatedCuda.reset();
    client.delete("/v1/graphs/bremen").expect(204);
    if (device.retired()) {
      device.reset();
      warmUp();
    }
  }

  private static Answer run(String algorithm, String json) {
    return client.post(KnownGraph.BREMEN.path(algorithm), json);
  }

  private static JsonNode estimate(String algorithm, String json) {
    return run(algorithm + "/estimate", json).expect(200).json();
  }

  /** Leaves so much to a run, beside what the runtime keeps free. */
  private static void leaveFree(long bytes) {
    evict();
    EmulatedCuda.setTotalMemory(0);
    long used = device.totalBytes() - device.freeBytes();
    long reserve = Math.min(64L << 20, device.totalBytes() / 64);
    EmulatedCuda.setTotalMemory(used + reserve + bytes);
  }

  @Test
  void whatDoesNotFitTheDeviceIsRefusedBeforeItRuns() {
    leaveFree(-(64L << 20)); // nothing
    long launches = EmulatedCuda.launches();
    String json = "{\"engine\": \"cuda\"}";

    JsonNode estimate = estimate("pagerank", json);
    JsonNode problem = run("pagerank", json).expectProblem(507, "out-of-memory").json();
    JsonNode job =
        client
            .request("POST", KnownGraph.BREMEN.path("wcc"))
            .header("Prefer", "respond-async")
            .json(json)
            .send()
            .expectProblem(507, "out-of-memory")
            .json();

    assertThat(estimate.get("fits").asBoolean()).isFalse();
    assertThat(estimate.at("/device/needed").asLong())
        .isGreaterThan(estimate.at("/device/free").asLong());
    assertThat(problem.get("where").asText()).isEqualTo("device");
    assertThat(problem.get("needed")).isEqualTo(estimate.at("/device/needed"));
    assertThat(problem.get("free").asLong()).isLessThan(problem.get("needed").asLong());
    assertThat(problem.get("detail").asText()).contains(device.name());
    assertThat(job.get("where").asText()).isEqualTo("device");
    assertThat(client.get("/v1/jobs").json().get("jobs")).isEmpty();
    assertThat(EmulatedCuda.launches()).isEqualTo(launches);
    assertThat(run("pagerank", "{\"engine\": \"cpu\"}").expect(200).json().get("engine").asText())
        .startsWith("cpu");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pagerank | {\"engine\": \"cuda\", \"maxIterations\": 3}",
        "pagerank | {\"engine\": \"cuda\", \"iterations\": 2, \"precision\": \"float32\", \"weighted\": true}",
        "pagerank | {\"engine\": \"cuda\", \"iterations\": 2, \"personalization\": [0, 1]}",
        "ppr-batch | {\"engine\": \"cuda\", \"maxIterations\": 2, \"personalizations\": [[0], [1]]}",
        "sssp | {\"engine\": \"cuda\", \"source\": 0}",
        "sssp | {\"engine\": \"cuda\", \"source\": 0, \"target\": 5}",
        "widest | {\"engine\": \"cuda\", \"source\": 0, \"target\": 5}",
        "bfs | {\"engine\": \"cuda\", \"source\": 0}",
        "bfs | {\"engine\": \"cuda\", \"source\": 0, \"target\": 5}",
        "wcc | {\"engine\": \"cuda\"}",
        "cdlp | {\"engine\": \"cuda\", \"iterations\": 1}",
        "lcc | {\"engine\": \"cuda\"}",
        "triangles | {\"engine\": \"cuda\"}"
      })
  void whatFitsByTheEstimateRuns(String algorithm, String json) {
    long needed = estimate(algorithm, json).at("/device/needed").asLong();
    leaveFree(needed - 1);
    assertThat(estimate(algorithm, json).get("fits").asBoolean()).isFalse();
    leaveFree(needed);
    assertThat(estimate(algorithm, json).get("fits").asBoolean()).isTrue();
    assertThat(run(algorithm, json).expect(200).json().get("engine").asText()).startsWith("cuda");
  }

  @Test
  void memoryThatGoesWhileItRunsIsToldAndGivenBack() {
    for (int allocation = 1; allocation <= 4; allocation++) {
      evict();
      EmulatedCuda.exhaustAtAllocation(allocation);
      JsonNode problem =
          run("sssp", "{\"engine\": \"cuda\", \"source\": 0}")
              .expectProblem(507, "out-of-memory")
              .json();

      assertThat(problem.get("where").asText()).isEqualTo("device");
      assertThat(problem.get("needed").asLong()).isPositive();
      assertThat(problem.has("free")).isTrue();
      EmulatedCuda.reset();
    }
    run("sssp", "{\"engine\": \"cuda\", \"source\": 0}").expect(200);
  }

  @Test
  void aFailedCallIsOneProblemAndTheNextRunSucceeds() {
    EmulatedCuda.failCall("cuMemcpyHtoDAsync", 1, EmulatedCuda.INVALID_VALUE);
    String json = "{\"engine\": \"cuda\", \"source\": 7}";

    JsonNode problem = run("bfs", json).expectProblem(422, "engine-unavailable").json();

    assertThat(problem.get("detail").asText()).contains("cuMemcpyHtoDAsync");
    assertThat(run("bfs", json).expect(200).json().get("engine").asText()).startsWith("cuda");
  }

  @Test
  void aDeviceThatFailsLeavesTheCpu() {
    EmulatedCuda.printReports(false);
    EmulatedCuda.failLaunch("pagerank_pull_f64", EmulatedCuda.LAUNCH_FAILED);
    assertThat(run("wcc", "{}").expect(200).json().get("engine").asText()).startsWith("cuda");

    JsonNode problem =
        run("pagerank", "{\"engine\": \"cuda\"}").expectProblem(422, "engine-unavailable").json();
    JsonNode later =
        run("lcc", "{\"engine\": \"cuda\"}").expectProblem(422, "engine-unavailable").json();
    JsonNode estimate =
        run("lcc/estimate", "{\"engine\": \"cuda\"}")
            .expectProblem(422, "engine-unavailable")
            .json();

    assertThat(problem.get("detail").asText()).contains("pagerank", device.name());
    assertThat(later.get("detail").asText()).contains("was retired");
    assertThat(estimate.get("detail").asText()).contains("was retired");
    for (String json : List.of("{}", "{\"engine\": \"auto\"}", "{\"engine\": \"cpu\"}")) {
      assertThat(run("pagerank", json).expect(200).json().get("engine").asText()).startsWith("cpu");
    }
    assertThat(estimate("pagerank", "{}").has("device")).isFalse();
  }

  @Test
  void aJobThatFailsSaysWhy() {
    EmulatedCuda.printReports(false);
    EmulatedCuda.failLaunch("wcc_flatten", EmulatedCuda.ILLEGAL_ADDRESS);
    String job =
        client
            .request("POST", KnownGraph.BREMEN.path("wcc"))
            .header("Prefer", "respond-async")
            .json("{\"engine\": \"cuda\"}")
            .send()
            .expect(202)
            .json()
            .get("id")
            .asText();
    client.get("/v1/jobs/" + job + "/events").expect(200);

    JsonNode ended = client.get("/v1/jobs/" + job).expect(200).json();
    assertThat(ended.get("state").asText()).isEqualTo("failed");
    assertThat(ended.at("/problem/type").asText()).isEqualTo("/problems/engine-unavailable");
    assertThat(ended.at("/problem/detail").asText()).contains("wcc");
    client.get("/v1/jobs/" + job + "/result").expectProblem(422, "engine-unavailable");
    client.delete("/v1/jobs/" + job).expect(204);
  }

  @Test
  void aRemovedGraphLeavesTheDevice() {
    run("sssp", "{\"engine\": \"cuda\", \"source\": 0}").expect(200);
    run("lcc", "{\"engine\": \"cuda\"}").expect(200);
    assertThat(device.residents().byteSize()).isPositive();

    client.delete("/v1/graphs/bremen").expect(204);

    assertThat(device.residents().byteSize()).isZero();
    KnownGraph.BREMEN.addTo(client);
  }

  @Test
  void autoIsTheDevice() {
    assertThat(run("bfs", "{\"source\": 1}").expect(200).json().get("engine").asText())
        .isEqualTo(new Engine.Cuda(device).toString());
    assertThat(estimate("bfs", "{\"source\": 1}").get("engine").asText()).isEqualTo("cuda");
  }
}
