package org.warpath.kernels.cuda.libraries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jcuda.nvrtc.JNvrtc;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens once a process, each time in a process of its own. */
class PrivateCopyTest {

  private static final Path REDIST = Path.of(System.getProperty("warpath.cuda.libs", "absent"));

  @TempDir Path folder;

  private Path shared;

  @BeforeEach
  void linuxOnX86() throws IOException {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "native halves are for Linux");
    assumeTrue(System.getProperty("os.arch").equals("amd64"), "native halves are for x86-64");
    shared = Files.createDirectory(folder.resolve("shared"));
  }

  @Test
  void whatLiesInTheSharedTemporaryFolderIsNeitherUsedNorTouched() throws Exception {
    assumeTrue(Files.isDirectory(REDIST), REDIST + " is missing: a -Dquick build lacks it");
    Path planted =
        Files.writeString(shared.resolve(CudaLibrary.NVRTC.nativeHalf()), "another user's file");

    List<String> said =
        ChildJvm.run(folder, "", List.of("-Dwarpath.cuda.libs=" + REDIST), Version.class);

    assertThat(said.getFirst()).isEqualTo("12.9");
    assertThat(said.get(1)).isEqualTo(shared.toString());
    assertThat(said.get(2)).matches(shared + "/warpath\\d+/libJNvrtc-.*\\.so \\(deleted\\)");
    assertThat(said).hasSize(3);
    try (Stream<Path> left = Files.list(shared)) {
      assertThat(left).containsExactly(planted);
    }
    assertThat(planted).hasContent("another user's file");
  }

  @Test
  void aNativeHalfOnTheLibraryPathIsRefused() throws Exception {
    Path planted = Files.writeString(folder.resolve(CudaLibrary.CUBLAS.nativeHalf()), "stale");

    assertThat(ChildJvm.run(folder, "", List.of("-Djava.library.path=" + folder), Half.class))
        .containsExactly(
            planted
                + " lies on java.library.path and would be loaded in place of Warpath's own copy;"
                + " remove it");
  }

  @Test
  void aMissingNativeHalfIsNamedByItsArtifact() throws Exception {
    assertThat(ChildJvm.run(folder, "jcublas-natives", List.of(), Half.class))
        .containsExactly(
            "/lib/libJCublas2-12.6.0-linux-x86_64.so is not on the class path:"
                + " org.jcuda:jcublas-natives:12.6.0:linux-x86_64 is missing");
  }

  @Test
  void aNativeHalfWithoutItsLibraryIsRefusedAndItsCopyDeleted() throws Exception {
    List<String> said = ChildJvm.run(folder, "", List.of(), Half.class);

    assertThat(String.join("\n", said))
        .startsWith("JCuda's half of cuBLAS, libJCublas2-12.6.0-linux-x86_64.so, cannot be loaded:")
        .contains("libcublas.so.13: cannot open shared object file");
    assertThat(shared).isEmptyDirectory();
  }

  @Test
  void aTemporaryFolderThatCannotBeWrittenIsNamed() throws Exception {
    Path absent = shared.resolve("absent");

    assertThat(
            ChildJvm.run(folder, "", List.of("-Djava.io.tmpdir=" + absent), Half.class).getLast())
        .startsWith(
            "libJCublas2-12.6.0-linux-x86_64.so cannot be written below "
                + absent
                + " (set by -Djava.io.tmpdir): ");
  }

  @Test
  void aDeniedNativeAccessIsTold() throws Exception {
    Path library = TinyElf.write(folder.resolve("libs"), "libcublas.so.12");

    assertThat(
            ChildJvm.run(
                folder,
                "",
                List.of(
                    "--illegal-native-access=deny",
                    "--enable-native-access=java.base",
                    "-Dwarpath.cuda.libs=" + folder.resolve("libs")),
                Require.class))
        .singleElement()
        .asString()
        .startsWith("cuBLAS at " + library + " cannot be loaded: ")
        .contains("native access");
  }

  /** Prints NVRTC's version, the temporary folder and the native half that is mapped. */
  static final class Version {
    public static void main(String[] arguments) throws IOException {
      CudaLibraries.instance().require(CudaLibrary.NVRTC);
      int[] major = new int[1];
      int[] minor = new int[1];
      JNvrtc.nvrtcVersion(major, minor);
      System.out.println(major[0] + "." + minor[0]);
      System.out.println(System.getProperty("java.io.tmpdir"));
      try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
        maps.filter(line -> line.contains("libJNvrtc"))
            .map(line -> line.substring(line.indexOf('/')))
            .distinct()
            .forEach(System.out::println);
      }
    }
  }

  /** Prints why cuBLAS's native half cannot be loaded. */
  static final class Half {
    public static void main(String[] arguments) {
      try {
        NativeHalf.load(CudaLibrary.CUBLAS, "libcublas.so.13");
      } catch (CudaUnavailableException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  /** Prints why cuBLAS cannot be required. */
  static final class Require {
    public static void main(String[] arguments) {
      try {
        CudaLibraries.instance().require(CudaLibrary.CUBLAS);
      } catch (CudaUnavailableException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
