package org.warpath.kernels.cuda.emulator;

import static jcuda.jcublas.cublasOperation.CUBLAS_OP_N;
import static jcuda.jcublas.cublasOperation.CUBLAS_OP_T;
import static jcuda.jcublas.cublasStatus.CUBLAS_STATUS_EXECUTION_FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import jcuda.Pointer;
import jcuda.driver.CUdeviceptr;
import jcuda.jcublas.JCublas2;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Vectors in the emulated cuBLAS. */
@Tag("emulator")
class EmulatedCublasVectorTest extends CublasCalls {
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
  void aMultipleIsAddedToAVector() {
    CUdeviceptr x = device.upload(1.0, 0, 2.0, 0, 3.0);
    CUdeviceptr y = device.upload(10.0, 20.0, 30.0);
    Pointer two = Pointer.to(new double[] {2});
    check(JCublas2.cublasDaxpy(handle, 3, two, x, 2, y, -1));
    assertThat(device.downloadDoubles(y, 3)).containsExactly(16, 24, 32);
  }

  @Test
  void aMatrixByColumnsTimesAVector() {
    // A = (1 3 5; 2 4 6), columns 3 apart.
    CUdeviceptr a = device.upload(1.0, 2.0, 99, 3.0, 4.0, 99, 5.0, 6.0);
    Pointer minusOne = Pointer.to(new double[] {-1});
    CUdeviceptr x = device.upload(1.0, 10.0, 100.0);
    CUdeviceptr y = device.upload(1.0, 0, 2.0);
    check(JCublas2.cublasDgemv(handle, CUBLAS_OP_N, 2, 3, ONE_DOUBLE, a, 3, x, 1, minusOne, y, 2));
    assertThat(device.downloadDoubles(y, 3)).containsExactly(530, 0, 640);
    check(
        JCublas2.cublasDgemv(handle, CUBLAS_OP_T, 2, 3, ONE_DOUBLE, a, 3, x, 1, ONE_DOUBLE, x, 1));
    assertThat(device.downloadDoubles(x, 1)).as("in place").containsExactly(Double.NaN);
    CUdeviceptr z = device.upload(1.0, 1.0, 1.0);
    CUdeviceptr u = device.upload(1.0, 10.0);
    check(
        JCublas2.cublasDgemv(handle, CUBLAS_OP_T, 2, 3, ONE_DOUBLE, a, 3, u, 1, ONE_DOUBLE, z, 1));
    assertThat(device.downloadDoubles(z, 3)).containsExactly(22, 44, 66);
  }

  @Test
  void anOuterProductIsAddedByColumns() {
    CUdeviceptr a = device.upload(0.0, 0, 99, 0, 0, 99, 0, 0);
    CUdeviceptr x = device.upload(1.0, 2.0);
    CUdeviceptr y = device.upload(1.0, 10.0, 100.0);
    check(JCublas2.cublasDger(handle, 2, 3, ONE_DOUBLE, x, 1, y, 1, a, 3));
    assertThat(device.downloadDoubles(a, 8)).containsExactly(1, 2, 99, 10, 20, 99, 100, 200);
  }
}
