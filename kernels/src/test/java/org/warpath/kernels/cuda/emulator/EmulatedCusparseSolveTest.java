package org.warpath.kernels.cuda.emulator;

import static jcuda.cudaDataType.CUDA_R_64F;
import static jcuda.jcusparse.cusparseOrder.CUSPARSE_ORDER_ROW;
import static jcuda.jcusparse.cusparseStatus.CUSPARSE_STATUS_EXECUTION_FAILED;
import static jcuda.jcusparse.cusparseStatus.CUSPARSE_STATUS_INVALID_VALUE;
import static jcuda.jcusparse.cusparseStatus.CUSPARSE_STATUS_ZERO_PIVOT;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import jcuda.Pointer;
import jcuda.driver.CUdeviceptr;
import jcuda.jcusparse.JCusparse;
import jcuda.jcusparse.csric02Info;
import jcuda.jcusparse.csrilu02Info;
import jcuda.jcusparse.cusparseDnMatDescr;
import jcuda.jcusparse.cusparseDnVecDescr;
import jcuda.jcusparse.cusparseFillMode;
import jcuda.jcusparse.cusparseMatDescr;
import jcuda.jcusparse.cusparseSpMatAttribute;
import jcuda.jcusparse.cusparseSpMatDescr;
import jcuda.jcusparse.cusparseSpSMDescr;
import jcuda.jcusparse.cusparseSpSVDescr;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Triangular solves and incomplete factors in the emulated cuSPARSE. */
@Tag("emulator")
class EmulatedCusparseSolveTest extends CusparseCalls {
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
  void manyRightSidesAreSolvedInTheTriangleThatIsSet() {
    // Of (2 7; 3 4) the lower triangle with its diagonal: X = (1 3; 2 5), B = (2 6; 11 29).
    CUdeviceptr values = device.upload(2.0, 7.0, 3.0, 4.0);
    cusparseSpMatDescr a = csr(2, 2, 4, device.upload(0, 2, 4), device.upload(0, 1, 0, 1), values);
    Pointer lower = device.pinned(4);
    lower
        .getByteBuffer(0, 4)
        .order(ByteOrder.nativeOrder())
        .putInt(0, cusparseFillMode.CUSPARSE_FILL_MODE_LOWER);
    check(
        JCusparse.cusparseSpMatSetAttribute(
            a, cusparseSpMatAttribute.CUSPARSE_SPMAT_FILL_MODE, lower, 4));
    cusparseDnMatDescr b = dense(2, 2, 2, device.upload(2.0, 6.0, 11.0, 29.0), CUSPARSE_ORDER_ROW);
    CUdeviceptr result = device.allocate(32);
    cusparseDnMatDescr x = dense(2, 2, 2, result, CUSPARSE_ORDER_ROW);
    cusparseSpSMDescr plan = new cusparseSpSMDescr();
    check(JCusparse.cusparseSpSM_createDescr(plan));
    refused(solve(a, b, x, plan), CUSPARSE_STATUS_INVALID_VALUE, "analysis was called before");
    long[] size = new long[1];
    check(
        JCusparse.cusparseSpSM_bufferSize(
            handle, N, N, ONE, a.asConst(), b.asConst(), x, CUDA_R_64F, 0, plan, size));
    CUdeviceptr workspace = device.allocate(Math.max(1, size[0]));
    check(
        JCusparse.cusparseSpSM_analysis(
            handle, N, N, ONE, a.asConst(), b.asConst(), x, CUDA_R_64F, 0, plan, workspace));
    check(solve(a, b, x, plan));
    assertThat(device.downloadDoubles(result, 4)).containsExactly(1, 3, 2, 5);
    check(JCusparse.cusparseSpSM_destroyDescr(plan));
  }

  private int solve(
      cusparseSpMatDescr a, cusparseDnMatDescr b, cusparseDnMatDescr x, cusparseSpSMDescr plan) {
    return JCusparse.cusparseSpSM_solve(
        handle, N, N, ONE, a.asConst(), b.asConst(), x, CUDA_R_64F, 0, plan);
  }
}
