package org.warpath.kernels.cuda.libraries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CudaLibrariesTest {

  @TempDir Path root;

  @Test
  void whatIsMissingIsNamedWithWhereItWasLookedFor() throws IOException {
    TinyElf.write(root.resolve("own"), "libnvrtc.so.12");

    assertRefused(
        libraries("Linux", "amd64"),
        CudaLibrary.CUBLAS,
        "libcublas.so.12 or .13 (cuBLAS) not found; looked in "
            + root.resolve("own")
            + ". Install the CUDA toolkit, or set WARPATH_CUDA_LIBS to the folder that has it");
    assertRefused(
        libraries("Linux", "amd64"),
        CudaLibrary.DRIVER,
        "libcuda.so.1 (CUDA driver) not found; looked in "
            + root.resolve("own")
            + ". Install NVIDIA's driver");
  }

  @Test
  void otherSystemsAreRefusedByName() {
    for (CudaLibrary library : CudaLibrary.values()) {
      assertRefused(
          libraries("Mac OS X", "aarch64"),
          library,
          "CUDA is used on Linux on x86-64 only; this is Mac OS X on aarch64");
      assertRefused(
          libraries("Linux", "aarch64"),
          library,
          "CUDA is used on Linux on x86-64 only; this is Linux on aarch64");
    }
    assertThat(libraries("Windows 11", "amd64").report())
        .extracting(LibraryReport::detail)
        .containsOnly("CUDA is used on Linux on x86-64 only; this is Windows 11 on amd64");
  }

  @Test
  void aLibraryTheLoaderRefusesIsNamedWithTheLoadersReason() throws IOException {
    Path cublas = TinyElf.write(root.resolve("own"), "libcublas.so.12", "libcublasLt.so.12");
    CudaLibraries libraries = libraries("Linux", "amd64");
    assertThat(libraries.located(CudaLibrary.CUBLAS)).contains(cublas);

    assertThatThrownBy(() -> libraries.require(CudaLibrary.CUBLAS))
        .isInstanceOf(CudaUnavailableException.class)
        .hasMessageStartingWith("cuBLAS at " + cublas + " cannot be loaded: ")
        .hasMessageContaining("libcublasLt.so.12: cannot open shared object file");
  }

  @Test
  void aSecondRequireFailsWithTheSameMessage() {
    CudaLibraries libraries = libraries("Linux", "amd64");

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> libraries.require(CudaLibrary.CUFFT))
          .isInstanceOf(CudaUnavailableException.class)
          .hasMessageStartingWith("libcufft.so.11 or .12 (cuFFT) not found; looked in " + root);
    }
  }

  @Test
  void theReportTellsEveryLibrary() throws IOException {
    Path cublas = TinyElf.write(root.resolve("own"), "libcublas.so.13", "libcublasLt.so.13");
    CudaLibraries libraries = libraries("Linux", "amd64");

    assertThat(libraries.report())
        .extracting(LibraryReport::library)
        .containsExactly(CudaLibrary.values());
    LibraryReport found = report(libraries, CudaLibrary.CUBLAS);
    assertThat(found.path()).contains(cublas);
    assertThat(found.cudaMajor()).hasValue(13);
    assertThat(found.usable()).isTrue();
    assertThat(found.detail()).isEqualTo("from warpath.cuda.libs");
    LibraryReport missing = report(libraries, CudaLibrary.NVRTC);
    assertThat(missing.path()).isEmpty();
    assertThat(missing.usable()).isFalse();
    assertThat(missing.detail()).startsWith("libnvrtc.so.12 or .13 (NVRTC) not found");

    assertThatThrownBy(() -> libraries.require(CudaLibrary.CUBLAS))
        .isInstanceOf(CudaUnavailableException.class);
    LibraryReport failed = report(libraries, CudaLibrary.CUBLAS);
    assertThat(failed.path()).contains(cublas);
    assertThat(failed.usable()).isFalse();
    assertThat(failed.detail()).startsWith("cuBLAS at " + cublas + " cannot be loaded: ");
  }

  @Test
  void aDriverThatCannotBeLoadedLimitsNothing() throws IOException {
    Path driver = TinyElf.write(root.resolve("own"), "libcuda.so.1", "libcuda-absent.so.1");
    TinyElf.write(root.resolve("own"), "libnvrtc.so.13");
    CudaLibraries libraries = libraries("Linux", "amd64");

    assertThat(libraries.cudaMajor(CudaLibrary.NVRTC)).hasValue(13);
    assertThat(libraries.cudaMajor(CudaLibrary.DRIVER)).isEmpty();
    assertRefusedStarting(
        libraries, CudaLibrary.DRIVER, "CUDA driver at " + driver + " cannot be loaded: ");
  }

  private static LibraryReport report(CudaLibraries libraries, CudaLibrary library) {
    return libraries.report().stream()
        .filter(r -> r.library() == library)
        .findFirst()
        .orElseThrow();
  }

  private CudaLibraries libraries(String system, String processor) {
    return new CudaLibraries(
        new SearchEnvironment(
            Map.of(
                "os.name",
                system,
                "os.arch",
                processor,
                "warpath.cuda.libs",
                root.resolve("own").toString()),
            Map.of(),
            root));
  }

  private static void assertRefused(CudaLibraries libraries, CudaLibrary library, String message) {
    assertThatThrownBy(() -> libraries.require(library))
        .isInstanceOf(CudaUnavailableException.class)
        .hasMessage(message);
  }

  private static void assertRefusedStarting(
      CudaLibraries libraries, CudaLibrary library, String message) {
    assertThatThrownBy(() -> libraries.require(library))
        .isInstanceOf(CudaUnavailableException.class)
        .hasMessageStartingWith(message);
  }
}
