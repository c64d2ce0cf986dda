package org.warpath.kernels.cuda.emulator;

import static jcuda.jcublas.cublasDiagType.CUBLAS_DIAG_NON_UNIT;
import static jcuda.jcublas.cublasFillMode.CUBLAS_FILL_MODE_LOWER;
import static jcuda.jcublas.cublasOperation.CUBLAS_OP_N;
import static jcuda.jcublas.cublasOperation.CUBLAS_OP_T;
import static jcuda.jcublas.cublasSideMode.CUBLAS_SIDE_LEFT;
import static jcuda.jcublas.cublasSideMode.CUBLAS_SIDE_RIGHT;
import static jcuda.jcublas.cublasStatus.CUBLAS_STATUS_INVALID_VALUE;
import static org.assertj.core.api.Assertions.assertThat;

import jcuda.Pointer;
import jcuda.driver.CUdeviceptr;
import jcuda.jcublas.JCublas2;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Updates, solves and transposes in the emulated cuBLAS. */
@Tag("emulator")
class EmulatedCublasMatrixTest extends CublasCalls {
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

  @Test
  void aProductWithItsTransposeUpdatesOneTriangle() {
    // A = (1 3; 2 4), A·Aᵀ = (10 14; 14 20), Aᵀ·A = (5 11; 11 25).
    CUdeviceptr a = device.upload(1.0, 2.0, 3.0, 4.0);
    CUdeviceptr c = device.upload(1.0, 1.0, 7.0, 1.0);
    check(syrk(CUBLAS_OP_N, a, c));
    assertThat(device.downloadDoubles(c, 4)).containsExactly(11, 15, 7, 21);
    check(syrk(CUBLAS_OP_T, a, c));
    assertThat(device.downloadDoubles(c, 4)).containsExactly(16, 26, 7, 46);
  }

  private int syrk(int operation, Pointer a, Pointer c) {
    return JCublas2.cublasDsyrk(
        handle, CUBLAS_FILL_MODE_LOWER, operation, 2, 2, ONE_DOUBLE, a, 2, ONE_DOUBLE, c, 2);
  }
}
