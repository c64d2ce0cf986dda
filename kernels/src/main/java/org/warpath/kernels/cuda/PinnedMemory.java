package org.warpath.kernels.cuda;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jcuda.Pointer;
import jcuda.driver.CUresult;
import jcuda.driver.JCudaDriver;

/** Host memory that stays where it is, which the device reads and writes by itself. */
final class PinnedMemory {
  final Pointer pointer = new Pointer();
  final MemorySegment segment;

  PinnedMemory(Device device, int bytes) {
    device.check(
        JCudaDriver.cuMemHostAlloc(pointer, bytes, 0), "cuMemHostAlloc of " + bytes + " bytes");
    segment =
        MemorySegment.ofBuffer(pointer.getByteBuffer(0, bytes).order(ByteOrder.nativeOrder()));
  }

  /** Frees it after {@code failure}, which has told already what is wrong with the device. */
  void freeAfter(RuntimeException failure) {
    int code = JCudaDriver.cuMemFreeHost(pointer);
    if (code != CUresult.CUDA_SUCCESS) {
      failure.addSuppressed(new CudaException("cuMemFreeHost", code, Driver.describe(code)));
    }
  }
}
