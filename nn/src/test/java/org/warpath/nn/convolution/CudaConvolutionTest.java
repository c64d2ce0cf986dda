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

  @ParameterizedTest
  @EnumSource(names = {"SHIFTED_GEMM", "WINOGRAD_4X4_3X3", "FFT"})
  void refusesWhatIsForTheProcessor(ConvolutionAlgorithm algorithm) {
    LayerCheck check =
        LayerCheck.of(Convolution.of(2, 3, 3).withAlgorithm(algorithm), Shape.of(1, 2, 5, 5));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> check.isTheSameOn(TestDevice.engine(), ElementType.FLOAT32));
  }

  @Test
  void findBestTimesWhatServes() {
    AlgorithmTimes times =
        Convolution.of(2, 3, 3)
            .findBest(Shape.of(1, 2, 5, 5), ElementType.FLOAT16, true, TestDevice.engine());
    assertThat(times.timings())
        .extracting(AlgorithmTimes.Timing::algorithm)
        .containsExactlyInAnyOrder(ConvolutionAlgorithm.DIRECT, ConvolutionAlgorithm.IM2COL_GEMM);
    assertThat(times.refused()).containsKeys(ConvolutionAlgorithm.FFT);
  }

  @Test
  void aLargerOne() {
    LayerCheck.of(Convolution.of(20, 5, 5), Shape.of(3, 2, 20, 20))
        .isTheSameOn(TestDevice.engine(), ElementType.FLOAT32);
  }
}
