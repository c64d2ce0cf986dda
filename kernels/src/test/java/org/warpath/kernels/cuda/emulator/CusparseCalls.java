package org.warpath.kernels.cuda.emulator;

import static jcuda.cudaDataType.CUDA_R_64F;
import static jcuda.jcusparse.cusparseIndexBase.CUSPARSE_INDEX_BASE_ZERO;
import static jcuda.jcusparse.cusparseIndexType.CUSPARSE_INDEX_32I;
import static jcuda.jcusparse.cusparseOperation.CUSPARSE_OPERATION_NON_TRANSPOSE;
import static jcuda.jcusparse.cusparseOperation.CUSPARSE_OPERATION_TRANSPOSE;
import static jcuda.jcusparse.cusparseStatus.CUSPARSE_STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import jcuda.Pointer;
import jcuda.driver.CUdeviceptr;
import jcuda.jcusparse.JCusparse;
import jcuda.jcusparse.cusparseDnMatDescr;
import jcuda.jcusparse.cusparseDnVecDescr;
import jcuda.jcusparse.cusparseHandle;
import jcuda.jcusparse.cusparseSpMatDescr;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.warpath.kernels.cuda.libraries.CudaLibraries;
import org.warpath.kernels.cuda.libraries.CudaLibrary;

/** A handle of the emulated cuSPARSE, and its descriptors. */
abstract class CusparseCalls {
  static final int N = CUSPARSE_OPERATION_NON_TRANSPOSE;
  static final int T = CUSPARSE_OPERATION_TRANSPOSE;
  static final Pointer ONE = Pointer.to(new double[] {1});
  static final Pointer ZERO = Pointer.to(new double[] {0});
  static final double[] VALUES = {1, 2, 3, 4};
  final cusparseHandle handle = new cusparseHandle();
  EmulatedDevice device;

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

  static void check(int status) {
    assertThat(status).as(EmulatedCuda.lastReport()).isEqualTo(CUSPARSE_STATUS_SUCCESS);
  }

  static void refused(int status, int expected, String reason) {
    assertThat(status).isEqualTo(expected);
    assertThat(EmulatedCuda.lastReport()).contains(reason);
  }

  static cusparseSpMatDescr csr(
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
  cusparseSpMatDescr matrix() {
    return csr(2, 3, 4, device.upload(0, 2, 4), device.upload(0, 2, 1, 2), device.upload(VALUES));
  }

  static cusparseDnVecDescr vector(long size, Pointer values, int type) {
    cusparseDnVecDescr vector = new cusparseDnVecDescr();
    check(JCusparse.cusparseCreateDnVec(vector, size, values, type));
    return vector;
  }

  static cusparseDnMatDescr dense(long rows, long columns, long ld, Pointer values, int order) {
    cusparseDnMatDescr dense = new cusparseDnMatDescr();
    check(JCusparse.cusparseCreateDnMat(dense, rows, columns, ld, values, CUDA_R_64F, order));
    return dense;
  }

  CUdeviceptr workspace() {
    return device.allocate(4096);
  }

  int spmv(
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
}
