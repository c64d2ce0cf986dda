package org.warpath.kernels.cuda.emulator;

import static jcuda.cudaDataType.CUDA_R_32F;
import static jcuda.cudaDataType.CUDA_R_64F;
import static jcuda.jcusparse.cusparseIndexBase.CUSPARSE_INDEX_BASE_ONE;
import static jcuda.jcusparse.cusparseIndexType.CUSPARSE_INDEX_32I;
import static jcuda.jcusparse.cusparseIndexType.CUSPARSE_INDEX_64I;
import static jcuda.jcusparse.cusparseStatus.CUSPARSE_STATUS_EXECUTION_FAILED;
import static jcuda.jcusparse.cusparseStatus.CUSPARSE_STATUS_INVALID_VALUE;
import static jcuda.jcusparse.cusparseStatus.CUSPARSE_STATUS_NOT_INITIALIZED;
import static jcuda.jcusparse.cusparseStatus.CUSPARSE_STATUS_NOT_SUPPORTED;
import static org.assertj.core.api.Assertions.assertThat;

import jcuda.Pointer;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.CUresult;
import jcuda.driver.JCudaDriver;
import jcuda.jcusparse.JCusparse;
import jcuda.jcusparse.cusparseDnVecDescr;
import jcuda.jcusparse.cusparseSpMatDescr;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sparse matrices times vectors in the emulated cuSPARSE. */
@Tag("emulator")
class EmulatedCusparseVectorTest extends CusparseCalls {
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
  void descriptorsThatAreLeftBehindAreCounted() {
    cusparseDnVecDescr x = vector(3, device.allocate(24), CUDA_R_64F);
    assertThat(EmulatedCuda.describeObjects()).isEqualTo("1 cuSPARSE handle, 1 cuSPARSE vector");
    check(JCusparse.cusparseDestroyDnVec(x.asConst()));
    assertThat(EmulatedCuda.describeObjects()).isEqualTo("1 cuSPARSE handle");
  }
}
