package org.warpath.linalg.blas.cuda;

import java.util.function.Supplier;
import jcuda.driver.CUstream;
import jcuda.jcublas.JCublas2;
import jcuda.jcublas.cublasAtomicsMode;
import jcuda.jcublas.cublasHandle;
import jcuda.jcublas.cublasMath;
import jcuda.jcublas.cublasPointerMode;
import jcuda.jcublas.cublasStatus;
import jcuda.runtime.cudaStream_t;
import org.warpath.kernels.cuda.CudaException;
import org.warpath.kernels.cuda.libraries.CudaLibraries;
import org.warpath.kernels.cuda.libraries.CudaLibrary;

/**
 * cuBLAS's handle for one stream, with workspace of its own: results have the same bits each time,
 * which cuBLAS promises of one version, one kind of device and one stream a handle.
 */
final class Handle implements AutoCloseable {
  // TF32 only where a call asks for it; sums of 16-bit products stay in float32 to the end.
  private static final int MATH =
      cublasMath.CUBLAS_DEFAULT_MATH | cublasMath.CUBLAS_MATH_DISALLOW_REDUCED_PRECISION_REDUCTION;

  final cublasHandle pointer = new cublasHandle();

  /**
   * @throws org.warpath.kernels.cuda.libraries.CudaUnavailableException without cuBLAS
   */
  Handle(CUstream stream) {
    CudaLibraries.instance().require(CudaLibrary.CUBLAS);
    check(JCublas2.cublasCreate(pointer), () -> "cublasCreate");
    try {
      check(JCublas2.cublasSetStream(pointer, new cudaStream_t(stream)), () -> "cublasSetStream");
      check(
          JCublas2.cublasSetPointerMode(pointer, cublasPointerMode.CUBLAS_POINTER_MODE_HOST),
          () -> "cublasSetPointerMode");
      check(
          JCublas2.cublasSetAtomicsMode(pointer, cublasAtomicsMode.CUBLAS_ATOMICS_NOT_ALLOWED),
          () -> "cublasSetAtomicsMode");
      check(JCublas2.cublasSetMathMode(pointer, MATH), () -> "cublasSetMathMode");
    } catch (CudaException e) {
      try {
        close();
      } catch (CudaException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  /**
   * Throws unless {@code status} is success.
   *
   * @param call the function and the shapes it was called for
   */
  static void check(int status, Supplier<String> call) {
    if (status != cublasStatus.CUBLAS_STATUS_SUCCESS) {
      String text = call.get();
      throw new CudaException(
          text, status, text + " failed: " + cublasStatus.stringFor(status) + " (" + status + ")");
    }
  }

  @Override
  public void close() {
    check(JCublas2.cublasDestroy(pointer), () -> "cublasDestroy");
  }
}
