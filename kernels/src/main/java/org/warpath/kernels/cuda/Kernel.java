package org.warpath.kernels.cuda;

import jcuda.Pointer;
import jcuda.driver.CUfunction;
import jcuda.driver.CUfunction_attribute;
import jcuda.driver.CUstream;
import jcuda.driver.JCudaDriver;

/** A function of a {@code .cu} file, loaded on one device. */
public final class Kernel {
  private static final int SHARED_BYTES_WITHOUT_ASKING = 48 << 10;

  private final Device device;
  private final KernelSignature signature;
  private final CUfunction function;
  private int sharedLimit = SHARED_BYTES_WITHOUT_ASKING;
  private long launches;

  Kernel(Device device, KernelSignature signature, CUfunction function) {
    this.device = device;
    this.signature = signature;
    this.function = function;
  }

  /** Its name: {@code pagerank_pull}. */
  public String name() {
    return signature.name();
  }

  /**
   * The smallest grid of blocks of {@code threads} threads that keeps the whole device busy, for
   * kernels that stride over their items.
   *
   * @param sharedBytes dynamic shared memory of a block
   */
  public LaunchShape filling(int threads, int sharedBytes) {
    int[] blocks = new int[1];
    device.enter();
    device.check(
        JCudaDriver.cuOccupancyMaxActiveBlocksPerMultiprocessor(
            blocks, function, threads, sharedBytes),
        "cuOccupancyMaxActiveBlocksPerMultiprocessor of " + name());
    return new LaunchShape(Math.max(1, blocks[0]) * device.multiprocessors(), threads, sharedBytes);
  }

  /** As above, without dynamic shared memory. */
  public LaunchShape filling(int threads) {
    return filling(threads, 0);
  }

  synchronized void launch(CUstream stream, LaunchShape shape, Object... arguments) {
    Pointer[] pointers = signature.pointers(arguments);
    if (shape.sharedBytes() > sharedLimit) {
      device.check(
          JCudaDriver.cuFuncSetAttribute(
              function,
              CUfunction_attribute.CU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES,
              shape.sharedBytes()),
          "cuFuncSetAttribute of " + name() + " for " + shape.sharedBytes() + " shared bytes");
      sharedLimit = shape.sharedBytes();
    }
    device.check(
        JCudaDriver.cuLaunchKernel(
            function,
            shape.blocks(),
            1,
            1,
            shape.threads(),
            1,
            1,
            shape.sharedBytes(),
            stream,
            Pointer.to(pointers),
            null),
        () -> "cuLaunchKernel of " + name() + shape);
    launches++;
  }

  /** How often it was launched since it was loaded. */
  public synchronized long launches() {
    return launches;
  }

  @Override
  public String toString() {
    return name();
  }
}
