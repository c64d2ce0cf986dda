package org.warpath.kernels.cuda;

/** The device has too little free memory for what was asked; nothing was allocated. */
public final class DeviceOutOfMemoryException extends CudaException {
  private static final long serialVersionUID = 1L;
  private static final int CUDA_ERROR_OUT_OF_MEMORY = 2;

  private final long neededBytes;
  private final long freeBytes;

  DeviceOutOfMemoryException(Device device, String what, long neededBytes, long freeBytes) {
    super(
        "cuMemAlloc",
        CUDA_ERROR_OUT_OF_MEMORY,
        String.format(
            "out of device memory: %s needs %,d bytes, %,d are free of %,d on %s",
            what, neededBytes, freeBytes, device.totalBytes(), device));
    this.neededBytes = neededBytes;
    this.freeBytes = freeBytes;
  }

  /** Bytes that were asked for. */
  public long neededBytes() {
    return neededBytes;
  }

  /** Bytes that were free, after everything that could be evicted was. */
  public long freeBytes() {
    return freeBytes;
  }
}
