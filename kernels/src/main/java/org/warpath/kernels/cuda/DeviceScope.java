package org.warpath.kernels.cuda;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import jcuda.driver.CUstream;
import jcuda.driver.JCudaDriver;
import org.jspecify.annotations.Nullable;

/**
 * One computation on a device: a stream on which everything below happens in order, and the owner
 * of what it allocates. Closing it waits for the stream and frees the buffers in reverse, all of
 * them, even when freeing one fails. For one thread.
 *
 * <p>Launches, fills and uploads return before the device has done them; downloads and reads wait.
 * An error of an earlier launch surfaces at the next call that waits, whose message names the last
 * launch.
 */
public final class DeviceScope implements AutoCloseable {
  private final Device device;
  private final int resets;
  private final Lane lane;
  private final List<DeviceBuffer> buffers = new ArrayList<>();
  private final List<Residents.Entry> leases = new ArrayList<>();
  private @Nullable Kernel lastKernel;
  private @Nullable LaunchShape lastShape;
  private boolean closed;

  DeviceScope(Device device) {
    this.device = device;
    resets = device.resets();
    lane = device.takeLane();
  }

  // What this scope holds is gone after a reset; its handles and addresses may be others' by now.
  private boolean outlived() {
    return device.resets() != resets;
  }

  private void enter() {
    if (outlived()) {
      throw new IllegalStateException(device + " was reset while this scope was open");
    }
    device.enter();
  }

  /** The device. */
  public Device device() {
    return device;
  }

  /** The stream, for the wrappers of NVIDIA's libraries. */
  public CUstream stream() {
    return lane.stream;
  }

  /**
   * What a library of NVIDIA's keeps for a stream and is slow to make, such as a handle: one for
   * each stream of a device, made when a scope first asks for it, used by later scopes on the same
   * stream, and closed when the device is {@linkplain Device#reset reset}. Scopes at work at the
   * same time have streams of their own, so it is never shared.
   *
   * @param type what it is, the key
   * @param make makes it for this scope's stream; if it throws, nothing is kept
   */
  public <T extends AutoCloseable> T companion(Class<T> type, Supplier<T> make) {
    enter();
    return lane.companion(type, make);
  }

  /**
   * A buffer of {@code byteSize} bytes; contents undefined.
   *
   * @param what what it will hold, for messages
   * @throws DeviceOutOfMemoryException if so much is not free, before anything is allocated
   */
  public DeviceBuffer bytes(long byteSize, String what) {
    enter();
    DeviceBuffer buffer = device.allocate(byteSize, what);
    buffers.add(buffer);
    return buffer;
  }

  /** A buffer of int32[count]; as {@link #bytes}. */
  public DeviceBuffer ints(long count, String what) {
    return bytes(count * Integer.BYTES, what);
  }

  /** A buffer of int64[count]; as {@link #bytes}. */
  public DeviceBuffer longs(long count, String what) {
    return bytes(count * Long.BYTES, what);
  }

  /** A buffer of float32[count]; as {@link #bytes}. */
  public DeviceBuffer floats(long count, String what) {
    return bytes(count * Float.BYTES, what);
  }

  /** A buffer of float64[count]; as {@link #bytes}. */
  public DeviceBuffer doubles(long count, String what) {
    return bytes(count * Double.BYTES, what);
  }

  /** Frees a buffer of this scope before its end. */
  public void free(DeviceBuffer buffer) {
    if (!buffers.contains(buffer)) {
      throw new IllegalArgumentException("device buffer " + buffer + " is not of this scope");
    }
    synchronize(); // if it fails, closing the scope frees the buffer
    buffers.remove(buffer);
    device.free(buffer);
  }

  /**
   * A buffer that holds what {@code host} holds, uploaded unless it is on the device already; it
   * stays there after this scope, until memory runs short or {@code host} is closed. Neither may be
   * written to while it is.
   *
   * @throws DeviceOutOfMemoryException as {@link #bytes}
   */
  public DeviceBuffer resident(MemorySegment host, String what) {
    return resident(host, what, host.byteSize(), buffer -> upload(host, buffer));
  }

  /**
   * As above, for data derived from {@code host}: {@code what} tells one derivation from another,
   * {@code fill} writes it when it is not there yet.
   */
  public DeviceBuffer resident(
      MemorySegment host, String what, long byteSize, Consumer<DeviceBuffer> fill) {
    enter();
    Residents.Entry entry =
        device
            .residents()
            .acquire(
                host,
                what,
                byteSize,
                buffer -> {
                  fill.accept(buffer);
                  synchronize(); // other streams may use it next
                });
    leases.add(entry);
    return entry.buffer();
  }

  /** Copies all of {@code from} to the start of {@code to}. */
  public void upload(MemorySegment from, DeviceBuffer to) {
    enter();
    to.requireRoomFor(from);
    device.staging().upload(from, to, lane.stream);
  }

  /** A new buffer with the contents of {@code from}, such as {@code MemorySegment.ofArray(…)}. */
  public DeviceBuffer uploaded(MemorySegment from, String what) {
    DeviceBuffer buffer = bytes(from.byteSize(), what);
    upload(from, buffer);
    return buffer;
  }

  /**
   * The addresses of {@code buffers}, in their order, in a new buffer: for kernels and libraries
   * that take arrays of pointers.
   */
  public DeviceBuffer addresses(List<DeviceBuffer> buffers, String what) {
    long[] addresses = buffers.stream().mapToLong(DeviceBuffer::address).toArray();
    return uploaded(MemorySegment.ofArray(addresses), what);
  }

  /** Copies the start of {@code from} over all of {@code to}, and waits. */
  public void download(DeviceBuffer from, MemorySegment to) {
    enter();
    from.requireRoomFor(to);
    // Before it takes the staging buffers: others need not wait for what this scope computes.
    synchronize();
    device.staging().download(from, to, lane.stream);
  }

  /** Copies all of {@code from} to the start of {@code to}. */
  public void copy(DeviceBuffer from, DeviceBuffer to) {
    enter();
    if (from.byteSize() > to.byteSize()) {
      throw new IllegalArgumentException(from + " does not fit device buffer " + to);
    }
    if (from.byteSize() > 0) {
      device.check(
          JCudaDriver.cuMemcpyDtoDAsync(to.pointer(), from.pointer(), from.byteSize(), lane.stream),
          () -> "cuMemcpyDtoDAsync of " + from + " to " + to);
    }
  }

  /** Fills {@code buffer} with zero bytes. */
  public void zero(DeviceBuffer buffer) {
    fillBytes(buffer, (byte) 0);
  }

  /** Fills {@code buffer} with {@code value}. */
  public void fillBytes(DeviceBuffer buffer, byte value) {
    enter();
    if (buffer.byteSize() > 0) {
      device.check(
          JCudaDriver.cuMemsetD8Async(buffer.pointer(), value, buffer.byteSize(), lane.stream),
          () -> "cuMemsetD8Async of " + buffer);
    }
  }

  /** Fills {@code buffer}, int32[…], with {@code value}; or float32[…] with its bits. */
  public void fillInts(DeviceBuffer buffer, int value) {
    enter();
    if (buffer.byteSize() > 0) {
      device.check(
          JCudaDriver.cuMemsetD32Async(
              buffer.pointer(), value, buffer.byteSize() / Integer.BYTES, lane.stream),
          () -> "cuMemsetD32Async of " + buffer);
    }
  }

  /** Writes one int32. */
  public void writeInt(DeviceBuffer buffer, long index, int value) {
    fillInts(buffer.slice(index * Integer.BYTES, Integer.BYTES), value);
  }

  /** Reads one int32, and waits. */
  public int readInt(DeviceBuffer buffer, long index) {
    return word(buffer, index * Integer.BYTES, Integer.BYTES).get(JAVA_INT, 0);
  }

  /** Reads one int64, and waits. */
  public long readLong(DeviceBuffer buffer, long index) {
    return word(buffer, index * Long.BYTES, Long.BYTES).get(JAVA_LONG, 0);
  }

  /** Reads one float32, and waits. */
  public float readFloat(DeviceBuffer buffer, long index) {
    return word(buffer, index * Float.BYTES, Float.BYTES).get(JAVA_FLOAT, 0);
  }

  /** Reads one float64, and waits. */
  public double readDouble(DeviceBuffer buffer, long index) {
    return word(buffer, index * Double.BYTES, Double.BYTES).get(JAVA_DOUBLE, 0);
  }

  private MemorySegment word(DeviceBuffer buffer, long offset, int size) {
    Objects.checkFromIndexSize(offset, (long) size, buffer.byteSize());
    enter();
    device.check(
        JCudaDriver.cuMemcpyDtoHAsync(
            lane.word.pointer, buffer.pointer().withByteOffset(offset), size, lane.stream),
        () -> "cuMemcpyDtoHAsync of " + buffer);
    synchronize();
    return lane.word.segment;
  }

  /** The kernel {@code name} of {@code cuda/<file>.cu}; see {@link Device#kernel}. */
  public Kernel kernel(String file, String name) {
    return device.kernel(file, name);
  }

  /**
   * Loads {@code cuda/<file>.cu} of each name now: compiled at the first launch they would count as
   * computing.
   */
  public void load(String... files) {
    for (String file : files) {
      device.load(file);
    }
  }

  /**
   * Launches a kernel.
   *
   * @param arguments a {@link DeviceBuffer} for each pointer, an Integer, Long, Float or Double for
   *     each number, as the kernel's signature says
   * @throws IllegalArgumentException if the arguments do not match the signature
   * @throws CudaException if the launch fails
   */
  public void launch(Kernel kernel, LaunchShape shape, Object... arguments) {
    enter();
    lastKernel = kernel;
    lastShape = shape;
    kernel.launch(lane.stream, shape, arguments);
  }

  /**
   * Waits until the device has done everything.
   *
   * @throws CudaException if something of it failed
   */
  public void synchronize() {
    enter();
    device.check(
        JCudaDriver.cuStreamSynchronize(lane.stream),
        () ->
            lastKernel == null
                ? "cuStreamSynchronize"
                : "cuStreamSynchronize after " + lastKernel.name() + lastShape);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (outlived()) {
      return;
    }
    List<Runnable> steps = new ArrayList<>();
    steps.add(this::synchronize);
    for (DeviceBuffer buffer : buffers.reversed()) {
      steps.add(() -> device.free(buffer));
    }
    for (Residents.Entry lease : leases.reversed()) {
      steps.add(() -> device.residents().release(lease));
    }
    steps.add(() -> device.giveBack(lane));
    runAll(steps);
  }

  // On a retired device every step fails with the same error, which the caller has seen already.
  private void runAll(List<Runnable> steps) {
    boolean retiredBefore = device.retired();
    RuntimeException first = null;
    for (Runnable step : steps) {
      try {
        step.run();
      } catch (CudaException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null && !retiredBefore) {
      throw first;
    }
  }
}
