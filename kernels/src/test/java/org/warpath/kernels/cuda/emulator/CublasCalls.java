package org.warpath.kernels.cuda.emulator;

import static jcuda.jcublas.cublasOperation.CUBLAS_OP_N;
import static jcuda.jcublas.cublasStatus.CUBLAS_STATUS_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import jcuda.Pointer;
import jcuda.jcublas.JCublas2;
import jcuda.jcublas.cublasHandle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.warpath.kernels.cuda.libraries.CudaLibraries;
import org.warpath.kernels.cuda.libraries.CudaLibrary;

/** A handle of the emulated cuBLAS, and what its answers are compared with. */
abstract class CublasCalls {
  static final Pointer ONE = Pointer.to(new float[] {1});
  static final Pointer ZERO = Pointer.to(new float[] {0});
  static final Pointer ONE_DOUBLE = Pointer.to(new double[] {1});
  final cublasHandle handle = new cublasHandle();
  EmulatedDevice device;

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

  static void check(int status) {
    assertThat(status).as(EmulatedCuda.lastReport()).isEqualTo(CUBLAS_STATUS_SUCCESS);
  }

  static void refused(int status, int expected, String reason) {
    assertThat(status).isEqualTo(expected);
    assertThat(EmulatedCuda.lastReport()).contains(reason);
  }

  int gemm(int m, int n, int k, Pointer a, int lda, Pointer b, Pointer beta, Pointer c) {
    return JCublas2.cublasSgemm(
        handle, CUBLAS_OP_N, CUBLAS_OP_N, m, n, k, ONE, a, lda, b, k, beta, c, m);
  }
}
