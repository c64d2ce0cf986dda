package org.warpath.linalg.openblas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The OpenBLAS library with LAPACK in it, as {@code org.bytedeco:openblas} builds it: unpacked from
 * the class path to a private folder at first use, and loaded. Its functions are called directly
 * with the addresses of our memory.
 */
public final class OpenBlas {
  private static final String LINUX = "linux";

  private OpenBlas() {}

  /**
   * A function of the library.
   *
   * @param name its C name, such as {@code "cblas_dgemm"} or {@code "dgetrf_"}
   * @throws UnsupportedOperationException if there is no OpenBLAS for this platform on the class
   *     path
   */
  @SuppressWarnings("restricted")
  public static MethodHandle function(
      String name, FunctionDescriptor descriptor, Linker.Option... options) {
    return Linker.nativeLinker()
        .downcallHandle(Loaded.SYMBOLS.findOrThrow(name), descriptor, options);
  }

  // Loaded by the first use of a function, and only once.
  private static final class Loaded {
    static final SymbolLookup SYMBOLS = load();

    private Loaded() {}
  }

  @SuppressWarnings("restricted")
  private static SymbolLookup load() {
    String platform = platform();
    try {
      Path folder =
          Files.createTempDirectory(
              "warpath-openblas",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      List<Path> copies = new ArrayList<>();
      try {
        for (String file : files(platform)) {
          copies.add(unpack(platform, file, folder));
        }
        SymbolLookup symbols = null;
        // Each before those that ask for it by name, the library itself last.
        for (Path copy : copies) {
          symbols = SymbolLookup.libraryLookup(copy, Arena.global());
        }
        return symbols;
      } finally {
        // What is loaded stays.
        for (Path copy : copies) {
          Files.deleteIfExists(copy);
        }
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("OpenBLAS cannot be unpacked: " + e.getMessage(), e);
    }
  }

  private static List<String> files(String platform) {
    return platform.startsWith(LINUX)
        ? List.of("libgcc_s.so.1", "libquadmath.so.0", "libgfortran.so.5", "libopenblas.so.0")
        : List.of("libopenblas.0.dylib");
  }

  private static String platform() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    String processor = machine.equals("aarch64") ? "arm64" : "x86_64";
    return (system.contains("mac") ? "macosx" : LINUX) + "-" + processor;
  }

  private static Path unpack(String platform, String file, Path folder) throws IOException {
    String resource = "/org/bytedeco/openblas/" + platform + "/" + file;
    try (InputStream content = OpenBlas.class.getResourceAsStream(resource)) {
      if (content == null) {
        throw new UnsupportedOperationException(
            resource
                + " is not on the class path: org.bytedeco:openblas:"
                + platform
                + " is missing");
      }
      Path copy = folder.resolve(file);
      Files.copy(content, copy);
      return copy;
    }
  }
}
