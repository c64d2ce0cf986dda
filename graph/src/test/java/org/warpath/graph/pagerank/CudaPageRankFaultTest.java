package org.warpath.graph.pagerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.warpath.graph.Graph;
import org.warpath.graph.pagerank.SlowPageRank.Sample;
import org.warpath.kernels.CancellationToken;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.cuda.CudaException;
import org.warpath.kernels.cuda.Device;
import org.warpath.kernels.cuda.DeviceOutOfMemoryException;
import org.warpath.kernels.cuda.TestDevice;
import org.warpath.kernels.cuda.emulator.EmulatedCuda;

/** What stays on the device, and what happens when it fails. */
@Tag("emulator")
class CudaPageRankFaultTest {
  private static final PageRankOptions OPTIONS =
      PageRankOptions.defaults()
          .withWeighted(true)
          .withIterations(3)
          .withPersonalization(Map.of(0, 1.0, 2, 3.0));

  private Engine.Cuda cuda;
  private Device device;
  private Graph graph;
  private long restingBytes;

  @BeforeEach
  void open() {
    cuda = TestDevice.engine();
    device = cuda.device();
    Graph warmUp = Sample.of(3, 50).graph();
    try (warmUp) {
      run(warmUp); // loads modules, makes what the device keeps for good
    }
    device.residents().evict(Long.MAX_VALUE);
    restingBytes = EmulatedCuda.liveBytes();
    graph = Sample.of(1, 1000).graph();
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

  private double[] run(Graph on) {
    return PageRank.run(on, OPTIONS, cuda).ranks();
  }

  private double[] runBatch() {
    VertexWeights preference = VertexWeights.of("personalization", Map.of(1, 1.0));
    BatchedPageRankOptions options =
        BatchedPageRankOptions.of(List.of(preference)).withMaxIterations(2);
    return BatchedPageRank.run(graph, options, cuda).results().getFirst().ranks();
  }

  /** All that a run left on the device is resident. */
  private void assertNothingLeaked() {
    device.residents().evict(Long.MAX_VALUE);
    assertThat(device.residents().byteSize()).isZero();
    assertThat(EmulatedCuda.liveBytes()).isEqualTo(restingBytes);
  }

  @Test
  void theSecondRunUploadsNothing() {
    PageRankOptions options = OPTIONS.withPersonalization((VertexWeights) null);
    for (boolean weighted : new boolean[] {true, false}) {
      PageRankOptions each = options.withWeighted(weighted);
      double[] first = PageRank.run(graph, each, cuda).ranks();
      long resident = device.residents().byteSize();
      assertThat(resident).isPositive();
      EmulatedCuda.failCall("cuMemcpyHtoDAsync", 1, EmulatedCuda.INVALID_VALUE);
      assertThat(PageRank.run(graph, each, cuda).ranks()).containsExactly(first);
      EmulatedCuda.reset();
      assertThat(device.residents().byteSize()).isEqualTo(resident);
    }
  }

  @Test
  void theResidentsOfAClosedGraphAreFreed() {
    run(graph);
    assertThat(device.residents().byteSize()).isPositive();
    graph.close();
    device.residents().evictClosed();
    assertThat(device.residents().byteSize()).isZero();
    assertNothingLeaked();
    graph = Sample.of(3, 50).graph();
  }

  @Test
  void cancellingBetweenIterationsFreesEverything() {
    CancellationToken token = new CancellationToken();
    RunControl control =
        new RunControl(
            progress -> {
              if (progress.done() == 2) {
                token.cancel();
              }
            },
            token);
    assertThatThrownBy(() -> PageRank.run(graph, OPTIONS, cuda, control))
        .isInstanceOf(CancellationException.class);
    assertNothingLeaked();
  }

  @Test
  void anyFailingAllocationOrCopyIsToldAndLeavesNothingBehind() {
    for (Supplier<double[]> run : List.<Supplier<double[]>>of(() -> run(graph), this::runBatch)) {
      double[] expected = run.get();
      for (String call : List.of("cuMemAlloc", "cuMemcpyHtoDAsync", "cuMemcpyDtoHAsync")) {
        int failures = 0;
        boolean failed = true;
        while (failed) {
          device.residents().evict(Long.MAX_VALUE);
          EmulatedCuda.failCall(call, failures + 1L, EmulatedCuda.INVALID_VALUE);
          try {
            assertThat(run.get()).containsExactly(expected);
            failed = false;
          } catch (CudaException e) {
            assertThat(e).hasMessageContaining(call);
            failures++;
          } finally {
            EmulatedCuda.reset();
          }
          assertNothingLeaked();
        }
        assertThat(failures).as(call).isGreaterThan(1);
        assertThat(run.get()).containsExactly(expected);
      }
    }
  }

  @Test
  void anAllocationThatFailsForWantOfMemoryIsTriedOnceMore() {
    double[] expected = run(graph);
    for (long k = 1; k <= 12; k++) {
      device.residents().evict(Long.MAX_VALUE);
      EmulatedCuda.failAllocation(k);
      assertThat(run(graph)).containsExactly(expected);
      EmulatedCuda.reset();
      assertNothingLeaked();
    }
  }

  @Test
  void tooLittleMemoryIsRefusedByName() {
    try (Graph large = Sample.of(4, 20_000).graph()) {
      double[] expected = run(large);
      long vectors = 24L * large.vertexCount();
      long used = device.totalBytes() - device.freeBytes();
      EmulatedCuda.setTotalMemory(used + reserve() + vectors);
      assertThatThrownBy(() -> run(large))
          .isInstanceOf(DeviceOutOfMemoryException.class)
          .hasMessageStartingWith(
              String.format(
                  "out of device memory: pagerank of %,d vertices needs ", large.vertexCount()));
      EmulatedCuda.reset();
      assertThat(run(large)).containsExactly(expected);
    }
    assertNothingLeaked();
  }

  private long reserve() {
    return Math.min(64L << 20, device.totalBytes() / 64);
  }

  @Test
  void aFailedLaunchNamesItsKernelAndTheDeviceRecovers() {
    double[] expected = run(graph);
    for (String kernel :
        List.of("pagerank_pull_f64", "pagerank_long_rows_f64", "pagerank_reduce")) {
      EmulatedCuda.failLaunch(kernel, EmulatedCuda.LAUNCH_FAILED);
      assertThatThrownBy(() -> run(graph))
          .isInstanceOf(CudaException.class)
          .hasMessageContaining("pagerank");
      assertThat(device.retired()).isTrue();
      EmulatedCuda.reset();
      device.reset();
      assertThat(run(graph)).containsExactly(expected);
    }
  }
}
