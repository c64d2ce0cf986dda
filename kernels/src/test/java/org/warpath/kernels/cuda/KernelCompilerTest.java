package org.warpath.kernels.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.warpath.kernels.cuda.libraries.CudaUnavailableException;

/** The kernels and the real compiler, which needs no device. */
class KernelCompilerTest {
  private static final Architecture HOPPER = new Architecture(9, 0);

  static Stream<Arguments> everyFileForEveryOtherArchitecture() {
    return KernelSource.NAMES.stream()
        .flatMap(name ->
            Architecture.TESTED.stream()
                .filter(architecture -> !architecture.equals(HOPPER))
                .map(architecture -> Arguments.of(name, architecture)));
  }

  @ParameterizedTest(name = "{0}.cu for {1}")
  @MethodSource("everyFileForEveryOtherArchitecture")
  @Execution(ExecutionMode.CONCURRENT)
  void compilesWithoutWarnings(String name, Architecture architecture) {
    KernelCompiler.Compiled compiled =
        KernelCompiler.compile(KernelSource.named(name), architecture, false);
    assertThat(compiled.log()).isEmpty();
    assertThat(compiled.cubin()).startsWith(0x7f, 'E', 'L', 'F');
  }

  @ParameterizedTest(name = "{0}.cu")
  @MethodSource("everyFile")
  @Execution(ExecutionMode.CONCURRENT)
  void compilesForHopperWithoutWarningsAndSpillsNoRegisters(String name) {
    KernelSource source = KernelSource.named(name);
    KernelCompiler.Compiled compiled = KernelCompiler.compile(source, HOPPER, true);
    assertThat(compiled.cubin()).startsWith(0x7f, 'E', 'L', 'F');
    assertThat(compiled.log().lines())
        .allMatch(line -> line.startsWith("ptxas info") || line.contains(" bytes stack frame, "));
    List<KernelResources> resources = KernelResources.parse(compiled.log());
    assertThat(resources)
        .extracting(KernelResources::kernel)
        .containsExactlyInAnyOrderElementsOf(source.kernels());
    assertThat(resources)
        .allSatisfy(kernel -> {
          assertThat(kernel.registers()).isBetween(1, 255);
          assertThat(kernel.spillStoreBytes()).as("spills of " + kernel).isZero();
        });
  }

  static Stream<String> everyFile() {
    return KernelSource.NAMES.stream();
  }

  @Test
  void everyKernelFileIsNamed() throws IOException, URISyntaxException {
    Path folder = Path.of(KernelSource.class.getResource("/cuda/warpath.cuh").toURI()).getParent();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(file -> file.endsWith(".cu"))
          .containsExactlyInAnyOrderElementsOf(
              KernelSource.NAMES.stream().map(name -> name + ".cu").toList());
    }
    assertThat(KernelSource.NAMES).isSorted();
  }

  @Test
  void anErrorTellsFileLineAndReason() {
    KernelSource broken =
        new KernelSource(
            "broken",
            "extern \"C\" __global__ void broken_step(int n) {\n  int x = nothing;\n}\n",
            Map.of());
    assertThatThrownBy(() -> KernelCompiler.compile(broken, HOPPER, false))
        .isInstanceOf(CudaException.class)
        .hasMessageContaining("compiling broken.cu for sm_90 failed")
        .hasMessageContaining("broken.cu(2)")
        .hasMessageContaining("nothing");
  }

  @Test
  void aWarningIsInTheLog() {
    KernelSource careless =
        new KernelSource(
            "careless",
            "extern \"C\" __global__ void careless_step(int* x) { int unused = 1; x[0] = 2; }\n",
            Map.of());
    assertThat(KernelCompiler.compile(careless, HOPPER, false).log()).contains("unused");
    assertThat(KernelCompiler.compile(careless, HOPPER, true).log().lines())
        .anyMatch(line -> line.startsWith("careless.cu(1)") && line.contains("warning"));
  }

  @Test
  void aDeviceNewerThanTheCompilerGetsTheNewestOfItsGeneration() {
    List<Architecture> known =
        List.of(new Architecture(9, 0), new Architecture(10, 0), new Architecture(10, 1));
    assertThat(KernelCompiler.target(new Architecture(10, 3), known, "12.9"))
        .isEqualTo(new Architecture(10, 1));
    assertThat(KernelCompiler.target(HOPPER, known, "12.9")).isEqualTo(HOPPER);
    assertThatThrownBy(() -> KernelCompiler.target(new Architecture(12, 0), known, "12.9"))
        .isInstanceOf(CudaUnavailableException.class)
        .hasMessage(
            "NVRTC 12.9 cannot compile for compute capability 12.0, only for [9.0, 10.0, 10.1]:"
                + " install another CUDA toolkit");
  }

  @Test
  void theCompilerKnowsAllTestedArchitectures() {
    assertThat(Architecture.TESTED)
        .allSatisfy(architecture ->
            assertThat(KernelCompiler.target(architecture)).isEqualTo(architecture));
  }

  @Test
  void readsWhatTheAssemblerTells() {
    String log =
        """
        ptxas info    : 0 bytes gmem
        ptxas info    : Compiling entry function 'first_step' for 'sm_90'
        ptxas info    : Function properties for first_step
            24 bytes stack frame, 8 bytes spill stores, 16 bytes spill loads
        ptxas info    : Used 40 registers, used 1 barriers, 24 bytes cumulative stack size, 128 bytes smem
        ptxas info    : Compiling entry function 'second_step' for 'sm_90'
        ptxas info    : Function properties for second_step
            0 bytes stack frame, 0 bytes spill stores, 0 bytes spill loads
        ptxas info    : Used 12 registers, used 0 barriers
        """;
    assertThat(KernelResources.parse(log))
        .containsExactly(
            new KernelResources("first_step", 40, 24, 8, 16, 128),
            new KernelResources("second_step", 12, 0, 0, 0, 0));
  }
}
