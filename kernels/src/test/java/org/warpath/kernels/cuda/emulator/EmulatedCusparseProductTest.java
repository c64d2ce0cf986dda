package org.warpath.kernels.cuda.emulator;

import static jcuda.cudaDataType.CUDA_R_64F;
import static jcuda.jcusparse.cusparseIndexBase.CUSPARSE_INDEX_BASE_ZERO;
import static jcuda.jcusparse.cusparseOrder.CUSPARSE_ORDER_COL;
import static jcuda.jcusparse.cusparseOrder.CUSPARSE_ORDER_ROW;
import static jcuda.jcusparse.cusparseStatus.CUSPARSE_STATUS_EXECUTION_FAILED;
import static jcuda.jcusparse.cusparseStatus.CUSPARSE_STATUS_INVALID_VALUE;
import static org.assertj.core.api.Assertions.assertThat;

import jcuda.Pointer;
import jcuda.driver.CUdeviceptr;
import jcuda.jcusparse.JCusparse;
import jcuda.jcusparse.cusparseDnMatDescr;
import jcuda.jcusparse.cusparseSpGEMMDescr;
import jcuda.jcusparse.cusparseSpMatDescr;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Products of sparse and dense matrices in the emulated cuSPARSE. */
@Tag("emulator")
class EmulatedCusparseProductTest extends CusparseCalls {
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
}
