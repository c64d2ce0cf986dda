package org.warpath.kernels.cuda;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import jcuda.nvrtc.JNvrtc;
import jcuda.nvrtc.nvrtcProgram;
import jcuda.nvrtc.nvrtcResult;
import org.warpath.kernels.cuda.libraries.CudaLibraries;
import org.warpath.kernels.cuda.libraries.CudaLibrary;
import org.warpath.kernels.cuda.libraries.CudaUnavailableException;

/** NVIDIA's run-time compiler (NVRTC), which needs no GPU. */
public final class KernelCompiler {
  // Products and sums are rounded one by one, as on the CPU; a kernel that wants a fused
  // multiply-add writes one. No kernel of ours is bound by arithmetic.
  private static final List<String> OPTIONS =
      List.of("--std=c++17", "--fmad=false", "-default-device");

  // From here on NVRTC keeps what it compiles in the driver's cache, by functions of the driver
  // that
  // it does not do without: with a driver that lacks them it ends the process.
  private static final int FIRST_WITH_CACHE = 1209;

  private KernelCompiler() {}

  /**
   * A compiled file.
   *
   * @param cubin the device's machine code
   * @param log what the compiler said: empty unless it warned or resources were asked for
   */
  public record Compiled(byte[] cubin, String log) {}

  /**
   * The compiler's version: {@code 12.9}.
   *
   * @throws CudaUnavailableException if there is no compiler
   */
  public static String version() {
    int version = versionNumber();
    return version / 100 + "." + version % 100;
  }

  private static int versionNumber() {
    CudaLibraries.instance().require(CudaLibrary.NVRTC);
    int[] major = new int[1];
    int[] minor = new int[1];
    check(JNvrtc.nvrtcVersion(major, minor), "nvrtcVersion");
    return major[0] * 100 + minor[0];
  }

  /**
   * What to compile for to run on {@code device}: machine code runs on its own architecture and on
   * later ones of the same generation, so a device that is newer than the compiler gets the newest
   * that it can run.
   *
   * @throws CudaUnavailableException if there is no compiler, or it knows nothing that the device
   *     can run
   */
  public static Architecture target(Architecture device) {
    String version = version();
    int[] count = new int[1];
    check(JNvrtc.nvrtcGetNumSupportedArchs(count), "nvrtcGetNumSupportedArchs");
    int[] known = new int[count[0]];
    check(JNvrtc.nvrtcGetSupportedArchs(known), "nvrtcGetSupportedArchs");
    return target(
        device,
        Arrays.stream(known).mapToObj(n -> new Architecture(n / 10, n % 10)).toList(),
        version);
  }

  static Architecture target(Architecture device, List<Architecture> known, String version) {
    return known.stream()
        .filter(a -> a.major() == device.major() && a.compareTo(device) <= 0)
        .max(Comparator.naturalOrder())
        .orElseThrow(() ->
            new CudaUnavailableException(
                "NVRTC "
                    + version
                    + " cannot compile for compute capability "
                    + device
                    + ", only for "
                    + known
                    + ": install another CUDA toolkit"));
  }

  /** The options every file is compiled with: part of what a cached result depends on. */
  static List<String> options() {
    return OPTIONS;
  }

  /**
   * Compiles {@code source} for {@code architecture}.
   *
   * @param resources whether the log shall tell registers, spills and shared memory of each kernel
   * @throws CudaException if it does not compile; the message holds the compiler's log
   * @throws CudaUnavailableException if there is no compiler
   */
  public static Compiled compile(
      KernelSource source, Architecture architecture, boolean resources) {
    int version = versionNumber();
    String call = "compiling " + source.name() + ".cu for " + architecture.compilerName();
    List<String> options = new ArrayList<>(OPTIONS);
    options.add("--gpu-architecture=" + architecture.compilerName());
    if (version >= FIRST_WITH_CACHE) {
      options.add("--no-cache");
    }
    if (resources) {
      options.add("--ptxas-options=-v");
    }
    String[] names = source.headers().keySet().toArray(String[]::new);
    String[] texts = source.headers().values().toArray(String[]::new);
    nvrtcProgram program = new nvrtcProgram();
    check(
        JNvrtc.nvrtcCreateProgram(
            program, source.text(), source.name() + ".cu", names.length, texts, names),
        call);
    try {
      int code =
          JNvrtc.nvrtcCompileProgram(program, options.size(), options.toArray(String[]::new));
      String log = log(program, call);
      if (code != nvrtcResult.NVRTC_SUCCESS) {
        throw new CudaException(
            "nvrtcCompileProgram",
            code,
            call + " failed: " + JNvrtc.nvrtcGetErrorString(code) + "\n" + log);
      }
      long[] size = new long[1];
      check(JNvrtc.nvrtcGetCUBINSize(program, size), call);
      byte[] cubin = new byte[Math.toIntExact(size[0])];
      check(JNvrtc.nvrtcGetCUBIN(program, cubin), call);
      return new Compiled(cubin, log);
    } finally {
      JNvrtc.nvrtcDestroyProgram(program);
    }
  }

  private static String log(nvrtcProgram program, String call) {
    String[] log = new String[1];
    check(JNvrtc.nvrtcGetProgramLog(program, log), call);
    String text = log[0];
    int end = text.indexOf('\0');
    return (end < 0 ? text : text.substring(0, end)).strip();
  }

  private static void check(int code, String call) {
    if (code != nvrtcResult.NVRTC_SUCCESS) {
      throw new CudaException(call, code, call + " failed: " + JNvrtc.nvrtcGetErrorString(code));
    }
  }
}
