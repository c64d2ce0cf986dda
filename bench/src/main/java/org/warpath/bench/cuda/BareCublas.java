package org.warpath.bench.cuda;

import jcuda.Pointer;
import jcuda.cudaDataType;
import jcuda.jcublas.JCublas2;
import jcuda.jcublas.cublasComputeType;
import jcuda.jcublas.cublasGemmAlgo;
import jcuda.jcublas.cublasHandle;
import jcuda.jcublas.cublasOperation;
import jcuda.jcublas.cublasStatus;
import jcuda.runtime.cudaStream_t;
import org.warpath.kernels.cuda.CudaException;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.libraries.CudaLibraries;
import org.warpath.kernels.cuda.libraries.CudaLibrary;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.GemmMath;

/**
 * Products by cuBLAS with a handle of its own, as cuBLAS makes it: its own workspace, its own
 * settings. Closed before its scope.
 */
public final class BareCublas implements AutoCloseable {
  private final cublasHandle handle = new cublasHandle();

  /**
   * A handle on {@code scope}'s stream.
   *
   * @throws org.warpath.kernels.cuda.libraries.CudaUnavailableException without cuBLAS
   * @throws CudaException if cuBLAS fails
   */
  public BareCublas(DeviceScope scope) {
    CudaLibraries.instance().require(CudaLibrary.CUBLAS);
    scope.synchronize(); // the device's context is this thread's from here on
    check(JCublas2.cublasCreate(handle), "cublasCreate");
    check(JCublas2.cublasSetStream(handle, new cudaStream_t(scope.stream())), "cublasSetStream");
  }

  /**
   * The call that writes C = A·B, all size×size without gaps, in one order, whichever it is: told
   * as row-major, B comes first. All that can be made before is made here.
   */
  public Runnable gemm(
      ElementType type, GemmMath math, int size, DeviceBuffer a, DeviceBuffer b, DeviceBuffer c) {
    Pointer one = factor(type, 1);
    Pointer zero = factor(type, 0);
    Pointer left = b.pointer();
    Pointer right = a.pointer();
    Pointer to = c.pointer();
    int data = dataType(type);
    int compute = computeType(type, math);
    return () ->
        check(
            JCublas2.cublasGemmEx_new(
                handle,
                cublasOperation.CUBLAS_OP_N,
                cublasOperation.CUBLAS_OP_N,
                size,
                size,
                size,
                one,
                left,
                data,
                size,
                right,
                data,
                size,
                zero,
                to,
                data,
                size,
                compute,
                cublasGemmAlgo.CUBLAS_GEMM_DEFAULT),
            "cublasGemmEx");
  }

  private static Pointer factor(ElementType type, double value) {
    return type == ElementType.FLOAT64
        ? Pointer.to(new double[] {value})
        : Pointer.to(new float[] {(float) value});
  }

  private static int dataType(ElementType type) {
    return switch (type) {
      case FLOAT16 -> cudaDataType.CUDA_R_16F;
      case BFLOAT16 -> cudaDataType.CUDA_R_16BF;
      case FLOAT32 -> cudaDataType.CUDA_R_32F;
      case FLOAT64 -> cudaDataType.CUDA_R_64F;
    };
  }

  private static int computeType(ElementType type, GemmMath math) {
    if (type == ElementType.FLOAT64) {
      return cublasComputeType.CUBLAS_COMPUTE_64F;
    }
    return math == GemmMath.TF32
        ? cublasComputeType.CUBLAS_COMPUTE_32F_FAST_TF32
        : cublasComputeType.CUBLAS_COMPUTE_32F;
  }

  private static void check(int status, String call) {
    if (status != cublasStatus.CUBLAS_STATUS_SUCCESS) {
      throw new CudaException(
          call, status, call + " failed: " + cublasStatus.stringFor(status) + " (" + status + ")");
    }
  }

  @Override
  public void close() {
    check(JCublas2.cublasDestroy(handle), "cublasDestroy");
  }
}
