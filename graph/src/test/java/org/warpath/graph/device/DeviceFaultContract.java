package org.warpath.graph.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.warpath.graph.Graph;
import org.warpath.graph.TestGraphs;
import org.warpath.kernels.CancellationToken;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.kernels.cuda.CudaException;
import org.warpath.kernels.cuda.Device;
import org.warpath.kernels.cuda.DeviceOutOfMemoryException;
import org.warpath.kernels.cuda.TestDevice;
import org.warpath.kernels.cuda.emulator.EmulatedCuda;

/** What every algorithm does when the device fails: says so, leaves nothing behind, works again. */
@Tag("emulator")
public abstract class DeviceFaultContract {
  private static final int[] SHUFFLED = TestGraphs.shuffled(3_000, 3);

  private Engine.Cuda cuda;
  private Device device;
  private Graph graph;
  private long restingBytes;

  /** Runs the algorithm with all that it can do; returns its whole answer. */
  protected abstract int[] run(Graph graph, Engine.Cuda engine, RunControl control);

  /** Every kernel that such a run launches. */
  protected abstract List<String> kernels();

  /** How the message begins that refuses a graph of that many vertices, and its bytes a vertex. */
  protected abstract String name();

  protected abstract int bytesPerVertex();

  @BeforeEach
  void open() {
    cuda = TestDevice.engine();
    device = cuda.device();
    try (Graph warmUp = path(50)) {
      run(warmUp, cuda, RunControl.none()); // loads modules, makes what the device keeps for good
    }
    device.residents().evict(Long.MAX_VALUE);
    restingBytes = EmulatedCuda.liveBytes();
    graph = path(300);
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

  /** 0 – 1 – … – (n−1), stored in another order. */
  private static Graph path(int vertexCount) {
    List<TestGraphs.Edge> edges =
        IntStream.range(1, vertexCount).mapToObj(v -> new TestGraphs.Edge(v - 1, v, 1f)).toList();
    int[] order = Arrays.stream(SHUFFLED).filter(v -> v < vertexCount).toArray();
    return TestGraphs.graph(vertexCount, true, false, TestGraphs.mirrored(edges), order);
  }

  private int[] run() {
    return run(graph, cuda, RunControl.none());
  }

  /** All that a run left on the device is resident. */
  private void assertNothingLeaked() {
    device.residents().evict(Long.MAX_VALUE);
    assertThat(device.residents().byteSize()).isZero();
    assertThat(EmulatedCuda.liveBytes()).isEqualTo(restingBytes);
  }

  @Test
  void theSecondRunUploadsNothing() {
    int[] first = run();
    long resident = device.residents().byteSize();
    assertThat(resident).isPositive();
    EmulatedCuda.failCall("cuMemcpyHtoDAsync", 1, EmulatedCuda.INVALID_VALUE);
    assertThat(run()).isEqualTo(first);
    EmulatedCuda.reset();
    assertThat(device.residents().byteSize()).isEqualTo(resident);
    assertNothingLeaked();
  }

  // Compiling takes a second, which is not what a run's iterations take.
  @Test
  void allKernelsAreLoadedBeforeTheFirstIteration() {
    device.reset();
    List<Integer> loaded = new ArrayList<>();
    RunControl control =
        new RunControl(
            progress -> loaded.add(device.loadedKernels().size()), new CancellationToken());
    run(graph, cuda, control);
    assertThat(loaded.getFirst()).isEqualTo(device.loadedKernels().size());
  }

  @Test
  void cancellingFreesEverything() {
    CancellationToken token = new CancellationToken();
    RunControl control = new RunControl(progress -> token.cancel(), token);
    assertThatThrownBy(() -> run(graph, cuda, control)).isInstanceOf(CancellationException.class);
    assertNothingLeaked();
  }

  @Test
  void anyFailingAllocationOrCopyIsToldAndLeavesNothingBehind() {
    int[] expected = run();
    for (String call : List.of("cuMemAlloc", "cuMemcpyHtoDAsync", "cuMemcpyDtoHAsync")) {
      int failures = 0;
      boolean failed = true;
      while (failed) {
        device.residents().evict(Long.MAX_VALUE);
        EmulatedCuda.failCall(call, failures + 1L, EmulatedCuda.INVALID_VALUE);
        try {
          assertThat(run()).isEqualTo(expected);
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
    }
  }

  @Test
  void anAllocationThatFailsForWantOfMemoryIsTriedOnceMore() {
    int[] expected = run();
    for (long k = 1; k <= 12; k++) {
      device.residents().evict(Long.MAX_VALUE);
      EmulatedCuda.failAllocation(k);
      assertThat(run()).isEqualTo(expected);
      EmulatedCuda.reset();
      assertNothingLeaked();
    }
  }

  @Test
  void tooLittleMemoryIsRefusedByName() {
    try (Graph large = path(SHUFFLED.length)) {
      int[] expected = run(large, cuda, RunControl.none());
      device.residents().evict(Long.MAX_VALUE);
      long used = device.totalBytes() - device.freeBytes();
      long reserve = Math.min(64L << 20, device.totalBytes() / 64);
      long missingOne = (long) bytesPerVertex() * large.vertexCount() - 1;
      EmulatedCuda.setTotalMemory(used + reserve + missingOne);
      assertThatThrownBy(() -> run(large, cuda, RunControl.none()))
          .isInstanceOf(DeviceOutOfMemoryException.class)
          .hasMessageContaining(name() + " of " + large.vertexCount() + " vertices");
      EmulatedCuda.reset();
      assertThat(run(large, cuda, RunControl.none())).isEqualTo(expected);
    }
    assertNothingLeaked();
  }

  @Test
  void aFailedLaunchNamesItsKernelAndTheDeviceRecovers() {
    int[] expected = run();
    for (String kernel : kernels()) {
      EmulatedCuda.failLaunch(kernel, EmulatedCuda.LAUNCH_FAILED);
      assertThatThrownBy(this::run)
          .as(kernel)
          .isInstanceOf(CudaException.class)
          .hasMessageContaining("LAUNCH_FAILED");
      assertThat(device.retired()).isTrue();
      device.reset();
      assertThat(run()).isEqualTo(expected);
    }
  }
}
