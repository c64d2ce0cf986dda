package org.warpath.nn.convolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.warpath.kernels.cuda.GpuTest;
import org.warpath.kernels.cuda.TestDevice;
import org.warpath.kernels.cuda.emulator.NoLeaks;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.WarmDevice;
import org.warpath.nn.layer.LayerCheck;
import org.warpath.nn.tensor.Shape;

@GpuTest
@NoLeaks
class CudaConvolutionTest {

  @BeforeAll
  static void warm() {
    WarmDevice.open();
  }

  private static Stream<ConvolutionAlgorithm> algorithms() {
    return Stream.of(
        ConvolutionAlgorithm.AUTO, ConvolutionAlgorithm.DIRECT, ConvolutionAlgorithm.IM2COL_GEMM);
  }

  static Stream<Arguments> cases() {
    return algorithms()
        .flatMap(algorithm ->
            Arrays.stream(ElementType.values())
                .flatMap(type ->
                    ConvolutionTest.shapes()
                        .map(test -> Arguments.of(test.with(algorithm), type))));
  }

  static Stream<Arguments> transposed() {
    return algorithms()
        .flatMap(algorithm ->
            Arrays.stream(ElementType.values())
                .flatMap(type ->
                    TransposedConvolutionTest.shapes()
                        .map(test -> Arguments.of(test.with(algorithm), type))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isTheProcessors(ConvolutionTest.Case test, ElementType type) {
    LayerCheck.of(test.layer(), test.input()).isTheSameOn(TestDevice.engine(), type);
  }

  @ParameterizedTest
  @MethodSource("transposed")
  void transposedIsTheProcessors(TransposedConvolutionTest.Case test, ElementType type) {
    LayerCheck.of(test.layer(), test.input()).isTheSameOn(TestDevice.engine(), type);
  }

  @Test
  void refusesWhatIsForTheProcessor() {
    Convolution layer = Convolution.of(2, 3, 3).withAlgorithm(ConvolutionAlgorithm.SHIFTED_GEMM);
    LayerCheck check = LayerCheck.of(layer, Shape.of(1, 2, 5, 5));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> check.isTheSameOn(TestDevice.engine(), ElementType.FLOAT32))
        .withMessage("SHIFTED_GEMM makes use of a processor's caches; a device has IM2COL_GEMM");
  }

  @ParameterizedTest
  @EnumSource
  void findBestTimesWhatServes(ElementType type) {
    AlgorithmTimes times =
        Convolution.of(2, 3, 3).findBest(Shape.of(1, 2, 5, 5), type, true, TestDevice.engine());
    assertThat(times.timings())
        .extracting(AlgorithmTimes.Timing::algorithm)
        .containsExactlyInAnyOrder(
            ConvolutionAlgorithm.DIRECT,
            ConvolutionAlgorithm.IM2COL_GEMM,
            ConvolutionAlgorithm.WINOGRAD_2X2_3X3,
            ConvolutionAlgorithm.WINOGRAD_4X4_3X3,
            ConvolutionAlgorithm.FFT);
    assertThat(times.refused())
        .containsOnlyKeys(ConvolutionAlgorithm.SHIFTED_GEMM, ConvolutionAlgorithm.WINOGRAD_2X2_5X5);
    assertThat(workspace(times, ConvolutionAlgorithm.DIRECT)).isZero();
    // Of each point: 2×2 weights, and 2 inputs and 2 outputs of each square. Backward there are
    // four
    // of 4×4 outputs, as there are 5×5; Fourier's have 14×14.
    long bytes = type == ElementType.FLOAT64 ? Double.BYTES : Float.BYTES;
    assertThat(workspace(times, ConvolutionAlgorithm.WINOGRAD_4X4_3X3))
        .isEqualTo(36 * (2 * 2 + 4 * (2 + 2)) * bytes);
    assertThat(workspace(times, ConvolutionAlgorithm.FFT)).isEqualTo(288 * (2 * 2 + 2 + 2) * bytes);
  }

  private static long workspace(AlgorithmTimes times, ConvolutionAlgorithm algorithm) {
    return times.timings().stream()
        .filter(timing -> timing.algorithm() == algorithm)
        .findFirst()
        .orElseThrow()
        .workspaceBytes();
  }

  @Test
  void aLargerOne() {
    LayerCheck.of(Convolution.of(20, 5, 5), Shape.of(3, 2, 20, 20))
        .isTheSameOn(TestDevice.engine(), ElementType.FLOAT32);
  }
}
