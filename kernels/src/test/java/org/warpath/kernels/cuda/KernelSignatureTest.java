package org.warpath.kernels.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KernelSignatureTest {
  private static final String SOURCE =
      """
      // extern "C" __global__ void commented_out(int a) {}
      __device__ int not_an_entry(int a) { return a; }
      extern "C" __global__ void all_kinds(
          const int* __restrict__ a, unsigned long long* b, int c, unsigned d, unsigned int e,
          const long long f, unsigned long long g, float h /* its length, in m */, double i) {}
      /* extern "C" __global__ void
         commented_out_too(int a) {} */
      extern "C" __global__ void __launch_bounds__(256, 2) nothing() {}
      """;

  private static final DeviceBuffer BUFFER =
      new DeviceBuffer(new DeviceBuffer.Allocation(), 16, "buffer");

  private static KernelSignature named(String name) {
    return KernelSignature.parse("file", SOURCE).stream()
        .filter(signature -> signature.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void entriesAreFoundInTheirOrder() {
    assertThat(KernelSignature.parse("file", SOURCE))
        .extracting(KernelSignature::name)
        .containsExactly("all_kinds", "nothing");
  }

  @Test
  void parametersHaveTheirDeclaredKinds() {
    List<KernelSignature.Parameter> parameters = named("all_kinds").parameters();
    assertThat(parameters)
        .extracting(KernelSignature.Parameter::name)
        .containsExactly("a", "b", "c", "d", "e", "f", "g", "h", "i");
    assertThat(parameters)
        .extracting(parameter -> parameter.kind().name())
        .containsExactly(
            "POINTER", "POINTER", "INT", "INT", "INT", "LONG", "LONG", "FLOAT", "DOUBLE");
    assertThat(named("nothing").parameters()).isEmpty();
  }

  @Test
  void matchingArgumentsAreTaken() {
    assertThat(named("all_kinds").pointers(BUFFER, BUFFER, 1, 2, 3, 4L, 5L, 6f, 7.0)).hasSize(9);
    assertThat(named("nothing").pointers()).isEmpty();
  }

  @Test
  void anotherNumberOfArgumentsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> named("all_kinds").pointers(BUFFER, BUFFER, 1))
        .withMessage("all_kinds takes 9 arguments, had 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> named("nothing").pointers(1))
        .withMessage("nothing takes 0 arguments, had 1");
  }

  @Test
  void anArgumentOfAnotherTypeIsRefusedByNumberAndName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> named("all_kinds").pointers(BUFFER, BUFFER, 1L, 2, 3, 4L, 5L, 6f, 7.0))
        .withMessage("all_kinds: argument 3 (c) must be a Integer, was Long");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> named("all_kinds").pointers(BUFFER, 8, 1, 2, 3, 4L, 5L, 6f, 7.0))
        .withMessage("all_kinds: argument 2 (b) must be a DeviceBuffer, was Integer");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> named("all_kinds").pointers(BUFFER, BUFFER, 1, 2, 3, 4L, null, 6f, 7.0))
        .withMessage("all_kinds: argument 7 (g) must be a Long, was null");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> named("all_kinds").pointers(BUFFER, BUFFER, 1, 2, 3, 4L, 5L, 6.0, 7.0))
        .withMessage("all_kinds: argument 8 (h) must be a Float, was Double");
  }

  @Test
  void aFreedBufferIsRefused() {
    DeviceBuffer freed = new DeviceBuffer(new DeviceBuffer.Allocation(), 16, "ranks");
    freed.markFreed();
    assertThatThrownBy(() -> named("all_kinds").pointers(freed, BUFFER, 1, 2, 3, 4L, 5L, 6f, 7.0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("device buffer ranks was freed");
  }

  @Test
  void aParameterThatCannotBePassedIsRefusedByFileAndKernel() {
    assertThatThrownBy(() ->
            KernelSignature.parse(
                "scan", "extern \"C\" __global__ void scan_all(int n, short width) {}"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "scan.cu: kernel scan_all: parameter short width: expected a pointer, int, unsigned,"
                + " long long, float or double");
  }

  static List<String> files() {
    return KernelSource.NAMES;
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyFileHasKernelsOfDifferentNames(String file) {
    assertThat(KernelSource.named(file).kernels()).isNotEmpty().doesNotHaveDuplicates();
  }

  @Test
  void filesAreListedInOrder() {
    assertThat(KernelSource.NAMES).isSorted().doesNotHaveDuplicates();
  }
}
