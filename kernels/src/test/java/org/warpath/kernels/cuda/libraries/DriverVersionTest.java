package org.warpath.kernels.cuda.libraries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With drivers of one function, made by g++. */
class DriverVersionTest {

  @TempDir Path root;

  @BeforeEach
  void compilerIsThere() {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "drivers are for Linux here");
    assumeTrue(System.getProperty("os.arch").equals("amd64"), "drivers are for x86-64 here");
    assumeTrue(
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "g++"))),
        "g++ is not installed");
  }

  @Test
  void aDriverOfCuda12PassesOverLibrariesOfCuda13() throws Exception {
    driver("*version = 12040; return 0;");
    Path older = TinyElf.write(root.resolve("later"), "libnvrtc.so.12");
    TinyElf.write(root.resolve("own"), "libnvrtc.so.13");
    TinyElf.write(root.resolve("own"), "libcublas.so.13");

    List<String> said = run();

    assertThat(said.subList(0, 2)).containsExactly("OptionalInt[12]", "Optional[" + older + "]");
    assertThat(said.get(2))
        .contains("libcublas.so.13 is of CUDA 13, but the driver serves CUDA 12 at most");
  }

  @Test
  void aDriverOfCuda13TakesEither() throws Exception {
    driver("*version = 13000; return 0;");
    TinyElf.write(root.resolve("later"), "libnvrtc.so.12");
    Path newer = TinyElf.write(root.resolve("own"), "libnvrtc.so.13");

    assertThat(run()).startsWith("OptionalInt[13]", "Optional[" + newer + "]");
  }

  @Test
  void aDriverThatFailsToAnswerLimitsNothing() throws Exception {
    driver("*version = 12040; return 999;");
    Path newer = TinyElf.write(root.resolve("own"), "libnvrtc.so.13");

    assertThat(run()).startsWith("OptionalInt.empty", "Optional[" + newer + "]");
  }

  private void driver(String body) throws IOException, InterruptedException {
    Path own = Files.createDirectories(root.resolve("own"));
    Path source =
        Files.writeString(
            own.resolve("driver.cpp"),
            "extern \"C\" int cuDriverGetVersion(int* version) { " + body + " }\n");
    Process compiler =
        new ProcessBuilder(
                "g++",
                "-shared",
                "-fPIC",
                "-Wl,-soname,libcuda.so.1",
                "-o",
                own.resolve("libcuda.so.1").toString(),
                source.toString())
            .inheritIO()
            .start();
    assertThat(compiler.waitFor(60, TimeUnit.SECONDS)).as("g++ ended within a minute").isTrue();
    assertThat(compiler.exitValue()).as("g++'s exit code").isZero();
  }

  private List<String> run() throws IOException, InterruptedException {
    Files.createDirectories(root.resolve("shared"));
    String folders = root.resolve("own") + File.pathSeparator + root.resolve("later");
    return ChildJvm.run(root, "", List.of("-Dwarpath.cuda.libs=" + folders), Tell.class);
  }

  /** Prints the driver's CUDA version, where NVRTC lies and why cuBLAS is missing. */
  static final class Tell {
    public static void main(String[] arguments) {
      CudaLibraries libraries =
          new CudaLibraries(
              new SearchEnvironment(
                  Map.of(
                      "os.name",
                      "Linux",
                      "os.arch",
                      "amd64",
                      "warpath.cuda.libs",
                      System.getProperty("warpath.cuda.libs")),
                  Map.of(),
                  Path.of("/absent")));
      System.out.println(libraries.cudaMajor(CudaLibrary.DRIVER));
      System.out.println(libraries.located(CudaLibrary.NVRTC));
      try {
        libraries.require(CudaLibrary.CUBLAS);
      } catch (CudaUnavailableException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
