package org.warpath.kernels.cuda.emulator;

import static jcuda.cudaDataType.CUDA_R_32F;
import static jcuda.cudaDataType.CUDA_R_64F;
import static jcuda.jcusparse.cusparseIndexBase.CUSPARSE_INDEX_BASE_ONE;
import static jcuda.jcusparse.cusparseIndexBase.CUSPARSE_INDEX_BASE_ZERO;
import static jcuda.jcusparse.cusparseIndexType.CUSPARSE_INDEX_32I;
import static jcuda.jcusparse.cusparseIndexType.CUSPARSE_INDEX_64I;
import static jcuda.jcusparse.cusparseOperation.CUSPARSE_OPERATION_NON_TRANSPOSE;
import static jcuda.jcusparse.cusparseOperation.CUSPARSE_OPERATION_TRANSPOSE;
import static jcuda.jcusparse.cusparseOrder.CUSPARSE_ORDER_COL;
import static jcuda.jcusparse.cusparseOrder.CUSPARSE_ORDER_ROW;
import static jcuda.jcusparse.cusparseStatus.CUSPARSE_STATUS_EXECUTION_FAILED;
import static jcuda.jcusparse.cusparseStatus.CUSPARSE_STATUS_INVALID_VALUE;
import static jcuda.jcusparse.cusparseStatus.CUSPARSE_STATUS_NOT_INITIALIZED;
import static jcuda.jcusparse.cusparseStatus.CUSPARSE_STATUS_NOT_SUPPORTED;
import static jcuda.jcusparse.cusparseStatus.CUSPARSE_STATUS_SUCCESS;
import static jcuda.jcusparse.cusparseStatus.CUSPARSE_STATUS_ZERO_PIVOT;
import static org.assertj.core.api.Assertions.assertThat;

import jcuda.Pointer;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.CUresult;
import jcuda.driver.JCudaDriver;
import jcuda.jcusparse.JCusparse;
import jcuda.jcusparse.csric02Info;
import jcuda.jcusparse.csrilu02Info;
import jcuda.jcusparse.cusparseDnMatDescr;
import jcuda.jcusparse.cusparseDnVecDescr;
import jcuda.jcusparse.cusparseHandle;
import jcuda.jcusparse.cusparseMatDescr;
import jcuda.jcusparse.cusparseSpGEMMDescr;
import jcuda.jcusparse.cusparseSpMatDescr;
import jcuda.jcusparse.cusparseSpSVDescr;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.cuda.libraries.CudaLibraries;
import org.warpath.kernels.cuda.libraries.CudaLibrary;

/** The emulated cuSPARSE computes what is documented, and refuses what is not. */
@Tag("emulator")
class EmulatedCusparseTest {
  private static final int N = CUSPARSE_OPERATION_NON_TRANSPOSE;
  private static final int T = CUSPARSE_OPERATION_TRANSPOSE;
  private static final Pointer ONE = Pointer.to(new double[] {1});
  private static final Pointer ZERO = Pointer.to(new double[] {0});
  private static final double[] VALUES = {1, 2, 3, 4};

  private final cusparseHandle handle = new cusparseHandle();
  private EmulatedDevice device;

  @BeforeEach
  void open() {
    device = new EmulatedDevice();
    CudaLibraries.instance().require(CudaLibrary.CUSPARSE);
    JCusparse.setExceptionsEnabled(false);
    check(JCusparse.cusparseCreate(handle));
  }

  @AfterEach
  void close() {
    JCusparse.cusparseDestroy(handle);
    device.close();
  }

  private static void check(int status) {
    assertThat(status).as(EmulatedCuda.lastReport()).isEqualTo(CUSPARSE_STATUS_SUCCESS);
  }

  private static void refused(int status, int expected, String reason) {
    assertThat(status).isEqualTo(expected);
    assertThat(EmulatedCuda.lastReport()).contains(reason);
  }

  private static cusparseSpMatDescr csr(
      long rows, long columns, long entries, Pointer offsets, Pointer indices, Pointer values) {
    cusparseSpMatDescr matrix = new cusparseSpMatDescr();
    check(
        JCusparse.cusparseCreateCsr(
            matrix,
            rows,
            columns,
            entries,
            offsets,
            indices,
            values,
            CUSPARSE_INDEX_32I,
            CUSPARSE_INDEX_32I,
            CUSPARSE_INDEX_BASE_ZERO,
            CUDA_R_64F));
    return matrix;
  }

  /** (1 · 2; · 3 4). */
  private cusparseSpMatDescr matrix() {
    return csr(2, 3, 4, device.upload(0, 2, 4), device.upload(0, 2, 1, 2), device.upload(VALUES));
  }

  private static cusparseDnVecDescr vector(long size, Pointer values, int type) {
    cusparseDnVecDescr vector = new cusparseDnVecDescr();
    check(JCusparse.cusparseCreateDnVec(vector, size, values, type));
    return vector;
  }

  private static cusparseDnMatDescr dense(
      long rows, long columns, long ld, Pointer values, int order) {
    cusparseDnMatDescr dense = new cusparseDnMatDescr();
    check(JCusparse.cusparseCreateDnMat(dense, rows, columns, ld, values, CUDA_R_64F, order));
    return dense;
  }

  private int spmv(
      int operation,
      cusparseSpMatDescr a,
      cusparseDnVecDescr x,
      Pointer beta,
      cusparseDnVecDescr y,
      Pointer workspace) {
    Pointer alpha = Pointer.to(new double[] {2});
    return JCusparse.cusparseSpMV(
        handle, operation, alpha, a.asConst(), x.asConst(), beta, y, CUDA_R_64F, 0, workspace);
  }

  private CUdeviceptr workspace() {
    return device.allocate(4096);
  }

  @Test
  void aSparseMatrixTimesAVector() {
    CUdeviceptr y = device.allocate(16);
    CUdeviceptr x = device.upload(1.0, 10.0, 100.0);
    check(spmv(N, matrix(), vector(3, x, CUDA_R_64F), ZERO, vector(2, y, CUDA_R_64F), workspace()));
    assertThat(device.downloadDoubles(y, 2)).containsExactly(402, 860);
    CUdeviceptr z = device.upload(1.0, 1.0, 1.0);
    check(spmv(T, matrix(), vector(2, y, CUDA_R_64F), ONE, vector(3, z, CUDA_R_64F), workspace()));
    assertThat(device.downloadDoubles(z, 3)).containsExactly(805, 5161, 8489);
  }

  @Test
  void mistakesWithVectorsAreRefused() {
    CUdeviceptr x = device.upload(1.0, 10.0, 100.0);
    cusparseDnVecDescr three = vector(3, x, CUDA_R_64F);
    cusparseDnVecDescr two = vector(2, device.allocate(16), CUDA_R_64F);
    cusparseDnVecDescr narrow = vector(3, x, CUDA_R_32F);
    cusparseDnVecDescr beyond = vector(2, device.allocate(8), CUDA_R_64F);
    refused(
        spmv(N, matrix(), two, ZERO, three, workspace()),
        CUSPARSE_STATUS_INVALID_VALUE,
        "x's size: 2 is 3");
    refused(
        spmv(N, matrix(), narrow, ZERO, two, workspace()),
        CUSPARSE_STATUS_NOT_SUPPORTED,
        "the types 1 and 0 into 1");
    refused(
        spmv(N, matrix(), three, ZERO, beyond, workspace()),
        CUSPARSE_STATUS_EXECUTION_FAILED,
        "y: 2 elements");
    refused(
        spmv(N, matrix(), three, ZERO, two, new Pointer()),
        CUSPARSE_STATUS_INVALID_VALUE,
        "the workspace is null");
    refused(
        spmv(N, matrix(), three, ZERO, two, device.allocate(256)),
        CUSPARSE_STATUS_EXECUTION_FAILED,
        "the workspace");
    check(JCusparse.cusparseDestroyDnVec(two.asConst()));
    refused(
        spmv(N, matrix(), three, ZERO, two, workspace()), CUSPARSE_STATUS_NOT_INITIALIZED, "y ");
  }

  @Test
  void anIndexOutsideOfTheMatrixIsAnIllegalAccess() {
    cusparseSpMatDescr a =
        csr(2, 3, 4, device.upload(0, 2, 4), device.upload(0, 2, 1, 3), device.upload(VALUES));
    cusparseDnVecDescr x = vector(3, device.upload(1.0, 1.0, 1.0), CUDA_R_64F);
    check(spmv(N, a, x, ZERO, vector(2, device.allocate(16), CUDA_R_64F), workspace()));
    assertThat(JCudaDriver.cuCtxSynchronize()).isEqualTo(CUresult.CUDA_ERROR_ILLEGAL_ADDRESS);
    assertThat(EmulatedCuda.lastReport()).contains("index of entry 3 lies outside");
  }

  @Test
  void offsetsAndIndicesOfDifferentTypesAreRefused() {
    cusparseSpMatDescr a = new cusparseSpMatDescr();
    Pointer any = device.allocate(64);
    check(
        JCusparse.cusparseCreateCsr(
            a,
            2,
            3,
            4,
            any,
            any,
            any,
            CUSPARSE_INDEX_64I,
            CUSPARSE_INDEX_32I,
            CUSPARSE_INDEX_BASE_ONE,
            CUDA_R_64F));
    cusparseDnVecDescr x = vector(3, any, CUDA_R_64F);
    refused(
        spmv(N, a, x, ZERO, vector(2, any, CUDA_R_64F), workspace()),
        CUSPARSE_STATUS_NOT_SUPPORTED,
        "offsets and indices of different types");
  }

  @Test
  void denseOperandsHaveAnOrder() {
    // B = (1 2; 3 4; 5 6) by rows, C by columns with a gap.
    CUdeviceptr b = device.upload(1.0, 2.0, 3.0, 4.0, 5.0, 6.0);
    CUdeviceptr c = device.allocate(40);
    int status =
        JCusparse.cusparseSpMM(
            handle,
            N,
            N,
            ONE,
            matrix().asConst(),
            dense(3, 2, 2, b, CUSPARSE_ORDER_ROW).asConst(),
            ZERO,
            dense(2, 2, 3, c, CUSPARSE_ORDER_COL),
            CUDA_R_64F,
            0,
            workspace());
    check(status);
    double[] result = device.downloadDoubles(c, 5);
    assertThat(result).containsExactly(11, 29, Double.NaN, 14, 36);
    cusparseDnMatDescr wrong = new cusparseDnMatDescr();
    refused(
        JCusparse.cusparseCreateDnMat(wrong, 2, 3, 2, b, CUDA_R_64F, CUSPARSE_ORDER_ROW),
        CUSPARSE_STATUS_INVALID_VALUE,
        "ld is 2, at least max(1, 3)");
  }

  @Test
  void aDenseProductIsSampledAtTheStoredElements() {
    CUdeviceptr a = device.upload(1.0, 2.0);
    CUdeviceptr b = device.upload(1.0, 10.0, 100.0);
    CUdeviceptr values = device.upload(VALUES);
    cusparseSpMatDescr c = csr(2, 3, 4, device.upload(0, 2, 4), device.upload(0, 2, 1, 2), values);
    check(
        JCusparse.cusparseSDDMM(
            handle,
            N,
            N,
            ONE,
            dense(2, 1, 2, a, CUSPARSE_ORDER_COL).asConst(),
            dense(1, 3, 1, b, CUSPARSE_ORDER_COL).asConst(),
            ONE,
            c,
            CUDA_R_64F,
            0,
            workspace()));
    assertThat(device.downloadDoubles(values, 4)).containsExactly(2, 102, 23, 204);
  }

  @Test
  void sparseMatricesAreMultipliedInSteps() {
    cusparseSpMatDescr a =
        csr(2, 2, 3, device.upload(0, 1, 3), device.upload(0, 0, 1), device.upload(2.0, 3.0, 4.0));
    cusparseSpMatDescr c = csr(2, 2, 0, new Pointer(), new Pointer(), new Pointer());
    cusparseSpGEMMDescr plan = new cusparseSpGEMMDescr();
    check(JCusparse.cusparseSpGEMM_createDescr(plan));
    long[] size = new long[1];
    refused(
        compute(a, c, plan, size, new Pointer()), CUSPARSE_STATUS_INVALID_VALUE, "workEstimation");
    check(estimate(a, c, plan, size, new Pointer()));
    CUdeviceptr first = device.allocate(size[0]);
    check(estimate(a, c, plan, size, first));
    check(compute(a, c, plan, size, new Pointer()));
    CUdeviceptr second = device.allocate(size[0]);
    check(compute(a, c, plan, size, second));
    long[] entries = new long[1];
    check(JCusparse.cusparseSpMatGetSize(c.asConst(), new long[1], new long[1], entries));
    assertThat(entries).containsExactly(3);

    CUdeviceptr offsets = device.allocate(12);
    CUdeviceptr indices = device.allocate(12);
    CUdeviceptr values = device.allocate(24);
    refused(copy(a, c, plan), CUSPARSE_STATUS_INVALID_VALUE, "C's offsets is null");
    check(JCusparse.cusparseCsrSetPointers(c, offsets, indices, values));
    check(copy(a, c, plan));
    assertThat(device.downloadDoubles(values, 3)).containsExactly(4, 18, 16);
    assertThat(device.download(offsets, 3)).containsExactly(0, 1, 3);
    assertThat(device.download(indices, 3)).containsExactly(0, 0, 1);
    device.free(first);
    refused(copy(a, c, plan), CUSPARSE_STATUS_EXECUTION_FAILED, "the first buffer");
    check(JCusparse.cusparseSpGEMM_destroyDescr(plan));
  }

  private int estimate(
      cusparseSpMatDescr a,
      cusparseSpMatDescr c,
      cusparseSpGEMMDescr plan,
      long[] size,
      Pointer buffer) {
    return JCusparse.cusparseSpGEMM_workEstimation(
        handle, N, N, ONE, a.asConst(), a.asConst(), ZERO, c, CUDA_R_64F, 0, plan, size, buffer);
  }

  private int compute(
      cusparseSpMatDescr a,
      cusparseSpMatDescr c,
      cusparseSpGEMMDescr plan,
      long[] size,
      Pointer buffer) {
    return JCusparse.cusparseSpGEMM_compute(
        handle, N, N, ONE, a.asConst(), a.asConst(), ZERO, c, CUDA_R_64F, 0, plan, size, buffer);
  }

  private int copy(cusparseSpMatDescr a, cusparseSpMatDescr c, cusparseSpGEMMDescr plan) {
    return JCusparse.cusparseSpGEMM_copy(
        handle, N, N, ONE, a.asConst(), a.asConst(), ZERO, c, CUDA_R_64F, 0, plan);
  }

  @Test
  void aTriangularSolveNeedsItsAnalysisAndItsWorkspace() {
    CUdeviceptr values = device.upload(2.0, 7.0, 3.0, 4.0);
    cusparseSpMatDescr a = csr(2, 2, 4, device.upload(0, 2, 4), device.upload(0, 1, 0, 1), values);
    cusparseDnVecDescr x = vector(2, device.upload(2.0, 11.0), CUDA_R_64F);
    CUdeviceptr result = device.allocate(16);
    cusparseDnVecDescr y = vector(2, result, CUDA_R_64F);
    cusparseSpSVDescr plan = new cusparseSpSVDescr();
    check(JCusparse.cusparseSpSV_createDescr(plan));
    refused(solve(a, x, y, plan), CUSPARSE_STATUS_INVALID_VALUE, "analysis was called before");
    long[] size = new long[1];
    check(
        JCusparse.cusparseSpSV_bufferSize(
            handle, N, ONE, a.asConst(), x.asConst(), y, CUDA_R_64F, 0, plan, size));
    CUdeviceptr workspace = device.allocate(size[0]);
    check(
        JCusparse.cusparseSpSV_analysis(
            handle, N, ONE, a.asConst(), x.asConst(), y, CUDA_R_64F, 0, plan, workspace));
    check(solve(a, x, y, plan));
    assertThat(device.downloadDoubles(result, 2)).containsExactly(1, 2);
    device.free(workspace);
    refused(solve(a, x, y, plan), CUSPARSE_STATUS_EXECUTION_FAILED, "the analysis's workspace");
    check(JCusparse.cusparseSpSV_destroyDescr(plan));
  }

  private int solve(
      cusparseSpMatDescr a, cusparseDnVecDescr x, cusparseDnVecDescr y, cusparseSpSVDescr plan) {
    return JCusparse.cusparseSpSV_solve(
        handle, N, ONE, a.asConst(), x.asConst(), y, CUDA_R_64F, 0, plan);
  }

  @Test
  void incompleteFactorsReplaceTheirMatrix() {
    // (4 2; 2 5): L·U = (1 ·; ½ 1)·(4 2; · 4), and its Cholesky factor (2 ·; 1 2).
    CUdeviceptr offsets = device.upload(0, 2, 4);
    CUdeviceptr indices = device.upload(0, 1, 0, 1);
    CUdeviceptr lu = device.upload(4.0, 2.0, 2.0, 5.0);
    CUdeviceptr cholesky = device.upload(4.0, 2.0, 2.0, 5.0);
    cusparseMatDescr description = new cusparseMatDescr();
    check(JCusparse.cusparseCreateMatDescr(description));
    int[] size = new int[1];

    csrilu02Info info = new csrilu02Info();
    check(JCusparse.cusparseCreateCsrilu02Info(info));
    check(
        JCusparse.cusparseDcsrilu02_bufferSize(
            handle, 2, 4, description, lu, offsets, indices, info, size));
    CUdeviceptr workspace = device.allocate(size[0]);
    refused(
        JCusparse.cusparseDcsrilu02(
            handle, 2, 4, description, lu, offsets, indices, info, 0, workspace),
        CUSPARSE_STATUS_INVALID_VALUE,
        "analysis was called before");
    check(
        JCusparse.cusparseDcsrilu02_analysis(
            handle, 2, 4, description, lu, offsets, indices, info, 0, workspace));
    check(
        JCusparse.cusparseDcsrilu02(
            handle, 2, 4, description, lu, offsets, indices, info, 0, workspace));
    assertThat(device.downloadDoubles(lu, 4)).containsExactly(4, 2, 0.5, 4);
    // The second pivot of (1 1; 1 1) is 0.
    Pointer position = device.pinned(4);
    check(JCusparse.cusparseXcsrilu02_zeroPivot(handle, info, position));
    assertThat(EmulatedDevice.integer(position)).isEqualTo(-1);
    CUdeviceptr singular = device.upload(1.0, 1.0, 1.0, 1.0);
    check(
        JCusparse.cusparseDcsrilu02(
            handle, 2, 4, description, singular, offsets, indices, info, 0, workspace));
    assertThat(JCusparse.cusparseXcsrilu02_zeroPivot(handle, info, position))
        .isEqualTo(CUSPARSE_STATUS_ZERO_PIVOT);
    assertThat(EmulatedDevice.integer(position)).isEqualTo(1);
    check(JCusparse.cusparseDestroyCsrilu02Info(info));

    csric02Info icInfo = new csric02Info();
    check(JCusparse.cusparseCreateCsric02Info(icInfo));
    check(
        JCusparse.cusparseDcsric02_bufferSize(
            handle, 2, 4, description, cholesky, offsets, indices, icInfo, size));
    check(
        JCusparse.cusparseDcsric02_analysis(
            handle, 2, 4, description, cholesky, offsets, indices, icInfo, 0, workspace));
    check(
        JCusparse.cusparseDcsric02(
            handle, 2, 4, description, cholesky, offsets, indices, icInfo, 0, workspace));
    assertThat(device.downloadDoubles(cholesky, 4)).containsExactly(2, 2, 1, 2);
    check(JCusparse.cusparseDestroyCsric02Info(icInfo));
    check(JCusparse.cusparseDestroyMatDescr(description));
  }

  @Test
  void aMatrixIsConvertedToColumns() {
    CUdeviceptr values = device.allocate(32);
    CUdeviceptr offsets = device.allocate(16);
    CUdeviceptr indices = device.allocate(16);
    check(
        JCusparse.cusparseCsr2cscEx2(
            handle,
            2,
            3,
            4,
            device.upload(VALUES),
            device.upload(0, 2, 4),
            device.upload(0, 2, 1, 2),
            values,
            offsets,
            indices,
            CUDA_R_64F,
            1,
            CUSPARSE_INDEX_BASE_ZERO,
            1,
            workspace()));
    assertThat(device.downloadDoubles(values, 4)).containsExactly(1, 3, 2, 4);
    assertThat(device.download(offsets, 4)).containsExactly(0, 1, 2, 4);
    assertThat(device.download(indices, 4)).containsExactly(0, 1, 0, 1);
  }

  @Test
  void descriptorsThatAreLeftBehindAreCounted() {
    cusparseDnVecDescr x = vector(3, device.allocate(24), CUDA_R_64F);
    assertThat(EmulatedCuda.describeObjects()).isEqualTo("1 cuSPARSE handle, 1 cuSPARSE vector");
    check(JCusparse.cusparseDestroyDnVec(x.asConst()));
    assertThat(EmulatedCuda.describeObjects()).isEqualTo("1 cuSPARSE handle");
  }
}
