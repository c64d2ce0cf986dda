package org.warpath.kernels.cuda.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jcuda.Pointer;
import jcuda.driver.CUcontext;
import jcuda.driver.CUdevice;
import jcuda.driver.CUdevice_attribute;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.CUfunction;
import jcuda.driver.CUfunction_attribute;
import jcuda.driver.CUmodule;
import jcuda.driver.CUresult;
import jcuda.driver.JCudaDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Devices, memory, limits, errors and planned faults. */
@Tag("emulator")
class EmulatedDriverTest {
  private static final String NOTHING = "extern \"C\" __global__ void nothing() {}";

  private final CUdevice zero = new CUdevice();
  private EmulatedDevice device;

  @BeforeEach
  void open() {
    device = new EmulatedDevice();
    EmulatedDevice.check(JCudaDriver.cuDeviceGet(zero, 0));
  }

  @AfterEach
  void close() {
    device.close();
  }

  private int attribute(int which) {
    int[] value = new int[1];
    EmulatedDevice.check(JCudaDriver.cuDeviceGetAttribute(value, which, zero));
    return value[0];
  }

  @Test
  void theDeviceTellsWhatItIs() {
    byte[] name = new byte[64];
    EmulatedDevice.check(JCudaDriver.cuDeviceGetName(name, name.length, zero));
    assertThat(new String(name, java.nio.charset.StandardCharsets.US_ASCII).trim())
        .isEqualTo("Warpath emulated device");
    assertThat(attribute(CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR))
        .isEqualTo(9);
    assertThat(attribute(CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR)).isZero();
    assertThat(attribute(CUdevice_attribute.CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT)).isEqualTo(4);
    assertThat(attribute(CUdevice_attribute.CU_DEVICE_ATTRIBUTE_WARP_SIZE)).isEqualTo(32);
    assertThat(attribute(CUdevice_attribute.CU_DEVICE_ATTRIBUTE_MAX_SHARED_MEMORY_PER_BLOCK_OPTIN))
        .isEqualTo(227 * 1024);
    assertThat(JCudaDriver.cuDeviceGet(new CUdevice(), 1))
        .isEqualTo(CUresult.CUDA_ERROR_INVALID_DEVICE);
  }

  @Test
  void pretendedVersionsAndDeviceCountsAreReported() {
    int[] value = new int[1];
    EmulatedCuda.driverVersion(11080);
    EmulatedDevice.check(JCudaDriver.cuDriverGetVersion(value));
    assertThat(value[0]).isEqualTo(11080);
    EmulatedCuda.deviceCount(3);
    EmulatedDevice.check(JCudaDriver.cuDeviceGetCount(value));
    assertThat(value[0]).isEqualTo(3);
    EmulatedCuda.deviceCount(0);
    assertThat(JCudaDriver.cuInit(0)).isEqualTo(CUresult.CUDA_ERROR_NO_DEVICE);
    EmulatedCuda.reset();
    EmulatedDevice.check(JCudaDriver.cuDriverGetVersion(value));
    assertThat(value[0]).isEqualTo(12060);
  }

  @Test
  void memoryRunsOutAtTheGivenTotal() {
    EmulatedCuda.setTotalMemory(1 << 20);
    long[] free = new long[1];
    long[] total = new long[1];
    EmulatedDevice.check(JCudaDriver.cuMemGetInfo(free, total));
    assertThat(total[0]).isEqualTo(1 << 20);
    assertThat(free[0]).isEqualTo(1 << 20);
    CUdeviceptr most = device.allocate((1 << 20) - 512);
    assertThat(JCudaDriver.cuMemAlloc(new CUdeviceptr(), 513))
        .isEqualTo(EmulatedCuda.OUT_OF_MEMORY);
    device.allocate(512);
    EmulatedDevice.check(JCudaDriver.cuMemGetInfo(free, total));
    assertThat(free[0]).isZero();
    device.free(most);
    assertThat(JCudaDriver.cuMemAlloc(new CUdeviceptr(), Long.MAX_VALUE))
        .isEqualTo(EmulatedCuda.OUT_OF_MEMORY);
    assertThat(JCudaDriver.cuMemAlloc(new CUdeviceptr(), 0)).isEqualTo(EmulatedCuda.INVALID_VALUE);
  }

  @Test
  void thePlannedAllocationFailsAndNoOther() {
    EmulatedCuda.failAllocation(3);
    device.allocate(16);
    device.allocate(16);
    long live = EmulatedCuda.liveAllocations();
    assertThat(JCudaDriver.cuMemAlloc(new CUdeviceptr(), 16)).isEqualTo(EmulatedCuda.OUT_OF_MEMORY);
    assertThat(EmulatedCuda.liveAllocations()).isEqualTo(live);
    device.allocate(16);
    assertThat(EmulatedCuda.liveAllocations()).isEqualTo(live + 1);
  }

  @Test
  void thePlannedCallFailsAndNoOther() {
    CUdeviceptr data = device.allocate(16);
    EmulatedCuda.failCall("cuMemcpyHtoD", 2, EmulatedCuda.LAUNCH_FAILED);
    Pointer host = Pointer.to(new int[4]);
    assertThat(JCudaDriver.cuMemcpyHtoD(data, host, 16)).isZero();
    assertThat(JCudaDriver.cuMemcpyHtoD(data, host, 16)).isEqualTo(EmulatedCuda.LAUNCH_FAILED);
    assertThat(JCudaDriver.cuMemcpyHtoD(data, host, 16)).isZero();
    assertThatThrownBy(() -> EmulatedCuda.failCall("cuMemcpyHtod", 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cuMemcpyHtod");
  }

  @Test
  void aStickyErrorStaysUntilTheResetAndFreesEverything() {
    CUdeviceptr data = device.upload(1, 2, 3, 4);
    CUfunction bad = device.kernel("extern \"C\" __global__ void bad(int* p) { p[4] = 0; }", "bad");
    assertThat(device.run(bad, 1, 1, 0, data)).isEqualTo(EmulatedCuda.ILLEGAL_ADDRESS);
    assertThat(JCudaDriver.cuMemAlloc(data, 4)).isEqualTo(EmulatedCuda.ILLEGAL_ADDRESS);
    assertThat(JCudaDriver.cuCtxSynchronize()).isEqualTo(EmulatedCuda.ILLEGAL_ADDRESS);
    assertThat(JCudaDriver.cuDevicePrimaryCtxRetain(new CUcontext(), zero))
        .isEqualTo(EmulatedCuda.ILLEGAL_ADDRESS);
    device.reset();
    assertThat(EmulatedCuda.liveAllocations()).isZero();
    assertThat(JCudaDriver.cuCtxSynchronize()).isEqualTo(CUresult.CUDA_ERROR_CONTEXT_IS_DESTROYED);
    device.retain();
    assertThat(device.download(device.upload(5), 1)).containsExactly(5);
  }

  @Test
  void launchesWithWrongShapesAreRefused() {
    CUfunction nothing = device.kernel(NOTHING, "nothing");
    int invalid = EmulatedCuda.INVALID_VALUE;
    assertThat(device.launch(nothing, 0, 1, 0)).isEqualTo(invalid);
    assertThat(device.launch(nothing, 1, 0, 0)).isEqualTo(invalid);
    assertThat(device.launch(nothing, 1, 1025, 0)).isEqualTo(invalid);
    assertThat(device.launch(nothing, -1, 1, 0)).isEqualTo(invalid);
    Pointer none = EmulatedDevice.parameters();
    assertThat(JCudaDriver.cuLaunchKernel(nothing, 1, 65536, 1, 1, 1, 1, 0, null, none, null))
        .isEqualTo(invalid);
    assertThat(JCudaDriver.cuLaunchKernel(nothing, 1, 1, 1, 32, 33, 1, 0, null, none, null))
        .isEqualTo(invalid);
    assertThat(JCudaDriver.cuLaunchKernel(nothing, 1, 1, 1, 1, 1, 65, 0, null, none, null))
        .isEqualTo(invalid);
    EmulatedDevice.check(device.run(nothing, 1, 1024, 0));
  }

  @Test
  void aLaunchWithoutAllItsArgumentsIsRefused() {
    CUfunction two = device.kernel("extern \"C\" __global__ void two(int* a, int* b) {}", "two");
    Pointer parameters = Pointer.to(Pointer.to(new int[2]), new Pointer());
    assertThat(JCudaDriver.cuLaunchKernel(two, 1, 1, 1, 1, 1, 1, 0, null, parameters, null))
        .isEqualTo(EmulatedCuda.INVALID_VALUE);
    assertThat(EmulatedCuda.lastReport()).contains("kernel two: argument 2 of 2");
  }

  @Test
  void aSecondDeviceMayComeAndGo() {
    EmulatedCuda.deviceCount(2);
    CUdeviceptr data = device.upload(7);
    CUdevice one = new CUdevice();
    EmulatedDevice.check(JCudaDriver.cuDeviceGet(one, 1));
    EmulatedDevice.check(JCudaDriver.cuDevicePrimaryCtxRetain(new CUcontext(), one));
    EmulatedDevice.check(JCudaDriver.cuDevicePrimaryCtxRelease(one));
    assertThat(device.download(data, 1)).containsExactly(7);
  }

  @Test
  void moreSharedMemoryThanUsualMustBeAskedFor() {
    CUfunction nothing = device.kernel(NOTHING, "nothing");
    int limit = CUfunction_attribute.CU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES;
    assertThat(device.launch(nothing, 1, 1, 48 * 1024 + 1)).isEqualTo(EmulatedCuda.INVALID_VALUE);
    EmulatedDevice.check(JCudaDriver.cuFuncSetAttribute(nothing, limit, 227 * 1024));
    EmulatedDevice.check(device.run(nothing, 1, 1, 227 * 1024));
    assertThat(JCudaDriver.cuFuncSetAttribute(nothing, limit, 227 * 1024 + 1))
        .isEqualTo(EmulatedCuda.INVALID_VALUE);
    int[] blocks = new int[1];
    EmulatedDevice.check(
        JCudaDriver.cuOccupancyMaxActiveBlocksPerMultiprocessor(blocks, nothing, 256, 0));
    assertThat(blocks[0]).isEqualTo(8);
  }

  @Test
  void imagesAndNamesThatAreNoneAreRefused() {
    assertThat(JCudaDriver.cuModuleLoadData(new CUmodule(), new byte[1024]))
        .isEqualTo(CUresult.CUDA_ERROR_INVALID_IMAGE);
    CUmodule module = device.compile(NOTHING);
    assertThat(JCudaDriver.cuModuleGetFunction(new CUfunction(), module, "anything"))
        .isEqualTo(CUresult.CUDA_ERROR_NOT_FOUND);
    EmulatedDevice.check(JCudaDriver.cuModuleUnload(module));
    assertThat(JCudaDriver.cuModuleUnload(module)).isEqualTo(CUresult.CUDA_ERROR_INVALID_HANDLE);
  }

  @Test
  void functionsThatAreNotEmulatedSayTheirName() {
    assertThat(JCudaDriver.cuCtxSetLimit(0, 1024)).isEqualTo(CUresult.CUDA_ERROR_NOT_SUPPORTED);
    assertThat(EmulatedCuda.lastReport()).contains("cuCtxSetLimit");
  }

  @Test
  void launchesAreCounted() {
    CUfunction nothing = device.kernel(NOTHING, "nothing");
    long before = EmulatedCuda.launches();
    EmulatedDevice.check(device.run(nothing, 3, 64, 0));
    assertThat(EmulatedCuda.launches()).isEqualTo(before + 1);
  }

  @Test
  void errorsHaveNamesAndTexts() {
    String[] text = new String[1];
    EmulatedDevice.check(JCudaDriver.cuGetErrorName(2, text));
    assertThat(text[0]).isEqualTo("CUDA_ERROR_OUT_OF_MEMORY");
    EmulatedDevice.check(JCudaDriver.cuGetErrorString(700, text));
    assertThat(text[0]).isEqualTo("an illegal memory access was encountered");
    assertThat(JCudaDriver.cuGetErrorName(12345, text)).isEqualTo(EmulatedCuda.INVALID_VALUE);
  }
}
