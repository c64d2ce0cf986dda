package org.warpath.fft.cuda;

import java.util.function.Supplier;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.CUstream;
import jcuda.jcufft.JCufft;
import jcuda.jcufft.cufftHandle;
import jcuda.jcufft.cufftResult;
import jcuda.jcufft.cufftType;
import jcuda.runtime.cudaStream_t;
import org.warpath.fft.layout.Precision;
import org.warpath.kernels.cuda.CudaException;

/** A cuFFT plan for one stream; its work area is lent for each call. */
final class CufftPlan implements AutoCloseable {
  private final cufftHandle handle = new cufftHandle();
  private final PlanKey key;
  private final long workBytes;

  CufftPlan(PlanKey key, CUstream stream) {
    this.key = key;
    check(JCufft.cufftCreate(handle), () -> "cufftCreate");
    try {
      check(JCufft.cufftSetAutoAllocation(handle, 0), () -> "cufftSetAutoAllocation");
      long[] sizes = key.sizes().stream().mapToLong(Long::longValue).toArray();
      long[] bytes = new long[1];
      // The layouts' own sizes: only those after the first count, and those are not halved ones,
      // since transforms of reals have one dimension here.
      check(
          JCufft.cufftMakePlanMany64(
              handle,
              sizes.length,
              sizes,
              sizes,
              key.stride(),
              key.inputDistance(),
              sizes,
              key.stride(),
              key.outputDistance(),
              type(key),
              key.batch(),
              bytes),
          () -> "cufftMakePlanMany64 of " + key);
      workBytes = bytes[0];
      check(JCufft.cufftSetStream(handle, new cudaStream_t(stream)), () -> "cufftSetStream");
    } catch (CudaException e) {
      try {
        close();
      } catch (CudaException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  private static int type(PlanKey key) {
    boolean single = key.precision() == Precision.FLOAT32;
    return switch (key.kind()) {
      case COMPLEX -> single ? cufftType.CUFFT_C2C : cufftType.CUFFT_Z2Z;
      case FROM_REAL -> single ? cufftType.CUFFT_R2C : cufftType.CUFFT_D2Z;
      case TO_REAL -> single ? cufftType.CUFFT_C2R : cufftType.CUFFT_Z2D;
    };
  }

  /** The bytes of work area that {@link #execute} needs. */
  long workBytes() {
    return workBytes;
  }

  /** Runs the plan on its stream; returns before the device is done. */
  void execute(CUdeviceptr from, CUdeviceptr to, CUdeviceptr work, boolean inverse) {
    check(JCufft.cufftSetWorkArea(handle, work), () -> "cufftSetWorkArea");
    boolean single = key.precision() == Precision.FLOAT32;
    int direction = inverse ? JCufft.CUFFT_INVERSE : JCufft.CUFFT_FORWARD;
    int status =
        switch (key.kind()) {
          case COMPLEX ->
              single
                  ? JCufft.cufftExecC2C(handle, from, to, direction)
                  : JCufft.cufftExecZ2Z(handle, from, to, direction);
          case FROM_REAL ->
              single
                  ? JCufft.cufftExecR2C(handle, from, to)
                  : JCufft.cufftExecD2Z(handle, from, to);
          case TO_REAL ->
              single
                  ? JCufft.cufftExecC2R(handle, from, to)
                  : JCufft.cufftExecZ2D(handle, from, to);
        };
    check(status, () -> "cufftExec of " + key);
  }

  private static void check(int status, Supplier<String> call) {
    if (status != cufftResult.CUFFT_SUCCESS) {
      String text = call.get();
      throw new CudaException(
          text, status, text + " failed: " + cufftResult.stringFor(status) + " (" + status + ")");
    }
  }

  @Override
  public void close() {
    check(JCufft.cufftDestroy(handle), () -> "cufftDestroy");
  }
}
