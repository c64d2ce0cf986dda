package org.warpath.bench.cuda;

import jcuda.driver.CUdeviceptr;
import jcuda.jcufft.JCufft;
import jcuda.jcufft.cufftHandle;
import jcuda.jcufft.cufftResult;
import jcuda.jcufft.cufftType;
import jcuda.runtime.cudaStream_t;
import org.warpath.fft.layout.Precision;
import org.warpath.kernels.cuda.CudaException;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.libraries.CudaLibraries;
import org.warpath.kernels.cuda.libraries.CudaLibrary;

/**
 * A forward transform by a plan of cuFFT's own, whose work area cuFFT allocates itself. Closed
 * before its scope.
 */
public final class BareCufft implements AutoCloseable {
  private final cufftHandle plan = new cufftHandle();
  private final boolean real;
  private final Precision precision;

  /**
   * Plans on {@code scope}'s stream.
   *
   * @param real from reals to the half spectrum, else from complex numbers to complex numbers
   * @param length numbers in each transform
   * @param batch transforms, one after the other in memory
   * @throws org.warpath.kernels.cuda.libraries.CudaUnavailableException without cuFFT
   * @throws CudaException if cuFFT fails
   */
  public BareCufft(DeviceScope scope, boolean real, Precision precision, int length, int batch) {
    this.real = real;
    this.precision = precision;
    CudaLibraries.instance().require(CudaLibrary.CUFFT);
    scope.synchronize(); // the device's context is this thread's from here on
    check(JCufft.cufftPlan1d(plan, length, type(), batch), "cufftPlan1d");
    check(JCufft.cufftSetStream(plan, new cudaStream_t(scope.stream())), "cufftSetStream");
  }

  private int type() {
    boolean single = precision == Precision.FLOAT32;
    if (real) {
      return single ? cufftType.CUFFT_R2C : cufftType.CUFFT_D2Z;
    }
    return single ? cufftType.CUFFT_C2C : cufftType.CUFFT_Z2Z;
  }

  /** The call that transforms {@code from} to {@code to}; they share no memory. */
  public Runnable forward(DeviceBuffer from, DeviceBuffer to) {
    CUdeviceptr source = from.pointer();
    CUdeviceptr sink = to.pointer();
    boolean single = precision == Precision.FLOAT32;
    if (real) {
      return single
          ? () -> check(JCufft.cufftExecR2C(plan, source, sink), "cufftExecR2C")
          : () -> check(JCufft.cufftExecD2Z(plan, source, sink), "cufftExecD2Z");
    }
    int forward = JCufft.CUFFT_FORWARD;
    return single
        ? () -> check(JCufft.cufftExecC2C(plan, source, sink, forward), "cufftExecC2C")
        : () -> check(JCufft.cufftExecZ2Z(plan, source, sink, forward), "cufftExecZ2Z");
  }

  private static void check(int status, String call) {
    if (status != cufftResult.CUFFT_SUCCESS) {
      throw new CudaException(
          call, status, call + " failed: " + cufftResult.stringFor(status) + " (" + status + ")");
    }
  }

  @Override
  public void close() {
    check(JCufft.cufftDestroy(plan), "cufftDestroy");
  }
}
