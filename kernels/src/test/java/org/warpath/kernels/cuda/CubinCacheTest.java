package org.warpath.kernels.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.kernels.UserCache;

class CubinCacheTest {
  private static final Architecture HOPPER = new Architecture(9, 0);
  private static final KernelSource SOURCE =
      new KernelSource(
          "tiny", "extern \"C\" __global__ void tiny(int* a) { a[0] = 1; }\n", Map.of());

  @TempDir private Path folder;

  private CubinCache cache() {
    return new CubinCache(new UserCache(folder));
  }

  private Path file() {
    return folder.resolve(CubinCache.fileName(SOURCE, KernelCompiler.version(), HOPPER));
  }

  private static void plant(Path file, byte[] cubin) throws IOException {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(cubin);
      byte[] bytes = new byte[hash.length + cubin.length];
      System.arraycopy(hash, 0, bytes, 0, hash.length);
      System.arraycopy(cubin, 0, bytes, hash.length, cubin.length);
      Files.write(file, bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @Tag("gpu")
  void aKernelIsCompiledOnceAndThenRead() throws IOException {
    TestDevice.engine();
    byte[] compiled = cache().cubin(SOURCE, HOPPER);
    assertThat(compiled).isNotEmpty();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file());
    }
    byte[] planted = "not from the compiler".getBytes(StandardCharsets.UTF_8);
    plant(file(), planted);
    assertThat(cache().cubin(SOURCE, HOPPER)).isEqualTo(planted);
  }

  @Test
  @Tag("gpu")
  void aDamagedFileIsCompiledAgainAndReplaced() throws IOException {
    TestDevice.engine();
    byte[] compiled = cache().cubin(SOURCE, HOPPER);
    byte[] whole = Files.readAllBytes(file());
    byte[] flipped = whole.clone();
    flipped[whole.length - 1] ^= 1;
    byte[] cut = new byte[20];
    for (byte[] damaged : List.of(flipped, cut, new byte[0], new byte[32])) {
      Files.write(file(), damaged);
      assertThat(cache().cubin(SOURCE, HOPPER)).hasSameSizeAs(compiled);
      assertThat(Files.readAllBytes(file())).isNotEqualTo(damaged).hasSameSizeAs(whole);
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file());
    }
  }

  @Test
  @Tag("gpu")
  void withoutAFolderToWriteToItCompilesEachTime() throws IOException {
    TestDevice.engine();
    Path occupied = Files.writeString(folder.resolve("occupied"), "a file, no folder");
    CubinCache cache = new CubinCache(new UserCache(occupied.resolve("kernels")));
    assertThat(cache.cubin(SOURCE, HOPPER)).isNotEmpty();
    assertThat(cache.cubin(SOURCE, HOPPER)).isNotEmpty();
    assertThat(occupied).hasContent("a file, no folder");
  }

  @Test
  void theNameTellsEverythingTheCubinDependsOn() {
    String name = CubinCache.fileName(SOURCE, "12.9", HOPPER);
    assertThat(name).startsWith("tiny-").endsWith("-nvrtc12.9-sm_90.cubin");
    KernelSource otherText = new KernelSource("tiny", SOURCE.text() + " ", Map.of());
    KernelSource otherHeader = new KernelSource("tiny", SOURCE.text(), Map.of("a.cuh", "int a;"));
    KernelSource headerChanged = new KernelSource("tiny", SOURCE.text(), Map.of("a.cuh", "int b;"));
    assertThat(
            List.of(
                name,
                CubinCache.fileName(otherText, "12.9", HOPPER),
                CubinCache.fileName(otherHeader, "12.9", HOPPER),
                CubinCache.fileName(headerChanged, "12.9", HOPPER),
                CubinCache.fileName(SOURCE, "13.0", HOPPER),
                CubinCache.fileName(SOURCE, "12.9", new Architecture(8, 0))))
        .doesNotHaveDuplicates();
  }
}
