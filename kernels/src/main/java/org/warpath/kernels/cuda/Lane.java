package org.warpath.kernels.cuda;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jcuda.Pointer;
import jcuda.driver.CUstream;
import jcuda.driver.CUstream_flags;
import jcuda.driver.JCudaDriver;

/** A stream and a pinned word for reading counters back: reused, since making them is slow. */
final class Lane {
  static final int WORD_BYTES = Long.BYTES;

  final CUstream stream = new CUstream();
  final Pointer wordPointer = new Pointer();
  final MemorySegment word;

  Lane(Device device) {
    device.check(
        JCudaDriver.cuStreamCreate(stream, CUstream_flags.CU_STREAM_NON_BLOCKING),
        "cuStreamCreate");
    device.check(JCudaDriver.cuMemHostAlloc(wordPointer, WORD_BYTES, 0), "cuMemHostAlloc");
    word =
        MemorySegment.ofBuffer(
            wordPointer.getByteBuffer(0, WORD_BYTES).order(ByteOrder.nativeOrder()));
  }
}
