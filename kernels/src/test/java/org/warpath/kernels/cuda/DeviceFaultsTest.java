package org.warpath.kernels.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.emulator.EmulatedCuda;
import org.warpath.kernels.cuda.libraries.CudaUnavailableException;

/** What callers are told, and what is left, when a device fails: on the emulator, which can. */
@Tag("emulator")
class DeviceFaultsTest {
  private Device device;

  @BeforeEach
  void open() {
    device = TestDevice.fresh();
  }

  @AfterEach
  void forgetFaults() {
    TestDevice.fresh();
  }

  /** Prefix sums of 1, 2, 3; the last. */
  private long sum() {
    try (DeviceScope scope = device.scope();
        DeviceScan scan = new DeviceScan(scope, 3)) {
      DeviceBuffer counts = scope.uploaded(MemorySegment.ofArray(new int[] {1, 2, 3}), "counts");
      DeviceBuffer places = scope.longs(4, "places");
      scan.exclusive(counts, 3, places);
      return scope.readLong(places, 3);
    }
  }

  @Test
  void tooMuchIsRefusedWithWhatIsNeededAndWhatIsFree() {
    EmulatedCuda.setTotalMemory(100L << 20);
    long free = device.freeBytes() - (32L << 20);
    assertThatExceptionOfType(DeviceOutOfMemoryException.class)
        .isThrownBy(() -> device.requireFree(200L << 20, "pagerank of 5 vertices"))
        .withMessage(
            "out of device memory: pagerank of 5 vertices needs 209,715,200 bytes, %,d are free of"
                + " 2,147,483,648 on device 0 (Warpath emulated device)",
            free)
        .satisfies(e -> {
          assertThat(e.neededBytes()).isEqualTo(200L << 20);
          assertThat(e.freeBytes()).isEqualTo(free);
        });
    device.requireFree(free, "pagerank of 5 vertices");
    assertThatExceptionOfType(DeviceOutOfMemoryException.class)
        .isThrownBy(() -> device.requireFree(free + 1, "pagerank of 5 vertices"));
  }

  @Test
  void runningOutAtAnyAllocationLeavesNothingBehind() {
    assertThat(sum()).isEqualTo(6);
    long before = EmulatedCuda.liveAllocations();
    int allocations = 0;
    boolean refused = true;
    while (refused) {
      EmulatedCuda.exhaustAtAllocation(++allocations);
      refused = false;
      try {
        assertThat(sum()).isEqualTo(6);
      } catch (DeviceOutOfMemoryException e) {
        refused = true;
        assertThat(e).hasMessageMatching("out of device memory: .* needs \\d+ bytes, .*");
      }
      EmulatedCuda.reset();
      assertThat(EmulatedCuda.liveAllocations()).as("at %d", allocations).isEqualTo(before);
    }
    assertThat(allocations).isEqualTo(4);
  }

  @Test
  void memoryThatIsFreedInTimeIsUsed() {
    EmulatedCuda.failAllocation(2);
    assertThat(sum()).isEqualTo(6);
  }

  @Test
  void aFaultOfAKernelNamesItAndItsShape() {
    EmulatedCuda.failLaunch("scan_sums", EmulatedCuda.ILLEGAL_ADDRESS);
    assertThatExceptionOfType(CudaException.class)
        .isThrownBy(this::sum)
        .withMessageContaining(
            "cuStreamSynchronize after scan_tiles<<<1, 256>>> failed on device 0")
        .withMessageContaining("CUDA_ERROR_ILLEGAL_ADDRESS (700)")
        .satisfies(e -> assertThat(e.sticky()).isTrue());
  }

  @Test
  void aRefusedLaunchNamesKernelAndShapeAndRetiresNothing() {
    EmulatedCuda.failCall("cuLaunchKernel", 2, 701);
    assertThatExceptionOfType(CudaException.class)
        .isThrownBy(this::sum)
        .withMessageContaining("cuLaunchKernel of scan_sums<<<1, 256>>> failed on device 0")
        .withMessageContaining("(701)");
    assertThat(device.retired()).isFalse();
    assertThat(sum()).isEqualTo(6);
  }

  @Test
  void aStickyErrorRetiresTheDeviceUntilItIsReset() {
    assertThat(sum()).isEqualTo(6);
    EmulatedCuda.failLaunch("scan_tiles", EmulatedCuda.LAUNCH_FAILED);
    assertThatThrownBy(this::sum).isInstanceOf(CudaException.class);
    assertThat(device.retired()).isTrue();
    String message =
        "device 0 (Warpath emulated device) was retired: cuStreamSynchronize after"
            + " scan_tiles<<<1, 256>>> failed";
    assertThatThrownBy(device::scope)
        .isInstanceOf(CudaException.class)
        .hasMessageStartingWith(message);
    assertThatThrownBy(() -> device.kernel("scan", "scan_sums")).hasMessageStartingWith(message);
    assertThatThrownBy(device::freeBytes).hasMessageStartingWith(message);
    assertThat(Engine.auto()).isInstanceOf(Engine.Cpu.class);
    device.reset();
    assertThat(device.retired()).isFalse();
    assertThat(sum()).isEqualTo(6);
    assertThat(Engine.auto()).isInstanceOf(Engine.Cuda.class);
  }

  @Test
  void aScopeThatOutlivesAResetTouchesNothingOfThoseAfterIt() {
    DeviceScope old = device.scope();
    DeviceBuffer buffer = old.ints(10, "numbers");
    device.reset();
    try (DeviceScope scope = device.scope()) {
      DeviceBuffer after = scope.ints(10, "numbers");
      scope.fillInts(after, 7);
      assertThatThrownBy(() -> old.zero(buffer))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("device 0 (Warpath emulated device) was reset while this scope was open");
      old.close();
      assertThat(scope.readInt(after, 9)).isEqualTo(7);
    }
    try (DeviceScope one = device.scope();
        DeviceScope two = device.scope()) {
      one.synchronize();
      two.synchronize();
    }
    assertThat(sum()).isEqualTo(6);
  }

  @Test
  void aScopeThatFailsHalfWayStillFreesTheRest() {
    assertThat(sum()).isEqualTo(6);
    long before = EmulatedCuda.liveAllocations();
    DeviceScope scope = device.scope();
    for (int i = 0; i < 5; i++) {
      scope.ints(10, "numbers");
    }
    EmulatedCuda.failCall("cuMemFree", 2, EmulatedCuda.INVALID_VALUE);
    assertThatThrownBy(scope::close)
        .isInstanceOf(CudaException.class)
        .hasMessageContaining("cuMemFree of numbers (40 bytes)");
    // The one whose freeing failed is all that is left.
    assertThat(EmulatedCuda.liveAllocations()).isEqualTo(before + 1);
    scope.close();
    assertThat(EmulatedCuda.liveAllocations()).isEqualTo(before + 1);
  }

  @Test
  void whatFailsHalfWayThroughOpeningLeavesNothingBehind() {
    record Fault(String call, int k, int lanes) {}
    long before = EmulatedCuda.liveAllocations();
    for (Fault fault :
        List.of(
            new Fault("cuMemHostAlloc", 1, 0), // the lane's word
            new Fault("cuStreamCreate", 1, 0),
            new Fault("cuMemHostAlloc", 2, 1), // the staging buffers
            new Fault("cuMemHostAlloc", 3, 1),
            new Fault("cuEventCreate", 1, 1),
            new Fault("cuEventCreate", 2, 1))) {
      EmulatedCuda.failCall(fault.call(), fault.k(), EmulatedCuda.OUT_OF_MEMORY);
      assertThatThrownBy(this::sum)
          .as("%s", fault)
          .isInstanceOf(CudaException.class)
          .hasMessageStartingWith(fault.call())
          .hasNoSuppressedExceptions();
      assertThat(EmulatedCuda.liveAllocations()).as("%s", fault).isEqualTo(before + fault.lanes());
      device = TestDevice.fresh();
    }
    assertThat(sum()).isEqualTo(6);
  }

  @Test
  void aFileThatLoadsHalfIsUnloaded() {
    EmulatedCuda.failCall("cuModuleGetFunction", 2, EmulatedCuda.OUT_OF_MEMORY);
    assertThatThrownBy(this::sum)
        .isInstanceOf(CudaException.class)
        .hasMessageStartingWith("cuModuleGetFunction of scan_sums");
    assertThat(device.loadedKernels()).isEmpty();
    assertThat(sum()).isEqualTo(6);
  }

  @Test
  void buffersOfOthersAreNotFreed() {
    try (DeviceScope one = device.scope();
        DeviceScope two = device.scope()) {
      DeviceBuffer buffer = one.ints(3, "numbers");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> two.free(buffer))
          .withMessage("device buffer numbers (12 bytes) is not of this scope");
      one.free(buffer);
      assertThatThrownBy(() -> one.zero(buffer))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("device buffer numbers was freed");
    }
  }

  @Test
  void kernelsAndFilesThatAreNotThereAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> device.kernel("scan", "scan_all"))
        .withMessageStartingWith("cuda/scan.cu has no kernel scan_all: it has [")
        .withMessageContaining("scan_tiles");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> device.kernel("no_such_file", "kernel"))
        .withMessage("there is no kernel file cuda/no_such_file.cu");
  }

  @Test
  void argumentsOfTheWrongTypeAreRefusedBeforeTheLaunch() {
    long before = EmulatedCuda.launches();
    try (DeviceScope scope = device.scope()) {
      DeviceBuffer buffer = scope.longs(3, "sums");
      assertThatIllegalArgumentException()
          .isThrownBy(() ->
              scope.launch(
                  scope.kernel("scan", "scan_sums"), LaunchShape.of(1, 256), 3, buffer, buffer))
          .withMessage("scan_sums: argument 1 (tiles) must be a Long, was Integer");
    }
    assertThat(EmulatedCuda.launches()).isEqualTo(before);
  }

  @Test
  void aSourceThatDoesNotCompileIsToldWithTheCompilersLog() {
    KernelSource broken =
        new KernelSource(
            "broken", "extern \"C\" __global__ void broken(int* a) { a[0] = b; }", Map.of());
    assertThatExceptionOfType(CudaException.class)
        .isThrownBy(() -> KernelCompiler.compile(broken, device.architecture(), false))
        .withMessageContaining("compiling broken.cu for sm_90 failed: NVRTC_ERROR_COMPILATION")
        .withMessageContaining("broken.cu");
  }

  @Test
  void aDriverThatIsTooOldIsRefusedWithBothVersions() {
    EmulatedCuda.driverVersion(11080);
    assertThatExceptionOfType(CudaUnavailableException.class)
        .isThrownBy(Engine::cuda)
        .withMessage(
            "the CUDA driver is too old: it supports CUDA 11.8, needed is 12.0 or newer (driver"
                + " 525.60 or newer)");
    assertThat(Engine.auto()).isInstanceOf(Engine.Cpu.class);
  }

  @Test
  void aDriverWithoutDevicesIsRefused() {
    EmulatedCuda.deviceCount(0);
    assertThatExceptionOfType(CudaUnavailableException.class)
        .isThrownBy(Engine::cuda)
        .withMessage("the CUDA driver finds no device");
    assertThat(Engine.auto()).isInstanceOf(Engine.Cpu.class);
  }

  @Test
  void aDriverThatDoesNotStartIsToldWithItsReason() {
    EmulatedCuda.failCall("cuInit", 1, 803);
    assertThatExceptionOfType(CudaUnavailableException.class)
        .isThrownBy(Engine::cuda)
        .withMessageStartingWith("the CUDA driver does not start: cuInit: ")
        .withMessageContaining("(803): system has unsupported display driver");
  }

  @Test
  void aDeviceNumberOutOfRangeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Device.open(1))
        .withMessage("device must be in [0, 1), was 1");
  }
}
