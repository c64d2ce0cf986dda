package org.warpath.kernels.cuda.libraries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jcuda.jcufft.JCufft;
import jcuda.jcufft.cufftResult;
import jcuda.nvrtc.JNvrtc;
import jcuda.nvrtc.nvrtcProgram;
import jcuda.nvrtc.nvrtcResult;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** NVIDIA's own NVRTC and cuFFT of CUDA 12.9, which the build unpacks; neither needs a GPU here. */
class RealLibrariesTest {

  private static final Path REDIST = Path.of(System.getProperty("warpath.cuda.libs", "absent"));

  @BeforeAll
  static void unpacked() {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "NVIDIA's libraries are for Linux");
    assumeTrue(System.getProperty("os.arch").equals("amd64"), "these libraries are for x86-64");
    assumeTrue(
        Files.isDirectory(REDIST), REDIST + " is missing: a -Dquick build does not unpack it");
  }

  @Test
  void nvrtcIsThatOfTheFolderNamed() {
    CudaLibraries libraries = CudaLibraries.instance();

    libraries.require(CudaLibrary.NVRTC);

    int[] major = new int[1];
    int[] minor = new int[1];
    assertThat(JNvrtc.nvrtcVersion(major, minor)).isEqualTo(nvrtcResult.NVRTC_SUCCESS);
    assertThat(major[0] + "." + minor[0]).isEqualTo("12.9");
    assertThat(libraries.located(CudaLibrary.NVRTC)).contains(REDIST.resolve("libnvrtc.so.12"));
    assertThat(libraries.cudaMajor(CudaLibrary.NVRTC)).hasValue(12);
  }

  @Test
  void nvrtcCompilesAKernelToACubin() {
    CudaLibraries.instance().require(CudaLibrary.NVRTC);
    byte[] cubin =
        compile(
            "extern \"C\" __global__ void twice(float* x) { x[threadIdx.x] *= 2.0f; }", "sm_90");

    assertThat(Arrays.copyOf(cubin, 4)).isEqualTo(new byte[] {0x7f, 'E', 'L', 'F'});
    assertThat(new String(cubin, StandardCharsets.ISO_8859_1)).contains(".text.twice");
  }

  @Test
  void cufftAnswersThroughTheRetargetedNativeHalf() {
    CudaLibraries.instance().require(CudaLibrary.CUFFT);

    int[] version = new int[1];
    assertThat(JCufft.cufftGetVersion(version)).isEqualTo(cufftResult.CUFFT_SUCCESS);
    assertThat(version[0]).isEqualTo(11401);
    assertThat(CudaLibraries.instance().located(CudaLibrary.CUFFT))
        .contains(REDIST.resolve("libcufft.so.11"));
  }

  @Test
  void manyThreadsMayRequireAtOnce() throws Exception {
    CountDownLatch together = new CountDownLatch(8);
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Integer>> versions = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        versions.add(
            threads.submit(() -> {
              together.countDown();
              together.await();
              CudaLibraries.instance().require(CudaLibrary.CUFFT);
              CudaLibraries.instance().require(CudaLibrary.NVRTC);
              int[] version = new int[1];
              JCufft.cufftGetVersion(version);
              return version[0];
            }));
      }
      for (Future<Integer> version : versions) {
        assertThat(version.get()).isEqualTo(11401);
      }
    }
  }

  @Test
  void aLibraryThatIsNoDriverTellsNoDriverVersion() {
    CudaLibraries.instance().require(CudaLibrary.NVRTC);

    assertThat(DriverVersion.cudaMajor(REDIST.resolve("libnvrtc.so.12"))).isEmpty();
  }

  private static byte[] compile(String source, String architecture) {
    nvrtcProgram program = new nvrtcProgram();
    check(JNvrtc.nvrtcCreateProgram(program, source, "test.cu", 0, null, null));
    try {
      check(
          JNvrtc.nvrtcCompileProgram(
              program, 1, new String[] {"--gpu-architecture=" + architecture}));
      long[] size = new long[1];
      check(JNvrtc.nvrtcGetCUBINSize(program, size));
      byte[] cubin = new byte[Math.toIntExact(size[0])];
      check(JNvrtc.nvrtcGetCUBIN(program, cubin));
      return cubin;
    } finally {
      JNvrtc.nvrtcDestroyProgram(program);
    }
  }

  private static void check(int result) {
    assertThat(nvrtcResult.stringFor(result)).isEqualTo("NVRTC_SUCCESS");
  }
}
