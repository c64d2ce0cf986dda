package org.warpath.kernels.cuda;

import jcuda.driver.CUstream;
import jcuda.driver.CUstream_flags;
import jcuda.driver.JCudaDriver;

/** A stream and a pinned word for reading counters back: reused, since making them is slow. */
final class Lane {
  static final int WORD_BYTES = Long.BYTES;

  final CUstream stream = new CUstream();
  final PinnedMemory word;

  Lane(Device device) {
    word = new PinnedMemory(device, WORD_BYTES);
    try {
      device.check(
          JCudaDriver.cuStreamCreate(stream, CUstream_flags.CU_STREAM_NON_BLOCKING),
          "cuStreamCreate");
    } catch (CudaException e) {
      word.freeAfter(e);
      throw e;
    }
  }
}
