package org.warpath.api.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ElfStripTest {
  @TempDir Path folder;

  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void aStrippedLibraryIsSmallerAndStillLoads() throws Throwable {
    Path original = Path.of(System.getProperty("java.home"), "lib", "libzip.so");
    Path stripped = Files.copy(original, folder.resolve("libstripped.so"));

    ElfStrip.strip(stripped);

    assertThat(Files.size(stripped)).isLessThanOrEqualTo(Files.size(original));
    assertThat(crc32OfNine(stripped)).isEqualTo(0xcbf43926);
    byte[] once = Files.readAllBytes(stripped);
    ElfStrip.strip(stripped);
    assertThat(stripped).hasBinaryContent(once);
  }

  @Test
  void otherFilesStayAsTheyAre() throws IOException {
    Path script = Files.writeString(folder.resolve("a.so"), "INPUT(-lc)");

    ElfStrip.strip(script);

    assertThat(script).hasContent("INPUT(-lc)");
  }

  /** The check value of CRC-32 by the library's own function. */
  @SuppressWarnings("restricted")
  private static int crc32OfNine(Path library) throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      MethodHandle crc32 =
          Linker.nativeLinker()
              .downcallHandle(
                  SymbolLookup.libraryLookup(library, arena).findOrThrow("ZIP_CRC32"),
                  FunctionDescriptor.of(
                      ValueLayout.JAVA_INT,
                      ValueLayout.JAVA_INT,
                      ValueLayout.ADDRESS,
                      ValueLayout.JAVA_INT));
      MemorySegment text = arena.allocateFrom("123456789");
      return (int) crc32.invokeExact(0, text, 9);
    }
  }
}
