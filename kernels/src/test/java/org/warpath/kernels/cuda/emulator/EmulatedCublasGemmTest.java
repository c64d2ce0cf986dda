package org.warpath.kernels.cuda.emulator;

import static jcuda.jcublas.cublasOperation.CUBLAS_OP_N;
import static jcuda.jcublas.cublasOperation.CUBLAS_OP_T;
import static jcuda.jcublas.cublasStatus.CUBLAS_STATUS_EXECUTION_FAILED;
import static jcuda.jcublas.cublasStatus.CUBLAS_STATUS_INVALID_VALUE;
import static jcuda.jcublas.cublasStatus.CUBLAS_STATUS_NOT_SUPPORTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import jcuda.Pointer;
import jcuda.cudaDataType;
import jcuda.driver.CUdeviceptr;
import jcuda.jcublas.JCublas2;
import jcuda.jcublas.cublasComputeType;
import jcuda.jcublas.cublasGemmAlgo;
import jcuda.jcublas.cublasMath;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Products of matrices in the emulated cuBLAS. */
@Tag("emulator")
class EmulatedCublasGemmTest extends CublasCalls {
  /** Element (i, j) of op(X) for column-major X. */
  private static double element(float[] x, int ld, boolean transposed, int i, int j) {
    return transposed ? x[j + i * ld] : x[i + j * ld];
  }

  private static float[] random(int count) {
    Random random = new Random(7);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }

  @Test
  void gemmMultipliesColumnMajorMatricesWithEveryTranspose() {
    int m = 3;
    int n = 4;
    int k = 5;
    float[] a = random(7 * 5);
    float[] b = random(8 * 5);
    float[] c = random(5 * 4);
    for (int variant = 0; variant < 4; variant++) {
      boolean transA = (variant & 1) != 0;
      boolean transB = (variant & 2) != 0;
      CUdeviceptr deviceC = device.upload(c);
      check(
          JCublas2.cublasSgemm(
              handle,
              transA ? CUBLAS_OP_T : CUBLAS_OP_N,
              transB ? CUBLAS_OP_T : CUBLAS_OP_N,
              m,
              n,
              k,
              Pointer.to(new float[] {2}),
              device.upload(a),
              7,
              device.upload(b),
              8,
              Pointer.to(new float[] {-3}),
              deviceC,
              5));
      float[] result = device.downloadFloats(deviceC, c.length);
      for (int j = 0; j < n; j++) {
        for (int i = 0; i < m; i++) {
          double sum = 0;
          for (int l = 0; l < k; l++) {
            sum += element(a, 7, transA, i, l) * element(b, 8, transB, l, j);
          }
          assertThat((double) result[i + 5 * j])
              .isCloseTo(2 * sum - 3 * c[i + 5 * j], within(1e-5));
        }
        assertThat(result[3 + 5 * j]).as("outside of C").isEqualTo(c[3 + 5 * j]);
      }
    }
  }

  @Test
  void betaZeroDoesNotReadTheResult() {
    CUdeviceptr c = device.allocate(4);
    check(gemm(1, 1, 2, device.upload(1f, 2f), 1, device.upload(3f, 4f), ZERO, c));
    assertThat(device.downloadFloats(c, 1)).containsExactly(11);
  }

  @Test
  void aResultThatIsAnOperandTooIsPoisoned() {
    CUdeviceptr a = device.upload(1f, 2f, 3f, 4f);
    check(gemm(2, 2, 2, a, 2, device.upload(1f, 0f, 0f, 1f), ZERO, a));
    assertThat(device.downloadFloats(a, 4)[0]).isNaN();
  }

  @Test
  void aLeadingDimensionThatIsTooSmallIsRefused() {
    Pointer x = device.allocate(64);
    refused(
        gemm(4, 1, 1, x, 3, x, ZERO, x),
        CUBLAS_STATUS_INVALID_VALUE,
        "lda is 3, at least max(1, 4)");
  }

  @Test
  void anOperandThatEndsTooEarlyIsRefused() {
    CUdeviceptr small = device.allocate(4 * 11);
    CUdeviceptr large = device.allocate(4 * 16);
    refused(
        gemm(4, 4, 3, small, 4, large, ZERO, large),
        CUBLAS_STATUS_EXECUTION_FAILED,
        "A: 12 elements of 4 bytes");
    refused(
        gemm(4, 4, 4, large, 4, large, ZERO, small),
        CUBLAS_STATUS_EXECUTION_FAILED,
        "C: 16 elements of 4 bytes");
  }

  @Test
  void anOperandOnTheHostIsRefused() {
    CUdeviceptr x = device.allocate(4);
    Pointer host = device.pinned(4);
    refused(
        gemm(1, 1, 1, host, 1, x, ZERO, x),
        CUBLAS_STATUS_EXECUTION_FAILED,
        "A: 1 elements of 4 bytes");
    // JCublas gives a null pointer for an array where it expects an address of the device.
    Pointer array = Pointer.to(new float[1]);
    refused(gemm(1, 1, 1, array, 1, x, ZERO, x), CUBLAS_STATUS_INVALID_VALUE, "A is null");
  }

  @Test
  void tf32RoundsOperandsToTenBits() {
    float fine = 1 + 0x1p-12f;
    CUdeviceptr c = device.allocate(4);
    CUdeviceptr x = device.upload(fine);
    check(gemm(1, 1, 1, x, 1, device.upload(1f), ZERO, c));
    assertThat(device.downloadFloats(c, 1)).containsExactly(fine);
    check(JCublas2.cublasSetMathMode(handle, cublasMath.CUBLAS_TF32_TENSOR_OP_MATH));
    check(gemm(1, 1, 1, x, 1, device.upload(1f), ZERO, c));
    assertThat(device.downloadFloats(c, 1)).containsExactly(1);
  }

  private int gemmEx(Pointer x, int type, Pointer c, int cType, int compute) {
    return JCublas2.cublasGemmEx_new(
        handle,
        CUBLAS_OP_N,
        CUBLAS_OP_N,
        1,
        1,
        2,
        ONE,
        x,
        type,
        1,
        x,
        type,
        2,
        ZERO,
        c,
        cType,
        1,
        compute,
        cublasGemmAlgo.CUBLAS_GEMM_DEFAULT);
  }

  @Test
  void halfPrecisionIsAccumulatedInSinglePrecision() {
    CUdeviceptr half = device.upload(Float.floatToFloat16(256.5f), Float.floatToFloat16(0.25f));
    CUdeviceptr c = device.allocate(4);
    check(
        gemmEx(
            half,
            cudaDataType.CUDA_R_16F,
            c,
            cudaDataType.CUDA_R_32F,
            cublasComputeType.CUBLAS_COMPUTE_32F));
    assertThat(device.downloadFloats(c, 1)).containsExactly(256.5f * 256.5f + 0.0625f);
    CUdeviceptr bfloat = device.upload((short) (Float.floatToRawIntBits(1.5f) >> 16), (short) 0);
    check(
        gemmEx(
            bfloat,
            cudaDataType.CUDA_R_16BF,
            c,
            cudaDataType.CUDA_R_32F,
            cublasComputeType.CUBLAS_COMPUTE_32F));
    assertThat(device.downloadFloats(c, 1)).containsExactly(2.25f);
    refused(
        gemmEx(
            half,
            cudaDataType.CUDA_R_16F,
            c,
            cudaDataType.CUDA_R_64F,
            cublasComputeType.CUBLAS_COMPUTE_64F),
        CUBLAS_STATUS_NOT_SUPPORTED,
        "types 2 and 2 into 1");
  }
}
