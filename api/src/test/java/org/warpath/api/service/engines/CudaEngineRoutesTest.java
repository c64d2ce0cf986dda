package org.warpath.api.service.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.api.service.guard.GuardedService;
import org.warpath.graph.Graph;
import org.warpath.graph.io.GraphFiles;
import org.warpath.graph.pagerank.PageRank;
import org.warpath.graph.pagerank.PageRankOptions;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.CudaException;
import org.warpath.kernels.cuda.Device;
import org.warpath.kernels.cuda.TestDevice;
import org.warpath.kernels.cuda.emulator.EmulatedCuda;

@Tag("gpu")
class CudaEngineRoutesTest {
  @TempDir Path data;

  private static Device device;

  private Graph graph;
  private GuardedService service;

  @BeforeAll
  static void requireDevice() {
    device = TestDevice.engine().device();
  }

  @BeforeEach
  void start() throws IOException {
    graph = GraphFiles.open(Path.of("../data/small-graphs/karate.mtx"));
    service = new GuardedService(data, Map.of());
  }

  @AfterEach
  void stop() {
    if (device.retired()) {
      device.reset();
    }
    service.close();
    graph.close();
  }

  private JsonNode engines() throws Exception {
    return GuardedService.json(service.get("/v1/engines"));
  }

  private void rank() {
    PageRank.run(graph, PageRankOptions.defaults(), new Engine.Cuda(device));
  }

  @Test
  void itTellsTheDevicesMemory() throws Exception {
    JsonNode before = engines();
    rank();
    JsonNode after = engines();

    assertThat(after.get("selected").asText()).isEqualTo(new Engine.Cuda(device).toString());
    assertThat(after.at("/cuda/available").asBoolean()).isTrue();
    assertThat(after.at("/cuda/device").asText()).isEqualTo(device.name());
    assertThat(after.at("/cuda/totalBytes").asLong()).isEqualTo(device.totalBytes());
    assertThat(after.at("/cuda/residentBytes").asLong())
        .isEqualTo(device.residents().byteSize())
        .isGreaterThan(before.at("/cuda/residentBytes").asLong());
    assertThat(after.at("/cuda/freeBytes").asLong())
        .isPositive()
        .isLessThanOrEqualTo(device.totalBytes());
    assertThat(service.get("/metrics").body())
        .contains(
            "warpath_device_memory_resident_bytes{device=\"%s\"} %s"
                .formatted(device.name(), (double) device.residents().byteSize()));
  }

  @Test
  void itTellsWhyTheDeviceWasRetired() throws Exception {
    Assumptions.assumeTrue(TestDevice.emulated(), "a fault is planned in the emulated driver");
    EmulatedCuda.failLaunch("pagerank_reduce", EmulatedCuda.LAUNCH_FAILED);
    assertThatThrownBy(this::rank).isInstanceOf(CudaException.class);

    JsonNode cuda = engines().get("cuda");

    assertThat(cuda.get("available").asBoolean()).isFalse();
    assertThat(cuda.get("reason").asText()).contains("was retired");
    assertThat(service.get("/metrics").body()).containsPattern("device_memory_free_bytes.* NaN");
    device.reset();
    assertThat(engines().at("/cuda/available").asBoolean()).isTrue();
  }
}
