package org.warpath.kernels.cuda.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibrarySearchTest {

  @TempDir Path root;

  @Test
  void anEarlierFolderWinsOverANewerVersion() throws IOException {
    TinyElf.write(root.resolve("own"), "libcublas.so.12");
    TinyElf.write(root.resolve("usr/local/cuda/lib64"), "libcublas.so.13");

    LibrarySearch.Found found = find(CudaLibrary.CUBLAS, OptionalInt.empty()).found().orElseThrow();

    assertThat(found)
        .isEqualTo(
            new LibrarySearch.Found(
                CudaLibrary.CUBLAS,
                root.resolve("own/libcublas.so.12"),
                "libcublas.so.12",
                OptionalInt.of(12),
                "warpath.cuda.libs"));
  }

  @Test
  void inOneFolderTheNewestThatTheDriverServesWins() throws IOException {
    TinyElf.write(root.resolve("own"), "libcufft.so.11");
    TinyElf.write(root.resolve("own"), "libcufft.so.12");

    assertThat(soname(CudaLibrary.CUFFT, OptionalInt.empty())).isEqualTo("libcufft.so.12");
    assertThat(soname(CudaLibrary.CUFFT, OptionalInt.of(13))).isEqualTo("libcufft.so.12");
    assertThat(soname(CudaLibrary.CUFFT, OptionalInt.of(12))).isEqualTo("libcufft.so.11");
  }

  @Test
  void aLibraryTooNewForTheDriverIsPassedOverWithItsReason() throws IOException {
    Path nvrtc = TinyElf.write(root.resolve("own"), "libnvrtc.so.13");

    LibrarySearch search = search();
    LibrarySearch.Outcome outcome = search.find(CudaLibrary.NVRTC, OptionalInt.of(12));

    assertThat(outcome.found()).isEmpty();
    assertThat(search.notFound(CudaLibrary.NVRTC, outcome.passedOver()))
        .isEqualTo(
            "libnvrtc.so.12 or .13 (NVRTC) not found; looked in "
                + root.resolve("own")
                + "; "
                + nvrtc
                + " is of CUDA 13, but the driver serves CUDA 12 at most. Install the CUDA toolkit,"
                + " or set WARPATH_CUDA_LIBS to the folder that has it");
  }

  @Test
  void cusparseTellsItsCudaVersionByItsJitLinker() throws IOException {
    TinyElf.write(root.resolve("own"), "libcusparse.so.12", "libc.so.6", "libnvJitLink.so.13");

    assertThat(find(CudaLibrary.CUSPARSE, OptionalInt.empty()).found().orElseThrow().cudaMajor())
        .hasValue(13);
    assertThat(find(CudaLibrary.CUSPARSE, OptionalInt.of(12)).found()).isEmpty();

    TinyElf.write(root.resolve("own"), "libcusparse.so.12");
    assertThat(find(CudaLibrary.CUSPARSE, OptionalInt.of(12)).found().orElseThrow().cudaMajor())
        .isEmpty();
  }

  @Test
  void aFileOfTheRightNameThatIsNoSuchLibraryIsPassedOver() throws IOException {
    Path own = Files.createDirectories(root.resolve("own"));
    Files.writeString(own.resolve("libcuda.so.1"), "INPUT(libcuda.so.535)");
    Path good = TinyElf.write(root.resolve("usr/lib64"), "libcuda.so.1");
    Files.write(own.resolve("libcufft.so.11"), TinyElf.bytes("libcufftw.so.11"));

    LibrarySearch.Outcome driver = find(CudaLibrary.DRIVER, OptionalInt.empty());
    assertThat(driver.found().orElseThrow().path()).isEqualTo(good);
    assertThat(driver.passedOver())
        .containsExactly(
            own
                + "/libcuda.so.1 is no little-endian ELF64 file: it begins with 494e50555428,"
                + " expected 7f454c460201");
    assertThat(find(CudaLibrary.CUFFT, OptionalInt.empty()).passedOver())
        .containsExactly(
            own + "/libcufft.so.11 is not what its name says: its soname is libcufftw.so.11");
  }

  @Test
  void aNeededLibraryIsTakenFromTheSameFolderFirst() throws IOException {
    TinyElf.write(root.resolve("own"), "libcublasLt.so.12");
    Path beside = TinyElf.write(root.resolve("other"), "libcublasLt.so.12");
    Files.writeString(root.resolve("other/libnvJitLink.so.12"), "not a library");
    Path elsewhere = TinyElf.write(root.resolve("usr/lib64"), "libnvJitLink.so.12");

    assertThat(search().find("libcublasLt.so.12", root.resolve("other"))).contains(beside);
    assertThat(search().find("libnvJitLink.so.12", root.resolve("other"))).contains(elsewhere);
    assertThat(search().find("libcudart.so.12", root.resolve("other"))).isEmpty();
  }

  @Test
  void builtinsAreThoseOfTheCompilersVersion() throws IOException {
    Path own = root.resolve("own");
    TinyElf.write(own, "libnvrtc.so.12");
    TinyElf.write(own, "libnvrtc-builtins.so.12.9");
    TinyElf.write(own, "libnvrtc-builtins.so.13.0");
    TinyElf.write(own, "libnvrtc-builtins.alt.so.12.9");

    assertThat(
            LibrarySearch.builtins(
                find(CudaLibrary.NVRTC, OptionalInt.empty()).found().orElseThrow()))
        .containsExactly(own.resolve("libnvrtc-builtins.so.12.9"));
  }

  private String soname(CudaLibrary library, OptionalInt driverMajor) {
    return find(library, driverMajor).found().orElseThrow().soname();
  }

  private LibrarySearch.Outcome find(CudaLibrary library, OptionalInt driverMajor) {
    return search().find(library, driverMajor);
  }

  private LibrarySearch search() {
    return new LibrarySearch(
        new SearchEnvironment(
            Map.of("warpath.cuda.libs", root.resolve("own").toString()), Map.of(), root));
  }
}
