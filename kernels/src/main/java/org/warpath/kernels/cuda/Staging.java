package org.warpath.kernels.cuda;

import java.lang.foreign.MemorySegment;
import jcuda.driver.CUevent;
import jcuda.driver.CUevent_flags;
import jcuda.driver.CUstream;
import jcuda.driver.JCudaDriver;

/**
 * Copies between host memory of any kind and size (a mapped file of 100 GB, a Java array) and the
 * device, through two pinned buffers: while one is on its way, the other is filled or emptied. One
 * copy at a time a device, as the bus allows no more.
 */
final class Staging {
  /** Large enough that a transfer takes far longer than its launch. */
  static final int CHUNK_BYTES = 8 << 20;

  private final Device device;
  private final Half[] halves;

  Staging(Device device) {
    this.device = device;
    Half first = new Half(device);
    try {
      halves = new Half[] {first, new Half(device)};
    } catch (CudaException e) {
      JCudaDriver.cuEventDestroy(first.done);
      first.memory.freeAfter(e);
      throw e;
    }
  }

  /** A pinned buffer and the event after which it may be touched. */
  private static final class Half {
    final PinnedMemory memory;
    final CUevent done = new CUevent();

    Half(Device device) {
      memory = new PinnedMemory(device, CHUNK_BYTES);
      try {
        device.check(
            JCudaDriver.cuEventCreate(done, CUevent_flags.CU_EVENT_DISABLE_TIMING),
            "cuEventCreate");
      } catch (CudaException e) {
        memory.freeAfter(e);
        throw e;
      }
    }
  }

  /** Copies all of {@code from} to the start of {@code to}, in the stream's order. */
  synchronized void upload(MemorySegment from, DeviceBuffer to, CUstream stream) {
    long size = from.byteSize();
    int turn = 0;
    for (long offset = 0; offset < size; offset += CHUNK_BYTES, turn++) {
      Half half = halves[turn & 1];
      long chunk = Math.min(CHUNK_BYTES, size - offset);
      await(half);
      MemorySegment.copy(from, offset, half.memory.segment, 0, chunk);
      device.check(
          JCudaDriver.cuMemcpyHtoDAsync(
              to.pointer().withByteOffset(offset), half.memory.pointer, chunk, stream),
          "cuMemcpyHtoDAsync to " + to);
      record(half, stream);
    }
    // Another upload, on another stream, may come next: it waits for the same events.
  }

  /** Copies the start of {@code from} over all of {@code to}; returns when it is there. */
  synchronized void download(DeviceBuffer from, MemorySegment to, CUstream stream) {
    long size = to.byteSize();
    await(halves[0]);
    await(halves[1]);
    int turn = 0;
    for (long offset = 0; offset < size; offset += CHUNK_BYTES, turn++) {
      Half half = halves[turn & 1];
      long chunk = Math.min(CHUNK_BYTES, size - offset);
      device.check(
          JCudaDriver.cuMemcpyDtoHAsync(
              half.memory.pointer, from.pointer().withByteOffset(offset), chunk, stream),
          "cuMemcpyDtoHAsync of " + from);
      record(half, stream);
      if (offset > 0) {
        empty(halves[(turn - 1) & 1], to, offset - CHUNK_BYTES);
      }
    }
    if (size > 0) {
      long last = (size - 1) / CHUNK_BYTES * CHUNK_BYTES;
      empty(halves[(turn - 1) & 1], to, last);
    }
  }

  private void empty(Half half, MemorySegment to, long offset) {
    await(half);
    long chunk = Math.min(CHUNK_BYTES, to.byteSize() - offset);
    MemorySegment.copy(half.memory.segment, 0, to, offset, chunk);
  }

  private void await(Half half) {
    device.check(JCudaDriver.cuEventSynchronize(half.done), "cuEventSynchronize");
  }

  private void record(Half half, CUstream stream) {
    device.check(JCudaDriver.cuEventRecord(half.done, stream), "cuEventRecord");
  }
}
