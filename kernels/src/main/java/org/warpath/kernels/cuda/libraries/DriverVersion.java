package org.warpath.kernels.cuda.libraries;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** Asks a driver which CUDA version it serves; needs no device and no initialised driver. */
final class DriverVersion {

  private DriverVersion() {}

  /**
   * The newest CUDA major version whose libraries work on the driver.
   *
   * @param driver a driver that has been loaded
   * @return empty if the driver does not tell
   */
  @SuppressWarnings("restricted")
  static OptionalInt cudaMajor(Path driver) {
    Optional<MemorySegment> function =
        SymbolLookup.libraryLookup(driver, Arena.global()).find("cuDriverGetVersion");
    if (function.isEmpty()) {
      return OptionalInt.empty();
    }
    MethodHandle call =
        Linker.nativeLinker()
            .downcallHandle(
                function.get(), FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment version = arena.allocate(ValueLayout.JAVA_INT);
      int result = (int) call.invokeExact(version);
      // 1000 × major + 10 × minor
      int major = version.get(ValueLayout.JAVA_INT, 0) / 1000;
      return result == 0 && major > 0 ? OptionalInt.of(major) : OptionalInt.empty();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("a native function threw a checked exception", e);
    }
  }
}
