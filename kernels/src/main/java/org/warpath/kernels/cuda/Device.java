package org.warpath.kernels.cuda;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import jcuda.driver.CUcontext;
import jcuda.driver.CUdevice;
import jcuda.driver.CUdevice_attribute;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.CUresult;
import jcuda.driver.JCudaDriver;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.cuda.libraries.CudaLibraries;
import org.warpath.kernels.cuda.libraries.CudaLibrary;
import org.warpath.kernels.cuda.libraries.CudaUnavailableException;

/**
 * A GPU, opened once a process and shared by all threads. Work on it is done in a {@link
 * DeviceScope}. After a sticky error (a kernel that wrote where it may not, a hardware fault) the
 * device is retired: every call fails and names the first error, until {@link #reset}.
 */
public final class Device {
  /** The oldest driver that will do, as {@code cuDriverGetVersion} counts: CUDA 12.0. */
  public static final int OLDEST_DRIVER = 12000;

  private static final Map<Integer, Device> OPENED = new HashMap<>();

  private final int ordinal;
  private final CUdevice handle = new CUdevice();
  private final CUcontext context = new CUcontext();
  private final String name;
  private final Architecture architecture;
  private final int multiprocessors;
  private final long totalBytes;
  private final Residents residents = new Residents(this);
  private final KernelModules modules = new KernelModules(this);
  // Guards itself, `lanes` and `staging`: a lock of its own, as a reset takes the residents' while
  // it holds
  // the device's, and an upload of residents takes this one while it holds theirs.
  private final ArrayDeque<Lane> idleLanes = new ArrayDeque<>();
  private final List<Lane> lanes = new ArrayList<>();
  private @Nullable Staging staging;
  private volatile int resets;
  private volatile @Nullable CudaException retiredBy;

  private Device(int ordinal) {
    this.ordinal = ordinal;
    Driver.check(JCudaDriver.cuDeviceGet(handle, ordinal), "cuDeviceGet " + ordinal);
    byte[] text = new byte[256];
    Driver.check(JCudaDriver.cuDeviceGetName(text, text.length, handle), "cuDeviceGetName");
    name = terminated(text);
    architecture =
        new Architecture(
            attribute(CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR),
            attribute(CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR));
    if (architecture.compareTo(Architecture.OLDEST) < 0) {
      throw new CudaUnavailableException(
          "device "
              + ordinal
              + " ("
              + name
              + ") has compute capability "
              + architecture
              + ": "
              + Architecture.OLDEST
              + " or newer is needed");
    }
    multiprocessors = attribute(CUdevice_attribute.CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT);
    long[] bytes = new long[1];
    Driver.check(JCudaDriver.cuDeviceTotalMem(bytes, handle), "cuDeviceTotalMem");
    totalBytes = bytes[0];
    retainContext();
  }

  private void retainContext() {
    Driver.check(
        JCudaDriver.cuDevicePrimaryCtxRetain(context, handle),
        "cuDevicePrimaryCtxRetain of device " + ordinal + " (" + name + ")");
  }

  private static String terminated(byte[] text) {
    int length = 0;
    while (length < text.length && text[length] != 0) {
      length++;
    }
    return new String(text, 0, length, StandardCharsets.UTF_8);
  }

  /**
   * How many devices this machine has, at least 1.
   *
   * @throws CudaUnavailableException if there is no driver, it is too old, or it finds no device
   */
  public static synchronized int count() {
    CudaLibraries.instance().require(CudaLibrary.DRIVER);
    int code = JCudaDriver.cuInit(0);
    if (code == CUresult.CUDA_ERROR_NO_DEVICE) {
      throw new CudaUnavailableException("the CUDA driver finds no device");
    }
    if (code != CUresult.CUDA_SUCCESS) {
      throw new CudaUnavailableException(
          "the CUDA driver does not start: cuInit: " + Driver.describe(code));
    }
    int version = driverVersion();
    if (version < OLDEST_DRIVER) {
      throw new CudaUnavailableException(
          "the CUDA driver is too old: it supports CUDA "
              + versionText(version)
              + ", needed is "
              + versionText(OLDEST_DRIVER)
              + " or newer (driver 525.60 or newer)");
    }
    int[] devices = new int[1];
    code = JCudaDriver.cuDeviceGetCount(devices);
    if (code != CUresult.CUDA_SUCCESS || devices[0] == 0) {
      throw new CudaUnavailableException("the CUDA driver finds no device");
    }
    return devices[0];
  }

  /** The newest CUDA version that the loaded driver supports: 12090 for 12.9. */
  public static int driverVersion() {
    CudaLibraries.instance().require(CudaLibrary.DRIVER);
    int[] version = new int[1];
    Driver.check(JCudaDriver.cuDriverGetVersion(version), "cuDriverGetVersion");
    return version[0];
  }

  /** {@code 12.9} for 12090. */
  public static String versionText(int version) {
    return version / 1000 + "." + version % 1000 / 10;
  }

  /**
   * The device of that number, opened on the first call.
   *
   * @param ordinal in [0, {@link #count})
   * @throws CudaUnavailableException if CUDA cannot be used here, with the reason
   * @throws IllegalArgumentException if there is no such device
   * @throws CudaException if the device does not open
   */
  public static synchronized Device open(int ordinal) {
    int count = count();
    if (ordinal < 0 || ordinal >= count) {
      throw new IllegalArgumentException("device must be in [0, " + count + "), was " + ordinal);
    }
    Device device = OPENED.get(ordinal);
    if (device == null) {
      device = new Device(ordinal);
      OPENED.put(ordinal, device);
    }
    return device;
  }

  /**
   * Frees what belongs to closed host memory on every device that this process has opened; those
   * that are retired are left as they are.
   *
   * @throws CudaException if a device fails
   */
  public static void evictClosed() {
    List<Device> opened;
    synchronized (Device.class) {
      opened = List.copyOf(OPENED.values());
    }
    for (Device device : opened) {
      if (!device.retired()) {
        device.residents.evictClosed();
      }
    }
  }

  /** Its number among the machine's devices. */
  public int ordinal() {
    return ordinal;
  }

  /** Its name: {@code NVIDIA H200}. */
  public String name() {
    return name;
  }

  /** Its compute capability. */
  public Architecture architecture() {
    return architecture;
  }

  /** Its multiprocessors. */
  public int multiprocessors() {
    return multiprocessors;
  }

  /** Bytes of its second-level cache. */
  public int cacheBytes() {
    return attribute(CUdevice_attribute.CU_DEVICE_ATTRIBUTE_L2_CACHE_SIZE);
  }

  /** Bytes of its memory. */
  public long totalBytes() {
    return totalBytes;
  }

  /** Bytes of its memory that nobody uses; residents that could be evicted count as used. */
  public long freeBytes() {
    enter();
    long[] free = new long[1];
    long[] total = new long[1];
    check(JCudaDriver.cuMemGetInfo(free, total), "cuMemGetInfo");
    return free[0];
  }

  /**
   * Bytes that one computation can have: what is free, and what residents take, less what the
   * driver needs for itself.
   */
  public long usableBytes() {
    return Math.max(0, freeBytes() + residents.byteSize() - reserve());
  }

  /** Data kept here between runs. */
  public Residents residents() {
    return residents;
  }

  /** Opens a scope, for one computation on the calling thread. */
  public DeviceScope scope() {
    enter();
    return new DeviceScope(this);
  }

  /**
   * The kernel {@code name} of {@code cuda/<file>.cu}, compiled for this device on the first call.
   *
   * @throws CudaException if it does not compile or load
   * @throws CudaUnavailableException if it must be compiled and there is no compiler
   */
  public Kernel kernel(String file, String name) {
    enter();
    return modules.kernel(file, name);
  }

  /** Compiles {@code cuda/<file>.cu} and loads it, unless it is loaded; as {@link #kernel}. */
  void load(String file) {
    enter();
    modules.kernels(file);
  }

  /** The kernels loaded so far. */
  public List<Kernel> loadedKernels() {
    return modules.loaded();
  }

  /**
   * Refuses a computation that would run out of memory, before it begins.
   *
   * @param bytes what it will allocate
   * @param what the computation, for the message: {@code "pagerank of 4,000,000 vertices"}
   * @throws DeviceOutOfMemoryException if so much is not free after all idle residents are evicted
   */
  public void requireFree(long bytes, String what) {
    long usable = freeBytes() - reserve();
    if (bytes > usable) {
      residents.evict(bytes - usable);
      usable = freeBytes() - reserve();
      if (bytes > usable) {
        throw new DeviceOutOfMemoryException(this, what, bytes, Math.max(0, usable));
      }
    }
  }

  // Modules, stacks and the driver's own tables need some as well.
  private long reserve() {
    return Math.min(64L << 20, totalBytes / 64);
  }

  DeviceBuffer allocate(long byteSize, String what) {
    requireFree(byteSize, what);
    DeviceBuffer.Allocation pointer = new DeviceBuffer.Allocation();
    long bytes = Math.max(16, byteSize);
    int code = JCudaDriver.cuMemAlloc(pointer, bytes);
    if (code == CUresult.CUDA_ERROR_OUT_OF_MEMORY) {
      // Free, but in pieces that are too small: evicting may join some.
      residents.evict(Long.MAX_VALUE);
      code = JCudaDriver.cuMemAlloc(pointer, bytes);
      if (code == CUresult.CUDA_ERROR_OUT_OF_MEMORY) {
        throw new DeviceOutOfMemoryException(this, what, byteSize, freeBytes());
      }
    }
    check(code, "cuMemAlloc of " + byteSize + " bytes for " + what);
    return new DeviceBuffer(pointer, byteSize, what);
  }

  /** Frees a buffer that {@link #allocate} made; nothing may still use it. */
  void free(DeviceBuffer buffer) {
    CUdeviceptr pointer = buffer.pointer();
    buffer.markFreed();
    check(JCudaDriver.cuMemFree(pointer), "cuMemFree of " + buffer);
  }

  Lane takeLane() {
    synchronized (idleLanes) {
      Lane lane = idleLanes.poll();
      if (lane == null) {
        lane = new Lane(this);
        lanes.add(lane);
      }
      return lane;
    }
  }

  void giveBack(Lane lane) {
    synchronized (idleLanes) {
      idleLanes.push(lane);
    }
  }

  Staging staging() {
    synchronized (idleLanes) {
      if (staging == null) {
        staging = new Staging(this);
      }
      return staging;
    }
  }

  /** How often the device was reset. */
  int resets() {
    return resets;
  }

  /** Makes this device current on the calling thread. */
  void enter() {
    CudaException reason = retiredBy;
    if (reason != null) {
      throw new CudaException(
          reason.call(), reason.code(), this + " was retired: " + reason.getMessage());
    }
    check(JCudaDriver.cuCtxSetCurrent(context), "cuCtxSetCurrent");
  }

  /** As below, for calls whose text would cost more than the call. */
  void check(int code, Supplier<String> call) {
    if (code != CUresult.CUDA_SUCCESS) {
      check(code, call.get());
    }
  }

  /** Throws unless {@code code} is success; a sticky error retires the device. */
  void check(int code, String call) {
    if (code != CUresult.CUDA_SUCCESS) {
      CudaException failure =
          new CudaException(call, code, call + " failed on " + this + ": " + Driver.describe(code));
      if (failure.sticky() && retiredBy == null) {
        retiredBy = failure;
      }
      throw failure;
    }
  }

  /** Whether a sticky error has made the device unusable. */
  public boolean retired() {
    return retiredBy != null;
  }

  /**
   * Destroys everything on the device and makes a retired one usable again. No scope may be at
   * work; one that is still open can only be closed, which does nothing.
   *
   * @throws CudaException if the driver cannot recover it
   */
  public synchronized void reset() {
    resets++;
    residents.forgetAll();
    modules.forgetAll();
    synchronized (idleLanes) {
      JCudaDriver.cuCtxSetCurrent(context); // for the companions; its failure changes nothing
      lanes.forEach(Lane::closeCompanions);
      lanes.clear();
      idleLanes.clear();
      staging = null;
    }
    Driver.check(JCudaDriver.cuDevicePrimaryCtxReset(handle), "cuDevicePrimaryCtxReset of " + this);
    retainContext();
    retiredBy = null;
  }

  private int attribute(int attribute) {
    int[] value = new int[1];
    Driver.check(
        JCudaDriver.cuDeviceGetAttribute(value, attribute, handle),
        "cuDeviceGetAttribute " + CUdevice_attribute.stringFor(attribute));
    return value[0];
  }

  /** {@code device 0 (NVIDIA H200)}. */
  @Override
  public String toString() {
    return "device " + ordinal + " (" + name + ")";
  }
}
