package org.warpath.kernels.cuda.emulator;

import static jcuda.jcublas.cublasOperation.CUBLAS_OP_N;
import static jcuda.jcublas.cublasOperation.CUBLAS_OP_T;
import static jcuda.jcublas.cublasStatus.CUBLAS_STATUS_EXECUTION_FAILED;
import static jcuda.jcublas.cublasStatus.CUBLAS_STATUS_INVALID_VALUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import jcuda.Pointer;
import jcuda.cudaDataType;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.CUresult;
import jcuda.driver.JCudaDriver;
import jcuda.jcublas.JCublas2;
import jcuda.jcublas.cublasComputeType;
import jcuda.jcublas.cublasGemmAlgo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Batches in the emulated cuBLAS. */
@Tag("emulator")
class EmulatedCublasBatchTest extends CublasCalls {
  @Test
  void batchesByPointersAreReadFromTheDevice() {
    CUdeviceptr a = device.upload(2f, 3f);
    CUdeviceptr c = device.allocate(8);
    Pointer[] first = {a, a.withByteOffset(4)};
    Pointer[] results = {c, c.withByteOffset(4)};
    CUdeviceptr as = device.uploadPointers(first);
    CUdeviceptr cs = device.uploadPointers(results);
    check(
        JCublas2.cublasSgemmBatched(
            handle, CUBLAS_OP_N, CUBLAS_OP_N, 1, 1, 1, ONE, as, 1, as, 1, ZERO, cs, 1, 2));
    assertThat(device.downloadFloats(c, 2)).containsExactly(4, 9);
    refused(
        JCublas2.cublasSgemmBatched(
            handle,
            CUBLAS_OP_N,
            CUBLAS_OP_N,
            1,
            1,
            1,
            ONE,
            device.pinned(16),
            1,
            as,
            1,
            ZERO,
            cs,
            1,
            2),
        CUBLAS_STATUS_EXECUTION_FAILED,
        "the pointers to A");
    // What the pointers point at is known only to the device.
    check(
        JCublas2.cublasSgemmBatched(
            handle, CUBLAS_OP_N, CUBLAS_OP_N, 1, 1, 2, ONE, as, 1, as, 2, ZERO, cs, 1, 2));
    assertThat(JCudaDriver.cuCtxSynchronize()).isEqualTo(CUresult.CUDA_ERROR_ILLEGAL_ADDRESS);
    assertThat(EmulatedCuda.lastReport()).contains("cublasSgemmBatched: A: 2 elements");
  }

  @Test
  void resultsOfABatchMayNotOverlap() {
    CUdeviceptr x = device.upload(1f, 2f);
    check(
        JCublas2.cublasSgemmStridedBatched(
            handle,
            CUBLAS_OP_N,
            CUBLAS_OP_N,
            1,
            1,
            1,
            ONE,
            x,
            1,
            1,
            x,
            1,
            1,
            ZERO,
            device.allocate(4),
            1,
            0,
            2));
    assertThat(JCudaDriver.cuCtxSynchronize()).isEqualTo(CUresult.CUDA_ERROR_ILLEGAL_ADDRESS);
    assertThat(EmulatedCuda.lastReport()).contains("share elements");
  }

  @Test
  void luSolvesASystemAndNamesAZeroPivot() {
    CUdeviceptr a = device.upload(1.0, 2.0, 3.0, 4.0, 1.0, 1.0, 1.0, 1.0);
    CUdeviceptr b = device.upload(7.0, 10.0, 2.0, 2.0);
    CUdeviceptr as = device.uploadPointers(a, a.withByteOffset(32));
    CUdeviceptr bs = device.uploadPointers(b, b.withByteOffset(16));
    CUdeviceptr pivots = device.allocate(16);
    CUdeviceptr info = device.allocate(8);
    check(JCublas2.cublasDgetrfBatched(handle, 2, as, 2, pivots, info, 2));
    assertThat(device.download(info, 2)).containsExactly(0, 2);
    assertThat(device.download(pivots, 2)).containsExactly(2, 2);
    Pointer problem = device.pinned(4);
    check(
        JCublas2.cublasDgetrsBatched(handle, CUBLAS_OP_N, 2, 1, as, 2, pivots, bs, 2, problem, 1));
    double[] x = device.downloadDoubles(b, 2);
    assertThat(x[0]).isCloseTo(1, within(1e-14));
    assertThat(x[1]).isCloseTo(2, within(1e-14));
    assertThat(EmulatedDevice.integer(problem)).isZero();
    refused(
        JCublas2.cublasDgetrsBatched(handle, CUBLAS_OP_N, 2, 1, as, 1, pivots, bs, 2, problem, 1),
        CUBLAS_STATUS_INVALID_VALUE,
        "argument 5");
    assertThat(EmulatedDevice.integer(problem)).isEqualTo(-5);
  }

  @Test
  void qrKeepsLengths() {
    CUdeviceptr a = device.upload(3.0, 4.0, 1.0, 2.0);
    CUdeviceptr tau = device.allocate(16);
    Pointer problem = device.pinned(4);
    check(
        JCublas2.cublasDgeqrfBatched(
            handle, 2, 2, device.uploadPointers(a), 2, device.uploadPointers(tau), problem, 1));
    double[] r = device.downloadDoubles(a, 4);
    assertThat(r[0]).isCloseTo(-5, within(1e-14));
    assertThat(r[2]).isCloseTo(-11.0 / 5, within(1e-14));
    assertThat(Math.abs(r[3])).isCloseTo(2.0 / 5, within(1e-14));
    assertThat(device.downloadDoubles(tau, 1)[0]).isCloseTo(1.6, within(1e-14));
  }

  @Test
  void batchesOfHalvesAreSummedInSinglePrecision() {
    // Two products (a b)·(a b)ᵀ of float16, each operand 4 bytes behind the one before.
    CUdeviceptr x =
        device.upload(
            Float.floatToFloat16(256.5f),
            Float.floatToFloat16(0.25f),
            Float.floatToFloat16(3),
            Float.floatToFloat16(4));
    CUdeviceptr c = device.allocate(8);
    check(
        JCublas2.cublasGemmStridedBatchedEx_new(
            handle,
            CUBLAS_OP_T,
            CUBLAS_OP_N,
            1,
            1,
            2,
            ONE,
            x,
            cudaDataType.CUDA_R_16F,
            2,
            2,
            x,
            cudaDataType.CUDA_R_16F,
            2,
            2,
            ZERO,
            c,
            cudaDataType.CUDA_R_32F,
            1,
            1,
            2,
            cublasComputeType.CUBLAS_COMPUTE_32F,
            cublasGemmAlgo.CUBLAS_GEMM_DEFAULT));
    float[] expected = {256.5f * 256.5f + 0.0625f, 25};
    assertThat(device.downloadFloats(c, 2)).containsExactly(expected);

    CUdeviceptr swapped = device.uploadPointers(x.withByteOffset(4), x);
    CUdeviceptr results = device.uploadPointers(c, c.withByteOffset(4));
    check(
        JCublas2.cublasGemmBatchedEx_new(
            handle,
            CUBLAS_OP_T,
            CUBLAS_OP_N,
            1,
            1,
            2,
            ONE,
            swapped,
            cudaDataType.CUDA_R_16F,
            2,
            swapped,
            cudaDataType.CUDA_R_16F,
            2,
            ONE,
            results,
            cudaDataType.CUDA_R_32F,
            1,
            2,
            cublasComputeType.CUBLAS_COMPUTE_32F,
            cublasGemmAlgo.CUBLAS_GEMM_DEFAULT));
    float sum = expected[0] + 25;
    assertThat(device.downloadFloats(c, 2)).containsExactly(sum, sum);
  }
}
