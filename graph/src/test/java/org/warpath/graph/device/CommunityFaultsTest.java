package org.warpath.graph.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Array;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.warpath.graph.Graph;
import org.warpath.graph.SkewedGraphs;
import org.warpath.graph.TestGraphs;
import org.warpath.graph.TestGraphs.Edge;
import org.warpath.graph.cdlp.Cdlp;
import org.warpath.graph.cdlp.CdlpOptions;
import org.warpath.graph.lcc.Lcc;
import org.warpath.graph.triangles.TriangleCount;
import org.warpath.graph.triangles.TriangleCountOptions;
import org.warpath.kernels.CancellationToken;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.cuda.CudaException;
import org.warpath.kernels.cuda.Device;
import org.warpath.kernels.cuda.DeviceOutOfMemoryException;
import org.warpath.kernels.cuda.GpuTest;
import org.warpath.kernels.cuda.TestDevice;
import org.warpath.kernels.cuda.emulator.EmulatedCuda;

/** What label propagation, triangle counting and clustering leave behind when they fail. */
@GpuTest
class CommunityFaultsTest {
  private Engine.Cuda engine;
  private Device device;
  private Graph graph;

  /** An algorithm, a kernel that it surely launches, and what it says when it is refused. */
  enum Algorithm {
    CDLP("cdlp_hubs", "cdlp of 3,000 vertices needs 36,000 bytes") {
      @Override
      Object run(Graph graph, Engine engine, RunControl control) {
        return list(Cdlp.run(graph, new CdlpOptions(3), engine, control).labels());
      }
    },
    TRIANGLES("triangles_corners", "triangle counts of 3,000 vertices needs") {
      @Override
      Object run(Graph graph, Engine engine, RunControl control) {
        TriangleCountOptions options = TriangleCountOptions.defaults().withPerVertex(true);
        return list(TriangleCount.run(graph, options, engine, control).perVertex());
      }
    },
    LCC("orientation_merge", "lcc of 3,000 vertices needs") {
      @Override
      Object run(Graph graph, Engine engine, RunControl control) {
        return list(Lcc.run(graph, engine, control).coefficients());
      }
    };

    final String kernel;
    final String refused;

    Algorithm(String kernel, String refused) {
      this.kernel = kernel;
      this.refused = refused;
    }

    abstract Object run(Graph graph, Engine engine, RunControl control);

    Object run(Graph graph, Engine engine) {
      return run(graph, engine, RunControl.none());
    }

    private static List<Object> list(Object array) {
      return IntStream.range(0, Array.getLength(array))
          .mapToObj(i -> Array.get(array, i))
          .collect(Collectors.toList());
    }
  }

  @BeforeEach
  void open() {
    Assumptions.assumeTrue(EmulatedCuda.active(), "faults are planned in the emulated driver");
    engine = TestDevice.engine();
    device = engine.device();
    List<Edge> edges = SkewedGraphs.edges(3_000, 12_000, 5);
    for (int v = 0; v < 2_500; v++) {
      edges.add(new Edge(0, v, 1));
    }
    graph = TestGraphs.graph(3_000, false, false, edges, TestGraphs.shuffled(3_000, 5));
  }

  @AfterEach
  void forgetFaults() {
    if (graph != null) {
      EmulatedCuda.reset();
      graph.close();
    }
  }

  /** Allocations that are left when no run needs any. */
  private long idleAllocations() {
    device.residents().evict(Long.MAX_VALUE);
    return EmulatedCuda.liveAllocations();
  }

  @ParameterizedTest
  @EnumSource
  void outOfMemoryAtAnyAllocationLeavesNothingBehind(Algorithm algorithm) {
    Object expected = algorithm.run(graph, Engine.cpu(1));
    assertThat(algorithm.run(graph, engine)).isEqualTo(expected);
    long idle = idleAllocations();
    int failures = 0;
    boolean failed = true;
    while (failed) {
      failures++;
      // The first failure makes the device evict what is idle and try again, so that fails too.
      EmulatedCuda.failAllocation(failures);
      EmulatedCuda.failCall("cuMemAlloc", failures + 1, EmulatedCuda.OUT_OF_MEMORY);
      try {
        assertThat(algorithm.run(graph, engine)).isEqualTo(expected);
        failed = false;
      } catch (DeviceOutOfMemoryException e) {
        assertThat(e).hasMessageContaining("out of device memory").hasMessageContaining(" needs ");
      }
      EmulatedCuda.reset();
      assertThat(idleAllocations()).isEqualTo(idle);
    }
    assertThat(failures).isGreaterThan(8);
  }

  @ParameterizedTest
  @EnumSource
  void tooLittleMemoryIsToldBeforeAnythingRuns(Algorithm algorithm) {
    algorithm.run(graph, engine);
    long graphBytes = device.residents().byteSize();
    long idle = idleAllocations();
    long used = device.totalBytes() - device.freeBytes();
    long reserve = device.totalBytes() / 64;
    long launches = EmulatedCuda.launches();
    EmulatedCuda.setTotalMemory(used + reserve + graphBytes + 20_000);

    assertThatThrownBy(() -> algorithm.run(graph, engine))
        .isInstanceOf(DeviceOutOfMemoryException.class)
        .hasMessageContaining(algorithm.refused);

    assertThat(EmulatedCuda.launches()).isEqualTo(launches);
    assertThat(idleAllocations()).isEqualTo(idle);
  }

  @ParameterizedTest
  @EnumSource
  void cancellingFreesEverything(Algorithm algorithm) {
    Object expected = algorithm.run(graph, engine);
    long idle = idleAllocations();
    CancellationToken token = new CancellationToken();
    RunControl control = new RunControl(progress -> token.cancel(), token);

    assertThatThrownBy(() -> algorithm.run(graph, engine, control))
        .isInstanceOf(CancellationException.class);

    assertThat(idleAllocations()).isEqualTo(idle);
    assertThat(algorithm.run(graph, engine)).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource
  void aKernelThatFailsIsNamedAndTheDeviceWorksAgainAfterAReset(Algorithm algorithm) {
    Object expected = algorithm.run(graph, Engine.cpu(1));
    EmulatedCuda.failLaunch(algorithm.kernel, EmulatedCuda.LAUNCH_FAILED);
    try {
      assertThatThrownBy(() -> algorithm.run(graph, engine))
          .isInstanceOf(CudaException.class)
          .hasMessageContaining("after ");
      assertThat(device.retired()).isTrue();
    } finally {
      device.reset();
    }
    assertThat(algorithm.run(graph, engine)).isEqualTo(expected);
  }
}
