package org.warpath.kernels.cuda.emulator;

import static jcuda.jcublas.cublasPointerMode.CUBLAS_POINTER_MODE_DEVICE;
import static jcuda.jcublas.cublasStatus.CUBLAS_STATUS_ALLOC_FAILED;
import static jcuda.jcublas.cublasStatus.CUBLAS_STATUS_EXECUTION_FAILED;
import static jcuda.jcublas.cublasStatus.CUBLAS_STATUS_INVALID_VALUE;
import static jcuda.jcublas.cublasStatus.CUBLAS_STATUS_NOT_INITIALIZED;
import static org.assertj.core.api.Assertions.assertThat;

import jcuda.Pointer;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.CUstream;
import jcuda.driver.CUstream_flags;
import jcuda.driver.JCudaDriver;
import jcuda.jcublas.JCublas2;
import jcuda.jcublas.cublasHandle;
import jcuda.runtime.cudaStream_t;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The emulated cuBLAS minds handles, streams, workspaces and where numbers lie. */
@Tag("emulator")
class EmulatedCublasHandleTest extends CublasCalls {
  @Test
  void aFactorMustLieWhereThePointerModeSays() {
    CUdeviceptr x = device.upload(1f, 2f);
    CUdeviceptr alpha = device.upload(5f);
    refused(
        JCublas2.cublasSscal(handle, 2, alpha, x, 1), CUBLAS_STATUS_EXECUTION_FAILED, "alpha at ");
    check(JCublas2.cublasSetPointerMode(handle, CUBLAS_POINTER_MODE_DEVICE));
    refused(
        JCublas2.cublasSscal(handle, 2, ONE, x, 1),
        CUBLAS_STATUS_EXECUTION_FAILED,
        "must lie on the device");
    check(JCublas2.cublasSscal(handle, 2, alpha, x, 1));
    assertThat(device.downloadFloats(x, 2)).containsExactly(5, 10);
  }

  @Test
  void aResultOnTheDeviceComesWithTheStreamAndOneOnTheHostAtOnce() {
    CUdeviceptr x = device.upload(3f, 4f);
    float[] norm = new float[1];
    check(JCublas2.cublasSnrm2(handle, 2, x, 1, Pointer.to(norm)));
    assertThat(norm).containsExactly(5);
    CUdeviceptr result = device.allocate(4);
    refused(
        JCublas2.cublasSdot(handle, 2, x, 1, x, 1, result),
        CUBLAS_STATUS_EXECUTION_FAILED,
        "result at");
    check(JCublas2.cublasSetPointerMode(handle, CUBLAS_POINTER_MODE_DEVICE));
    check(JCublas2.cublasSdot(handle, 2, x, 1, x, 1, result));
    assertThat(device.downloadFloats(result, 1)).containsExactly(25);
  }

  @Test
  void workIsDoneOnTheHandlesStream() {
    CUstream stream = new CUstream();
    EmulatedDevice.check(JCudaDriver.cuStreamCreate(stream, CUstream_flags.CU_STREAM_NON_BLOCKING));
    CUdeviceptr x = device.upload(1f);
    check(JCublas2.cublasSscal(handle, 1, Pointer.to(new float[] {2}), x, 1));
    float[] early = new float[1];
    EmulatedDevice.check(JCudaDriver.cuMemcpyDtoHAsync(Pointer.to(early), x, 4, stream));
    EmulatedDevice.check(JCudaDriver.cuStreamSynchronize(stream));
    assertThat(early).as("the handle's stream was not set").containsExactly(1);

    check(JCublas2.cublasSetStream(handle, new cudaStream_t(stream)));
    check(JCublas2.cublasSscal(handle, 1, Pointer.to(new float[] {2}), x, 1));
    check(JCublas2.cublasSscal(handle, 1, Pointer.to(new float[] {10}), x, 1));
    EmulatedDevice.check(JCudaDriver.cuStreamSynchronize(stream));
    EmulatedDevice.check(JCudaDriver.cuStreamDestroy(stream));
    refused(
        JCublas2.cublasSscal(handle, 1, ONE, x, 1),
        CUBLAS_STATUS_EXECUTION_FAILED,
        "was destroyed");
    assertThat(device.downloadFloats(x, 1)).containsExactly(40);
  }

  @Test
  void aDestroyedHandleIsRefused() {
    cublasHandle other = new cublasHandle();
    long before = EmulatedCuda.liveObjects();
    check(JCublas2.cublasCreate(other));
    assertThat(EmulatedCuda.liveObjects()).isEqualTo(before + 1);
    assertThat(EmulatedCuda.describeObjects()).isEqualTo("2 cuBLAS handles");
    check(JCublas2.cublasDestroy(other));
    assertThat(EmulatedCuda.liveObjects()).isEqualTo(before);
    refused(
        JCublas2.cublasSscal(other, 1, ONE, device.upload(1f), 1),
        CUBLAS_STATUS_NOT_INITIALIZED,
        "was destroyed");
    refused(JCublas2.cublasDestroy(other), CUBLAS_STATUS_NOT_INITIALIZED, "was destroyed");
  }

  @Test
  void aPlannedFailureComesAtItsCall() {
    CUdeviceptr x = device.upload(1f);
    EmulatedCuda.failCall("cublasSscal", 2, CUBLAS_STATUS_ALLOC_FAILED);
    Pointer two = Pointer.to(new float[] {2});
    check(JCublas2.cublasSscal(handle, 1, two, x, 1));
    assertThat(JCublas2.cublasSscal(handle, 1, two, x, 1)).isEqualTo(CUBLAS_STATUS_ALLOC_FAILED);
    check(JCublas2.cublasSscal(handle, 1, two, x, 1));
    assertThat(device.downloadFloats(x, 1)).containsExactly(4);
  }

  @Test
  void aFreedWorkspaceIsRefused() {
    CUdeviceptr workspace = device.allocate(4096);
    refused(
        JCublas2.cublasSetWorkspace(handle, workspace.withByteOffset(16), 1024),
        CUBLAS_STATUS_INVALID_VALUE,
        "not aligned to 256 bytes");
    check(JCublas2.cublasSetWorkspace(handle, workspace, 4096));
    CUdeviceptr x = device.upload(1f);
    check(JCublas2.cublasSscal(handle, 1, ONE, x, 1));
    device.free(workspace);
    refused(
        JCublas2.cublasSscal(handle, 1, ONE, x, 1), CUBLAS_STATUS_EXECUTION_FAILED, "workspace");
  }
}
