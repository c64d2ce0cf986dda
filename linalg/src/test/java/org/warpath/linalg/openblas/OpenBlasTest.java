package org.warpath.linalg.openblas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.FunctionDescriptor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.kernels.Engine;
import org.warpath.linalg.blas.Blas;
import org.warpath.linalg.dense.Vector;

class OpenBlasTest {

  @Test
  void theLibraryLoadsAndSaysWhatItIs() {
    assertThat(OpenBlas.version()).isEqualTo("0.3.31");
    assertThat(OpenBlas.core()).matches("[A-Za-z0-9_-]+");
    assertThat(OpenBlas.describe()).isEqualTo("OpenBLAS 0.3.31 for " + OpenBlas.core());
  }

  @Test
  void aFunctionItHasNotIsNamed() {
    assertThatThrownBy(() -> OpenBlas.function("cblas_tgemm", FunctionDescriptor.ofVoid()))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("cblas_tgemm");
  }

  @Test
  void whyItCannotBeLoadedIsSaidEachTime(@TempDir Path folder) throws Exception {
    Path missing = folder.resolve("missing");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + missing,
                "-Dwarpath.cache=" + Files.createFile(folder.resolve("occupied")),
                "-cp",
                System.getProperty("java.class.path"),
                Unloadable.class.getName())
            .redirectErrorStream(true)
            .start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.startsWith("caught "))
            .toList();
    assertThat(process.waitFor()).isZero();
    assertThat(lines)
        .hasSize(3)
        .allSatisfy(line ->
            assertThat(line)
                .startsWith("caught OpenBLAS cannot be unpacked: ")
                .contains("NoSuchFileException: " + missing));
  }

  /** Tries it where there is no folder for temporary files. */
  static final class Unloadable {
    private Unloadable() {}

    public static void main(String[] arguments) {
      Vector x = Vector.of(1.0, 2);
      List<Runnable> attempts =
          List.of(
              OpenBlas::version,
              () -> Blas.scal(2, x, Engine.cpu(1)),
              () -> Blas.scal(2, x, Engine.cpu(1)));
      for (Runnable attempt : attempts) {
        try {
          attempt.run();
        } catch (UnsupportedOperationException e) {
          System.out.println("caught " + e.getMessage());
        }
      }
    }
  }
}
