package org.warpath.kernels.cuda.emulator;

import static jcuda.jcublas.cublasDiagType.CUBLAS_DIAG_NON_UNIT;
import static jcuda.jcublas.cublasFillMode.CUBLAS_FILL_MODE_LOWER;
import static jcuda.jcublas.cublasOperation.CUBLAS_OP_N;
import static jcuda.jcublas.cublasOperation.CUBLAS_OP_T;
import static jcuda.jcublas.cublasPointerMode.CUBLAS_POINTER_MODE_DEVICE;
import static jcuda.jcublas.cublasSideMode.CUBLAS_SIDE_LEFT;
import static jcuda.jcublas.cublasSideMode.CUBLAS_SIDE_RIGHT;
import static jcuda.jcublas.cublasStatus.CUBLAS_STATUS_ALLOC_FAILED;
import static jcuda.jcublas.cublasStatus.CUBLAS_STATUS_EXECUTION_FAILED;
import static jcuda.jcublas.cublasStatus.CUBLAS_STATUS_INVALID_VALUE;
import static jcuda.jcublas.cublasStatus.CUBLAS_STATUS_NOT_INITIALIZED;
import static jcuda.jcublas.cublasStatus.CUBLAS_STATUS_NOT_SUPPORTED;
import static jcuda.jcublas.cublasStatus.CUBLAS_STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import jcuda.Pointer;
import jcuda.cudaDataType;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.CUresult;
import jcuda.driver.CUstream;
import jcuda.driver.CUstream_flags;
import jcuda.driver.JCudaDriver;
import jcuda.jcublas.JCublas2;
import jcuda.jcublas.cublasComputeType;
import jcuda.jcublas.cublasGemmAlgo;
import jcuda.jcublas.cublasHandle;
import jcuda.jcublas.cublasMath;
import jcuda.runtime.cudaStream_t;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.cuda.libraries.CudaLibraries;
import org.warpath.kernels.cuda.libraries.CudaLibrary;

/** The emulated cuBLAS computes what is documented, and refuses what is not. */
@Tag("emulator")
class EmulatedCublasTest {
  private static final Pointer ONE = Pointer.to(new float[] {1});
  private static final Pointer ZERO = Pointer.to(new float[] {0});
  private static final Pointer ONE_DOUBLE = Pointer.to(new double[] {1});

  private final cublasHandle handle = new cublasHandle();
  private EmulatedDevice device;

  @BeforeEach
  void open() {
    device = new EmulatedDevice();
    CudaLibraries.instance().require(CudaLibrary.CUBLAS);
    JCublas2.setExceptionsEnabled(false);
    check(JCublas2.cublasCreate(handle));
  }

  @AfterEach
  void close() {
    JCublas2.cublasDestroy(handle);
    device.close();
  }

  private static void check(int status) {
    assertThat(status).as(EmulatedCuda.lastReport()).isEqualTo(CUBLAS_STATUS_SUCCESS);
  }

  private static void refused(int status, int expected, String reason) {
    assertThat(status).isEqualTo(expected);
    assertThat(EmulatedCuda.lastReport()).contains(reason);
  }

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

  private int gemm(int m, int n, int k, Pointer a, int lda, Pointer b, Pointer beta, Pointer c) {
    return JCublas2.cublasSgemm(
        handle, CUBLAS_OP_N, CUBLAS_OP_N, m, n, k, ONE, a, lda, b, k, beta, c, m);
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
  void aNegativeIncrementWalksBackwards() {
    CUdeviceptr x = device.upload(1f, 2f, 3f);
    CUdeviceptr y = device.upload(0f, 0f, 0f);
    check(JCublas2.cublasScopy(handle, 3, x, -1, y, 1));
    assertThat(device.downloadFloats(y, 3)).containsExactly(3, 2, 1);
    refused(
        JCublas2.cublasScopy(handle, 3, x, 2, y, 1),
        CUBLAS_STATUS_EXECUTION_FAILED,
        "x: 5 elements");
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
  void triangularSolvesUndoProducts() {
    // A = (2 ·; 3 4), lower; B = A·X and X·A with X = (1 2; 3 4).
    CUdeviceptr a = device.upload(2.0, 3.0, Double.NaN, 4.0);
    CUdeviceptr left = device.upload(2.0, 15.0, 4.0, 22.0);
    CUdeviceptr right = device.upload(8.0, 18.0, 8.0, 16.0);
    check(trsm(CUBLAS_SIDE_LEFT, a, left));
    check(trsm(CUBLAS_SIDE_RIGHT, a, right));
    assertThat(device.downloadDoubles(left, 4)).containsExactly(1, 3, 2, 4);
    assertThat(device.downloadDoubles(right, 4)).containsExactly(1, 3, 2, 4);
  }

  private int trsm(int side, Pointer a, Pointer b) {
    return JCublas2.cublasDtrsm(
        handle,
        side,
        CUBLAS_FILL_MODE_LOWER,
        CUBLAS_OP_N,
        CUBLAS_DIAG_NON_UNIT,
        2,
        2,
        ONE_DOUBLE,
        a,
        2,
        b,
        2);
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
  void geamTransposesButNotInPlace() {
    CUdeviceptr a = device.upload(1f, 2f, 3f, 4f);
    CUdeviceptr c = device.allocate(16);
    check(geam(a, c));
    assertThat(device.downloadFloats(c, 4)).containsExactly(1, 3, 2, 4);
    refused(geam(a, a), CUBLAS_STATUS_INVALID_VALUE, "in place of A");
  }

  private int geam(Pointer a, Pointer c) {
    return JCublas2.cublasSgeam(
        handle, CUBLAS_OP_T, CUBLAS_OP_N, 2, 2, ONE, a, 2, ZERO, new Pointer(), 2, c, 2);
  }
}
