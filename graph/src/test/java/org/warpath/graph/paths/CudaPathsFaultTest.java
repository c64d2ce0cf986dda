package org.warpath.graph.paths;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.warpath.graph.Graph;
import org.warpath.graph.sssp.Sssp;
import org.warpath.graph.sssp.SsspOptions;
import org.warpath.graph.sssp.SsspResult;
import org.warpath.graph.widest.WidestPath;
import org.warpath.graph.widest.WidestPathOptions;
import org.warpath.graph.widest.WidestPathResult;
import org.warpath.kernels.CancellationToken;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.cuda.CudaException;
import org.warpath.kernels.cuda.Device;
import org.warpath.kernels.cuda.DeviceOutOfMemoryException;
import org.warpath.kernels.cuda.TestDevice;
import org.warpath.kernels.cuda.emulator.EmulatedCuda;

/** What path searches leave on the device, and what they do when it fails. */
@Tag("emulator")
class CudaPathsFaultTest {
  private Engine.Cuda cuda;
  private Device device;
  private Graph graph;
  private long restingBytes;

  enum Search {
    SHORTEST {
      @Override
      int[] run(Graph graph, Engine engine, RunControl control) {
        SsspResult result = Sssp.run(graph, SsspOptions.defaults(0), engine, control);
        return whole(result.distances(), result.parents());
      }
    },
    WIDEST {
      @Override
      int[] run(Graph graph, Engine engine, RunControl control) {
        WidestPathOptions options = WidestPathOptions.defaults(0);
        WidestPathResult result = WidestPath.run(graph, options, engine, control);
        return whole(result.widths(), result.parents());
      }
    };

    abstract int[] run(Graph graph, Engine engine, RunControl control);

    /** Labels' bits, then parents. */
    static int[] whole(float[] labels, int[] parents) {
      IntStream bits =
          IntStream.range(0, labels.length).map(v -> Float.floatToRawIntBits(labels[v]));
      return IntStream.concat(bits, IntStream.of(parents)).toArray();
    }

    String kernels() {
      return this == SHORTEST ? "sssp" : "widest_path";
    }
  }

  @BeforeEach
  void open() {
    cuda = TestDevice.engine();
    device = cuda.device();
    try (Graph warmUp = PathSamples.large(50, 600, 1f, 2).shuffled()) {
      for (Search search : Search.values()) {
        run(search, warmUp); // loads modules, makes what the device keeps for good
      }
    }
    device.residents().evict(Long.MAX_VALUE);
    restingBytes = EmulatedCuda.liveBytes();
    graph = PathSamples.large(600, 6000, 1f, 1).shuffled();
  }

  @AfterEach
  void close() {
    graph.close();
    EmulatedCuda.reset();
    if (device.retired()) {
      device.reset();
    }
    device.residents().evict(Long.MAX_VALUE);
  }

  private int[] run(Search search, Graph on) {
    return search.run(on, cuda, RunControl.none());
  }

  /** All that a run left on the device is resident. */
  private void assertNothingLeaked() {
    device.residents().evict(Long.MAX_VALUE);
    assertThat(device.residents().byteSize()).isZero();
    assertThat(EmulatedCuda.liveBytes()).isEqualTo(restingBytes);
  }

  @ParameterizedTest
  @EnumSource
  void theSecondRunUploadsNothingAndLooksAtNoWeights(Search search) {
    int[] first = run(search, graph);
    EmulatedCuda.failCall("cuMemcpyHtoDAsync", 1, EmulatedCuda.INVALID_VALUE);
    EmulatedCuda.failLaunch("edge_weights_scan", EmulatedCuda.LAUNCH_FAILED);
    assertThat(run(search, graph)).isEqualTo(first);
    assertNothingLeaked();
  }

  @ParameterizedTest
  @EnumSource
  void cancellingFreesEverything(Search search) {
    CancellationToken token = new CancellationToken();
    RunControl control = new RunControl(progress -> token.cancel(), token);
    assertThatThrownBy(() -> search.run(graph, cuda, control))
        .isInstanceOf(CancellationException.class);
    assertNothingLeaked();
  }

  @ParameterizedTest
  @EnumSource
  void anyFailingAllocationOrCopyIsToldAndLeavesNothingBehind(Search search) {
    int[] expected = search.run(graph, Engine.cpu(1), RunControl.none());
    for (String call : List.of("cuMemAlloc", "cuMemcpyHtoDAsync", "cuMemcpyDtoHAsync")) {
      int failures = 0;
      for (boolean failed = true; failed; ) {
        EmulatedCuda.failCall(call, failures + 1L, EmulatedCuda.INVALID_VALUE);
        try {
          assertThat(run(search, graph)).isEqualTo(expected);
          failed = false;
        } catch (CudaException e) {
          assertThat(e).hasMessageContaining(call);
          failures++;
        }
        EmulatedCuda.reset();
        assertNothingLeaked();
      }
      assertThat(failures).as(call).isGreaterThan(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void tooLittleMemoryIsRefusedBeforeTheSearch(Search search) {
    try (Graph large = PathSamples.large(20_000, 20_000, 1f, 4).graph()) {
      long used = device.totalBytes() - device.freeBytes();
      long reserve = Math.min(64L << 20, device.totalBytes() / 64);
      long resident = 8L * 20_001 + 8L * 20_000;
      EmulatedCuda.setTotalMemory(used + reserve + resident + 28L * 20_000);
      long launches = EmulatedCuda.launches();
      assertThatThrownBy(() -> run(search, large))
          .isInstanceOf(DeviceOutOfMemoryException.class)
          .hasMessageContaining("out of device memory: working memory of ")
          .hasMessageContaining(" of 20000 vertices needs ");
      assertThat(EmulatedCuda.launches() - launches).isLessThanOrEqualTo(1); // the weights' scan
      EmulatedCuda.reset();
      assertThat(run(search, large)).isEqualTo(search.run(large, Engine.cpu(2), RunControl.none()));
    }
    assertNothingLeaked();
  }

  @ParameterizedTest
  @EnumSource
  void aFailedLaunchRetiresTheDeviceWhichRecovers(Search search) {
    int[] expected = search.run(graph, Engine.cpu(1), RunControl.none());
    for (String kernel :
        List.of(
            search.kernels() + "_start",
            search.kernels() + "_relax",
            search.kernels() + "_partition",
            search.kernels() + "_answer",
            "parent_tree_start",
            "parent_tree_settle",
            search == Search.SHORTEST ? "parent_tree_adopt_shortest" : "parent_tree_adopt_widest",
            "parent_tree_answer")) {
      EmulatedCuda.failLaunch(kernel, EmulatedCuda.LAUNCH_FAILED);
      assertThatThrownBy(() -> run(search, graph))
          .as(kernel)
          .isInstanceOf(CudaException.class)
          .hasMessageContaining("LAUNCH_FAILED");
      assertThat(device.retired()).isTrue();
      device.reset();
      assertThat(run(search, graph)).isEqualTo(expected);
    }
  }
}
