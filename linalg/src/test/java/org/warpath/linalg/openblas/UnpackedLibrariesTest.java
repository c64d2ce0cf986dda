package org.warpath.linalg.openblas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.kernels.UserCache;

class UnpackedLibrariesTest {
  private static final String PLATFORM = PackedLibrary.platform();

  @TempDir private Path folder;

  // The first is small: 125 kB on Linux.
  private static List<PackedLibrary> first() throws IOException {
    return PackedLibrary.openBlas(PLATFORM).subList(0, 1);
  }

  private Path kept() throws IOException {
    return UnpackedLibraries.kept(first(), new UserCache(folder.resolve("kept"))).get(0);
  }

  @Test
  void aLibraryIsUnpackedOnce() throws IOException {
    Path file = kept();
    assertThat(Files.size(file)).isEqualTo(first().get(0).size());
    FileTime longAgo = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(file, longAgo);
    assertThat(kept()).isEqualTo(file);
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(longAgo);
  }

  @Test
  void aLibraryCutShortOrWritableByOthersIsUnpackedAgain() throws IOException {
    Path file = kept();
    byte[] whole = Files.readAllBytes(file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(1000);
    }
    assertThat(kept()).isEqualTo(file).hasBinaryContent(whole);
    byte[] changed = whole.clone();
    changed[5000] ^= 1;
    Files.write(file, changed);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
    assertThat(kept()).isEqualTo(file).hasBinaryContent(whole);
  }

  @Test
  void otherContentsHaveAnotherFolder() throws IOException {
    PackedLibrary library = first().get(0);
    PackedLibrary other =
        new PackedLibrary(library.file(), library.resource(), library.size(), library.crc() ^ 1);
    String name = UnpackedLibraries.folder(PLATFORM, List.of(library));
    assertThat(name).matches(PLATFORM + "-[0-9a-f]{8}");
    assertThat(UnpackedLibraries.folder(PLATFORM, List.of(other))).isNotEqualTo(name);
    // Nor is what does not have the jar's own CRC kept.
    assertThatThrownBy(
            () -> UnpackedLibraries.kept(List.of(other), new UserCache(folder.resolve("other"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is damaged: its CRC-32");
    try (Stream<Path> files = Files.list(folder.resolve("other"))) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void processesThatStartAtOnceShareTheCacheAndOthersDoWithoutIt() throws Exception {
    Path cache = folder.resolve("cache");
    Path none = Files.createFile(folder.resolve("occupied"));
    List<Process> processes = new ArrayList<>();
    for (Path of : List.of(cache, cache, none)) {
      processes.add(start(of));
    }
    List<String> outputs = new ArrayList<>();
    for (Process process : processes) {
      outputs.add(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
      assertThat(process.waitFor()).as(outputs.getLast()).isZero();
    }
    List<PackedLibrary> libraries = PackedLibrary.openBlas(PLATFORM);
    Path part =
        cache
            .toRealPath()
            .resolve("openblas")
            .resolve(UnpackedLibraries.folder(PLATFORM, libraries));
    assertThat(outputs.subList(0, 2))
        .allSatisfy(output -> assertThat(output).contains("OpenBLAS 0.3.31"));
    assertThat(outputs.get(2))
        .contains("OpenBLAS is unpacked by every process", none.toString(), "OpenBLAS 0.3.31");
    try (Stream<Path> files = Files.list(part)) {
      assertThat(files)
          .containsExactlyInAnyOrderElementsOf(
              libraries.stream().map(library -> part.resolve(library.file())).toList());
    }
    assertThat(none).isEmptyFile();
  }

  private static Process start(Path cache) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Dwarpath.cache=" + cache,
            "-cp",
            System.getProperty("java.class.path"),
            Describing.class.getName())
        .redirectErrorStream(true)
        .start();
  }

  /** Loads the library. */
  static final class Describing {
    private Describing() {}

    public static void main(String[] arguments) {
      System.out.println(OpenBlas.describe());
    }
  }
}
