package org.warpath.bench.math;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * FFTW, the yardstick of the field, where the machine has it (Debian's libfftw3-double3): a complex
 * forward transform of float64, planned by measuring, on one thread. Not part of Warpath and never
 * shipped with it: FFTW is under the GPL.
 */
public final class Fftw implements AutoCloseable {
  private static final String LIBRARY = "libfftw3.so.3";
  private static final int FORWARD = -1;
  private static final int MEASURE = 0;

  private final Arena arena = Arena.ofShared();
  private final SymbolLookup library;
  private final MethodHandle execute;
  private final MemorySegment plan;
  private final MemorySegment in;
  private final MemorySegment out;

  /**
   * Plans, which takes seconds for long transforms.
   *
   * @throws IllegalArgumentException if the library is not installed
   */
  @SuppressWarnings("restricted")
  Fftw(int length) {
    library = SymbolLookup.libraryLookup(LIBRARY, arena);
    long bytes = 2L * length * Double.BYTES;
    in = arena.allocate(bytes, 64);
    out = arena.allocate(bytes, 64);
    execute = function("fftw_execute", FunctionDescriptor.ofVoid(ADDRESS));
    try {
      plan =
          (MemorySegment)
              function(
                      "fftw_plan_dft_1d",
                      FunctionDescriptor.of(
                          ADDRESS, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT))
                  .invokeExact(length, in, out, FORWARD, MEASURE);
    } catch (Throwable e) {
      throw new IllegalStateException("fftw_plan_dft_1d failed", e);
    }
  }

  /** Whether the library is installed. */
  @SuppressWarnings("restricted")
  public static boolean installed() {
    try (Arena trial = Arena.ofConfined()) {
      SymbolLookup.libraryLookup(LIBRARY, trial);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @SuppressWarnings("restricted")
  private MethodHandle function(String name, FunctionDescriptor descriptor) {
    return Linker.nativeLinker().downcallHandle(library.findOrThrow(name), descriptor);
  }

  /**
   * Copies {@code data}, interleaved, to where the transform reads; planning has overwritten it.
   */
  void fill(double[] data) {
    MemorySegment.copy(data, 0, in, ValueLayout.JAVA_DOUBLE, 0, data.length);
  }

  /** Transforms. */
  MemorySegment transform() throws Throwable {
    execute.invokeExact(plan);
    return out;
  }

  @Override
  public void close() {
    try {
      function("fftw_destroy_plan", FunctionDescriptor.ofVoid(ADDRESS)).invokeExact(plan);
    } catch (Throwable e) {
      throw new IllegalStateException("fftw_destroy_plan failed", e);
    }
    arena.close();
  }
}
