package org.warpath.linalg.openblas;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The OpenBLAS library with LAPACK in it, as {@code org.bytedeco:openblas} builds it: unpacked from
 * the class path into the user's cache at first use, and loaded from there. Its functions are
 * called directly with the addresses of our memory.
 */
public final class OpenBlas {
  private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)+");
  private static final int LONGEST_TEXT = 1024;

  private OpenBlas() {}

  /**
   * A function of the library. None is to be linked as {@linkplain Linker.Option#critical critical}
   * unless it is always short: the garbage collector would wait for it.
   *
   * @param name its C name, such as {@code "cblas_dgemm"} or {@code "dgetrf_"}
   * @throws UnsupportedOperationException if OpenBLAS cannot be loaded, with the reason and what to
   *     do about it
   * @throws java.util.NoSuchElementException if it has no such function
   */
  @SuppressWarnings("restricted")
  public static MethodHandle function(
      String name, FunctionDescriptor descriptor, Linker.Option... options) {
    return Linker.nativeLinker().downcallHandle(symbols().findOrThrow(name), descriptor, options);
  }

  /** Its version, such as {@code "0.3.31"}. */
  public static String version() {
    String config = text("openblas_get_config");
    Matcher version = VERSION.matcher(config);
    return version.find() ? version.group() : config;
  }

  /** The processor its kernels were chosen for, such as {@code "Haswell"}. */
  public static String core() {
    return text("openblas_get_corename");
  }

  /** Version and core, such as {@code "OpenBLAS 0.3.31 for Haswell"}. */
  public static String describe() {
    return "OpenBLAS " + version() + " for " + core();
  }

  @SuppressWarnings("restricted")
  private static String text(String function) {
    MethodHandle handle = function(function, FunctionDescriptor.of(ValueLayout.ADDRESS));
    try {
      MemorySegment text = (MemorySegment) handle.invokeExact();
      return text.reinterpret(LONGEST_TEXT).getString(0);
    } catch (Throwable e) {
      throw Thrown.by(function, e);
    }
  }

  /**
   * Fails where the library cannot be used; whoever keeps its functions in static fields asks this
   * first, as a class whose initialisation fails says why only to the first who uses it.
   *
   * @throws UnsupportedOperationException if OpenBLAS cannot be loaded, with the reason and what to
   *     do about it
   */
  public static void requireLoaded() {
    symbols();
  }

  private static SymbolLookup symbols() {
    if (Loaded.SYMBOLS == null) {
      throw new UnsupportedOperationException(Loaded.FAILURE);
    }
    return Loaded.SYMBOLS;
  }

  // Loaded by the first use of a function, and only once; a failure is kept.
  private static final class Loaded {
    static final @Nullable SymbolLookup SYMBOLS;
    static final String FAILURE;

    static {
      SymbolLookup symbols = null;
      String failure = "";
      try {
        String platform = PackedLibrary.platform();
        symbols = UnpackedLibraries.load(platform, PackedLibrary.openBlas(platform));
      } catch (UnsupportedOperationException e) {
        failure = "OpenBLAS cannot be loaded: " + e.getMessage();
      } catch (IOException e) {
        // Their messages are often only a file's name.
        failure = "OpenBLAS cannot be unpacked: " + e;
      }
      SYMBOLS = symbols;
      FAILURE = failure;
    }

    private Loaded() {}
  }
}
