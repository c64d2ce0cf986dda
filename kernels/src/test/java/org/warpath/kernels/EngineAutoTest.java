package org.warpath.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.kernels.cuda.emulator.EmulatedCuda;
import org.warpath.kernels.cuda.libraries.ChildJvm;
import org.warpath.kernels.cuda.libraries.CudaLibraries;
import org.warpath.kernels.cuda.libraries.CudaLibrary;

/**
 * Which engine {@link Engine#auto} takes and how its one log line explains it; each in a process of
 * its own, as a driver that was once loaded stays.
 */
class EngineAutoTest {
  @TempDir private Path folder;

  /** Chooses an engine after planning the fault that the property {@code fault} names. */
  static final class Choice {
    private Choice() {}

    public static void main(String[] arguments) {
      switch (System.getProperty("fault", "")) {
        case "old driver" -> EmulatedCuda.driverVersion(11080);
        case "no device" -> EmulatedCuda.deviceCount(0);
        case "failing device" ->
            EmulatedCuda.failCall("cuDevicePrimaryCtxRetain", 1, EmulatedCuda.OUT_OF_MEMORY);
        default -> {}
      }
      System.out.println("chosen: " + Engine.auto().getClass().getSimpleName());
    }
  }

  private List<String> choose(Path libraries, String fault)
      throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("shared"));
    List<String> options = new ArrayList<>();
    options.add("-Dwarpath.cuda.libs=" + libraries);
    options.add("-Dwarpath.cache=" + folder.resolve("cache"));
    options.add("-Dfault=" + fault);
    options.add("-Dorg.slf4j.simpleLogger.log.org.warpath.kernels.Engine=info");
    return ChildJvm.run(folder, "", options, Choice.class);
  }

  private static String cpu() {
    return "engine " + Engine.cpu() + ": no CUDA: ";
  }

  private static void assertChosen(List<String> output, String engine, String reason) {
    assertThat(output).as("what it printed").hasSize(2);
    assertThat(output.getFirst()).contains(reason);
    assertThat(output.getLast()).isEqualTo("chosen: " + engine);
  }

  @Test
  void withoutADriverItIsTheCpu() throws Exception {
    assumeTrue(
        CudaLibraries.instance().located(CudaLibrary.DRIVER).isEmpty(),
        "this machine has a driver");
    List<String> output = choose(folder, "");
    assertChosen(output, "Cpu", cpu());
    assertThat(output.getFirst()).contains("libcuda.so.1 (CUDA driver) not found; looked in ");
  }

  @Test
  @Tag("emulator")
  void aUsableDeviceIsTaken() throws Exception {
    assertChosen(
        choose(EmulatedCuda.folder(), ""),
        "Cuda",
        "engine cuda(Warpath emulated device): device 0 (Warpath emulated device) is usable");
  }

  @Test
  @Tag("emulator")
  void withADriverThatIsTooOldItIsTheCpu() throws Exception {
    assertChosen(
        choose(EmulatedCuda.folder(), "old driver"),
        "Cpu",
        cpu() + "the CUDA driver is too old: it supports CUDA 11.8, needed is 12.0 or newer");
  }

  @Test
  @Tag("emulator")
  void withoutADeviceItIsTheCpu() throws Exception {
    assertChosen(
        choose(EmulatedCuda.folder(), "no device"),
        "Cpu",
        cpu() + "the CUDA driver finds no device");
  }

  @Test
  @Tag("emulator")
  void withADeviceThatDoesNotOpenItIsTheCpu() throws Exception {
    assertChosen(
        choose(EmulatedCuda.folder(), "failing device"),
        "Cpu",
        cpu()
            + "cuDevicePrimaryCtxRetain of device 0 (Warpath emulated device) failed:"
            + " CUDA_ERROR_OUT_OF_MEMORY (2): out of memory");
  }

  @Test
  @Tag("emulator")
  void withoutTheRunTimeCompilerItIsTheCpu() throws Exception {
    Path driverOnly = Files.createDirectories(folder.resolve("driver"));
    Files.copy(EmulatedCuda.folder().resolve("libcuda.so.1"), driverOnly.resolve("libcuda.so.1"));
    List<String> output = choose(driverOnly, "");
    assumeTrue(
        !output.getLast().equals("chosen: Cuda"), "this machine has a run-time compiler elsewhere");
    assertChosen(output, "Cpu", cpu());
    assertThat(output.getFirst()).contains("libnvrtc.so").contains(" not found; looked in ");
  }
}
