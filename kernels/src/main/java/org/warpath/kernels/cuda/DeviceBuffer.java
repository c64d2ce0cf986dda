package org.warpath.kernels.cuda;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import jcuda.driver.CUdeviceptr;

/**
 * Memory on a device: owned by the {@link DeviceScope} or resident object that allocated it, or a
 * part of such. Contents are undefined until written.
 */
public final class DeviceBuffer {
  private final CUdeviceptr pointer;
  private final long address;
  private final long byteSize;
  private final String name;
  private volatile boolean freed;

  DeviceBuffer(Allocation pointer, long byteSize, String name) {
    this(pointer, pointer.address(), byteSize, name);
  }

  private DeviceBuffer(CUdeviceptr pointer, long address, long byteSize, String name) {
    this.pointer = pointer;
    this.address = address;
    this.byteSize = byteSize;
    this.name = name;
  }

  /** A pointer that tells the number it is, once the driver has set it. */
  static final class Allocation extends CUdeviceptr {
    private long address() {
      return getNativePointer();
    }
  }

  /** The size in bytes. */
  public long byteSize() {
    return byteSize;
  }

  /** What it holds, for messages. */
  public String name() {
    return name;
  }

  /**
   * The {@code size} bytes from {@code offset} on, sharing memory.
   *
   * @throws IndexOutOfBoundsException if they do not lie within this buffer
   */
  public DeviceBuffer slice(long offset, long size) {
    Objects.checkFromIndexSize(offset, size, byteSize);
    return new DeviceBuffer(pointer.withByteOffset(offset), address + offset, size, name);
  }

  /** The address, for kernels' arguments and the wrappers of NVIDIA's libraries. */
  public CUdeviceptr pointer() {
    if (freed) {
      throw new IllegalStateException("device buffer " + name + " was freed");
    }
    return pointer;
  }

  /** The address as a number. */
  long address() {
    return address;
  }

  /**
   * Bytes from this buffer's start to that of {@code other}: tells whether and where two parts of
   * one buffer overlap.
   */
  public long bytesTo(DeviceBuffer other) {
    return other.address - address;
  }

  /** Whether it starts at a multiple of {@code bytes}. */
  public boolean isAligned(int bytes) {
    return address % bytes == 0;
  }

  void markFreed() {
    freed = true;
  }

  void requireRoomFor(MemorySegment segment) {
    if (segment.byteSize() > byteSize) {
      throw new IllegalArgumentException(
          segment.byteSize() + " bytes do not fit device buffer " + this);
    }
  }

  @Override
  public String toString() {
    return name + " (" + byteSize + " bytes)";
  }
}
