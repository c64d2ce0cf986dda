package org.warpath.kernels.cuda.emulator;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The emulated CUDA driver of this process: faults that a test plans, and what the driver has
 * counted. The driver is the one in the folder that the system property {@code warpath.cuda.libs}
 * names; it runs kernels on the processor, one thread at a time.
 */
@SuppressWarnings("restricted") // native code is what this is about
public final class EmulatedCuda {
  /** Codes of the driver API that tests plan or expect. */
  public static final int INVALID_VALUE = 1;

  public static final int OUT_OF_MEMORY = 2;
  public static final int ILLEGAL_ADDRESS = 700;
  public static final int LAUNCH_TIMEOUT = 702;
  public static final int ASSERT = 710;
  public static final int LAUNCH_FAILED = 719;

  private static final @Nullable SymbolLookup DRIVER = find();

  private EmulatedCuda() {}

  /** Whether this process runs on the emulated driver. */
  public static boolean active() {
    return DRIVER != null;
  }

  /** The folder of the emulated libraries. */
  public static Path folder() {
    return Path.of(System.getProperty("warpath.cuda.libs")).toAbsolutePath();
  }

  /** The order in which threads and blocks of later launches run. */
  public static void seed(int seed) {
    call("seed", FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT), seed);
  }

  /** After how many seconds a launch is taken for endless; 60 at first. */
  public static void timeout(int seconds) {
    call("timeout", FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT), seconds);
  }

  /** The k-th device allocation from now (1: the next) fails for want of memory; 0: none does. */
  public static void failAllocation(long k) {
    call("fail_allocation", FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG), k);
  }

  /**
   * The k-th device allocation from now fails, and so does the next attempt, which the runtime
   * makes once it has freed what it can: the caller learns of it.
   */
  public static void exhaustAtAllocation(long k) {
    failAllocation(k);
    failCall("cuMemAlloc", k + 1, OUT_OF_MEMORY);
  }

  /**
   * The k-th call from now of a function of the driver or of a library returns {@code code} and
   * does nothing.
   *
   * @param function its name without version suffix, such as {@code cuMemAlloc}, {@code
   *     cublasSgemm}, {@code cusparseSpMV} or {@code cufftPlan1d}
   * @param code one of those that its library documents
   */
  public static void failCall(String function, long k, int code) {
    try (Arena arena = Arena.ofConfined()) {
      FunctionDescriptor descriptor =
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT);
      if ((int) call("fail_call", descriptor, arena.allocateFrom(function), k, code) == 0) {
        throw new IllegalArgumentException("the emulated libraries have no function " + function);
      }
    }
  }

  /**
   * The next run of the kernel fails with {@code code}, which is sticky, when its stream is waited
   * for.
   */
  public static void failLaunch(String kernel, int code) {
    try (Arena arena = Arena.ofConfined()) {
      call(
          "fail_launch",
          FunctionDescriptor.ofVoid(ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
          arena.allocateFrom(kernel),
          code);
    }
  }

  /** Allocations of device and pinned memory that have not been freed. */
  public static long liveAllocations() {
    return (long) call("live_allocations", FunctionDescriptor.of(ValueLayout.JAVA_LONG));
  }

  /** Bytes of device and pinned memory that have not been freed. */
  public static long liveBytes() {
    return (long) call("live_bytes", FunctionDescriptor.of(ValueLayout.JAVA_LONG));
  }

  /** Handles, descriptors and plans of cuBLAS, cuSPARSE and cuFFT that have not been destroyed. */
  public static long liveObjects() {
    return (long) call("live_objects", FunctionDescriptor.of(ValueLayout.JAVA_LONG));
  }

  /** Their kinds and counts, such as {@code 1 cuBLAS handle, 2 cuSPARSE vectors}. */
  public static String describeObjects() {
    return text("describe_objects");
  }

  /** The memory that the device pretends to have, in bytes; 0: the default, 2 GiB. */
  public static void setTotalMemory(long bytes) {
    call("set_total_memory", FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG), bytes);
  }

  /** Kernels run so far. */
  public static long launches() {
    return (long) call("launches", FunctionDescriptor.of(ValueLayout.JAVA_LONG));
  }

  /** The version that the driver pretends to have, such as 12060 for 12.6. */
  public static void driverVersion(int version) {
    call("driver_version", FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT), version);
  }

  /** How many devices the driver pretends to have. */
  public static void deviceCount(int count) {
    call("device_count", FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT), count);
  }

  /**
   * What the driver or a library said of the last failure, or an empty text: kernel, block, thread,
   * address, seed; function and argument.
   */
  public static String lastReport() {
    return text("last_report");
  }

  /**
   * Whether reports go to stderr too, as they do at first; tests that expect failures turn it off.
   */
  public static void printReports(boolean print) {
    call("print_reports", FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT), print ? 1 : 0);
  }

  /**
   * Forgets all planned faults, pretended numbers and the last report; memory and a sticky error
   * stay.
   */
  public static void reset() {
    call("reset", FunctionDescriptor.ofVoid());
  }

  private static String text(String name) {
    MemorySegment text = (MemorySegment) call(name, FunctionDescriptor.of(ValueLayout.ADDRESS));
    return text.reinterpret(Long.MAX_VALUE).getString(0);
  }

  private static @Nullable SymbolLookup find() {
    String folder = System.getProperty("warpath.cuda.libs");
    if (folder == null) {
      return null;
    }
    Path library = Path.of(folder).toAbsolutePath().resolve("libcuda.so.1");
    if (!Files.exists(library)) {
      return null;
    }
    SymbolLookup lookup = SymbolLookup.libraryLookup(library, Arena.global());
    if (lookup.find("warpath_emulator_reset").isEmpty()) {
      return null;
    }
    return lookup;
  }

  private static @Nullable Object call(
      String name, FunctionDescriptor descriptor, Object... arguments) {
    if (DRIVER == null) {
      throw new IllegalStateException(
          "no emulated CUDA driver: the system property warpath.cuda.libs is "
              + System.getProperty("warpath.cuda.libs"));
    }
    MethodHandle handle =
        Linker.nativeLinker()
            .downcallHandle(DRIVER.findOrThrow("warpath_emulator_" + name), descriptor);
    try {
      return handle.invokeWithArguments(arguments);
    } catch (Throwable e) {
      throw new AssertionError("the emulator's function " + name + " could not be called", e);
    }
  }
}
