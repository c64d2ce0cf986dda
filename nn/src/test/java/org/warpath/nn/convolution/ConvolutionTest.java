package org.warpath.nn.convolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.Initialiser;
import org.warpath.nn.layer.LayerCheck;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.Noise;
import org.warpath.nn.network.Network;
import org.warpath.nn.network.Session;
import org.warpath.nn.network.Weights;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

class ConvolutionTest {

  /** A layer and the shape of its input. */
  record Case(Convolution layer, Shape input) {
    static Case of(Convolution layer, int... input) {
      return new Case(layer, Shape.of(input));
    }

    Case with(ConvolutionAlgorithm algorithm) {
      return new Case(layer.withAlgorithm(algorithm), input);
    }

    @Override
    public String toString() {
      return "%s of %s: %d channels, %s, %d groups%s"
          .formatted(
              layer.algorithm(),
              input,
              layer.channels(),
              layer.window(),
              layer.groups(),
              layer.hasBias() ? "" : ", no bias");
    }
  }

  static Stream<Case> shapes() {
    return Stream.of(
        Case.of(Convolution.of(3, 3, 3), 2, 2, 5, 6),
        Case.of(Convolution.of(4, 1, 1), 3, 3, 4, 5),
        Case.of(Convolution.of(4, 1, 1).withStrides(2, 3), 1, 3, 4, 5),
        Case.of(Convolution.of(2, 3, 2).withStrides(2, 1).withPadding(1, 2), 2, 3, 6, 5),
        Case.of(Convolution.of(4, 2, 3).withDilations(2, 3).withoutBias(), 1, 2, 6, 9),
        Case.of(
            Convolution.of(4, 3, 3)
                .withGroups(2)
                .withStrides(2, 2)
                .withPadding(new int[] {0, 2}, new int[] {1, 0}),
            2,
            6,
            5,
            4),
        Case.of(Convolution.of(4, 3, 3).withGroups(4).withPadding(1, 1), 1, 4, 5, 5),
        Case.of(Convolution.of(6, 2, 2).withGroups(3).withDilations(1, 2), 2, 3, 4, 5),
        Case.of(Convolution.of(2, 1, 3).withPadding(3, 4).withStrides(2, 5), 1, 2, 2, 3),
        Case.of(Convolution.of(3, 4).withPadding(2).withStrides(3), 2, 2, 11),
        Case.of(Convolution.of(3, 3).withDilations(2).withoutBias(), 2, 2, 9),
        Case.of(Convolution.of(2, 2, 3, 2).withPadding(1, 0, 1), 1, 2, 3, 4, 3),
        Case.of(
            Convolution.of(3, 2, 2, 2)
                .withStrides(2, 1, 2)
                .withDilations(2, 2, 1)
                .withPadding(new int[] {2, 0, 0}, new int[] {0, 1, 3}),
            1,
            2,
            3,
            4,
            3),
        Case.of(Convolution.of(2, 5, 5).withPadding(4, 4), 1, 1, 2, 3),
        Case.of(Convolution.of(2, 3, 3), 0, 1, 4, 4));
  }

  static Stream<Case> cases() {
    return Stream.of(
            ConvolutionAlgorithm.AUTO,
            ConvolutionAlgorithm.DIRECT,
            ConvolutionAlgorithm.IM2COL_GEMM,
            ConvolutionAlgorithm.SHIFTED_GEMM)
        .flatMap(algorithm -> shapes().map(shape -> shape.with(algorithm)));
  }

  static Stream<Case> transformed() {
    Stream<Case> three =
        Stream.of(ConvolutionAlgorithm.WINOGRAD_2X2_3X3, ConvolutionAlgorithm.WINOGRAD_4X4_3X3)
            .flatMap(algorithm ->
                Stream.of(
                        Case.of(Convolution.of(3, 3, 3), 2, 2, 6, 6),
                        Case.of(Convolution.of(2, 3, 3).withPadding(1, 1), 1, 3, 7, 5),
                        Case.of(Convolution.of(2, 3, 3).withPadding(2, 3), 1, 1, 4, 9),
                        Case.of(
                            Convolution.of(4, 3, 3)
                                .withGroups(2)
                                .withoutBias()
                                .withPadding(new int[] {0, 1}, new int[] {2, 0}),
                            2,
                            2,
                            3,
                            11))
                    .map(test -> test.with(algorithm)));
    Stream<Case> five =
        Stream.of(
                Case.of(Convolution.of(3, 5, 5), 2, 2, 8, 7),
                Case.of(Convolution.of(2, 5, 5).withPadding(2, 2), 1, 2, 3, 6),
                Case.of(Convolution.of(4, 5, 5).withGroups(2).withPadding(1, 4), 1, 2, 6, 4))
            .map(test -> test.with(ConvolutionAlgorithm.WINOGRAD_2X2_5X5));
    Stream<Case> fourier =
        Stream.of(
                Case.of(Convolution.of(2, 2, 2), 1, 2, 5, 4),
                Case.of(Convolution.of(4, 5, 5).withGroups(2).withPadding(1, 4), 1, 2, 6, 14),
                Case.of(Convolution.of(2, 11, 11).withPadding(5, 5), 2, 1, 3, 8))
            .map(test -> test.with(ConvolutionAlgorithm.FFT));
    return Stream.concat(Stream.concat(three, five), fourier);
  }

  private static Tensor random(Shape shape, long key) {
    Tensor tensor = Tensor.zeros(ElementType.FLOAT64, shape);
    Initialiser.gaussian(0, 1).fill(tensor, new Noise(key));
    return tensor;
  }

  static Tensor outputs(Convolution layer, Tensor x, Map<String, Tensor> parameters) {
    Network network = Network.sequential(layer);
    Map<String, Shape> shapes = Map.of(Network.INPUT, x.shape());
    Session.Opening opening = new Session.Opening(network, shapes, x.type(), false, 0);
    try (Session session = Session.open(opening, new Weights(parameters), Engine.cpu(2))) {
      session.write(Network.INPUT, x);
      session.forward(Mode.INFERENCE);
      return session.read("convolution1");
    }
  }

  @ParameterizedTest
  @MethodSource({"cases", "transformed"})
  void isTheDefinition(Case test) {
    Convolution layer = test.layer();
    Tensor x = random(test.input(), 1);
    Tensor w = random(layer.parameters(List.of(test.input())).getFirst().shape(), 2);
    Shape channels = Shape.of(layer.channels());
    Tensor b = layer.hasBias() ? random(channels, 3) : Tensor.zeros(ElementType.FLOAT64, channels);
    Map<String, Tensor> parameters =
        layer.hasBias()
            ? Map.of("convolution1.weight", w, "convolution1.bias", b)
            : Map.of("convolution1.weight", w);
    Tensor found = outputs(layer, x, parameters);
    Tensor expected = ReferenceConvolution.of(layer, x, w, b);
    assertThat(found.shape()).isEqualTo(expected.shape());
    assertThat(found.toArray()).containsExactly(expected.toArray(), within(1e-12));
  }

  @ParameterizedTest
  @MethodSource({"cases", "transformed"})
  void gradients(Case test) {
    LayerCheck.of(test.layer(), test.input()).gradientsAreThoseOfDifferences();
  }

  @ParameterizedTest
  @MethodSource({"cases", "transformed"})
  void float32(Case test) {
    LayerCheck.of(test.layer(), test.input()).isTheSameOn(Engine.cpu(1), ElementType.FLOAT32);
  }

  @ParameterizedTest
  @EnumSource
  void largeOnesAreAsDirectOnes(ConvolutionAlgorithm algorithm) {
    boolean isFive = algorithm == ConvolutionAlgorithm.WINOGRAD_2X2_5X5;
    Convolution layer =
        isFive ? Convolution.of(20, 5, 5).withPadding(2, 2) : Convolution.of(20, 3, 3);
    LayerCheck.of(layer.withAlgorithm(algorithm), Shape.of(3, 18, 37, 41))
        .isTheSameAs(layer.withAlgorithm(ConvolutionAlgorithm.DIRECT), 1e-11);
  }

  @Test
  void winogradsAreForTheirKernelsAlone() {
    Convolution layer =
        Convolution.of(2, 3, 3).withAlgorithm(ConvolutionAlgorithm.WINOGRAD_4X4_3X3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerCheck.of(layer.withStrides(2, 1), Shape.of(1, 1, 9, 9)).outputs())
        .withMessage(
            "F(4×4, 3×3) is for kernels of 3×3 with strides and dilations of 1,"
                + " not 3×3 stride 2×1 dilation 1×1");
  }

  @ParameterizedTest
  @EnumSource(names = {"WINOGRAD_2X2_3X3", "FFT"})
  void planesAreTransformedAlone(ConvolutionAlgorithm algorithm) {
    Convolution layer = Convolution.of(40, 1, 3, 3);
    Shape volume = Shape.of(1, 33, 2, 16, 15);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerCheck.of(layer.withAlgorithm(algorithm), volume).outputs())
        .withMessageEndingWith("not 1×3×3 stride 1×1×1 dilation 1×1×1");
    LayerCheck.of(layer, volume)
        .isTheSameAs(layer.withAlgorithm(ConvolutionAlgorithm.DIRECT), 1e-11);
  }

  @Test
  void largeOnesAreCutIntoTiles() {
    Convolution layer = Convolution.of(64, 3, 3).withPadding(1, 1).withStrides(1, 2);
    Shape shape = Shape.of(2, 40, 33, 50);
    Tensor x = random(shape, 1);
    Map<String, Tensor> parameters =
        Map.of(
            "convolution1.weight", random(Shape.of(64, 40, 3, 3), 2),
            "convolution1.bias", random(Shape.of(64), 3));
    Tensor direct = outputs(layer.withAlgorithm(ConvolutionAlgorithm.DIRECT), x, parameters);
    Tensor gemm = outputs(layer.withAlgorithm(ConvolutionAlgorithm.IM2COL_GEMM), x, parameters);
    assertThat(gemm.toArray()).containsExactly(direct.toArray(), within(1e-10));
    LayerCheck.of(layer.withAlgorithm(ConvolutionAlgorithm.DIRECT), shape)
        .isTheSameOn(Engine.cpu(2), ElementType.FLOAT32);
    LayerCheck.of(layer, shape).isTheSameOn(Engine.cpu(3), ElementType.FLOAT32);
  }

  @Test
  void findBestTimesWhatServes() {
    Convolution layer = Convolution.of(8, 3, 3).withStrides(2, 2);
    AlgorithmTimes times =
        layer.findBest(Shape.of(2, 4, 16, 16), ElementType.FLOAT32, true, Engine.cpu(2));
    assertThat(times.timings())
        .extracting(AlgorithmTimes.Timing::algorithm)
        .contains(ConvolutionAlgorithm.DIRECT, ConvolutionAlgorithm.IM2COL_GEMM)
        .startsWith(times.best());
    assertThat(times.refused())
        .containsKeys(
            ConvolutionAlgorithm.WINOGRAD_2X2_3X3,
            ConvolutionAlgorithm.WINOGRAD_4X4_3X3,
            ConvolutionAlgorithm.WINOGRAD_2X2_5X5)
        .doesNotContainKey(ConvolutionAlgorithm.AUTO);
    assertThat(times.timings())
        .allSatisfy(timing -> {
          assertThat(timing.forwardNanos()).isPositive();
          assertThat(timing.backwardNanos()).isPositive();
          assertThat(timing.workspaceBytes() > 1024)
              .isEqualTo(timing.algorithm() != ConvolutionAlgorithm.DIRECT);
        });
    assertThat(layer.findBest(Shape.of(1, 4, 5, 5), ElementType.FLOAT64, false, Engine.cpu(1)))
        .satisfies(found ->
            assertThat(found.timings())
                .allSatisfy(timing -> assertThat(timing.backwardNanos()).isZero()));
  }

  @Test
  void knownNumbers() {
    Tensor x = Tensor.of(Shape.of(1, 1, 3, 3), 1f, 2, 3, 4, 5, 6, 7, 8, 9);
    Map<String, Tensor> parameters =
        Map.of(
            "convolution1.weight", Tensor.of(Shape.of(1, 1, 2, 2), 1f, 2, 3, 4),
            "convolution1.bias", Tensor.of(Shape.of(1), 100f));
    assertThat(outputs(Convolution.of(1, 2, 2), x, parameters).toArray())
        .containsExactly(137, 147, 167, 177);
  }

  @Test
  void countsMultiplyAdds() {
    assertThat(Convolution.of(20, 5, 5).multiplyAdds(List.of(Shape.of(64, 1, 28, 28))))
        .isEqualTo(64L * 20 * 24 * 24 * 25);
    assertThat(Convolution.of(8, 3, 3).withGroups(4).multiplyAdds(List.of(Shape.of(1, 4, 5, 5))))
        .isEqualTo(8L * 9 * 9);
  }

  @Test
  void refusesWhatDoesNotFit() {
    Convolution layer = Convolution.of(4, 3, 3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> layer.outputs(List.of(Shape.of(1, 1, 2, 5))))
        .withMessage(
            "a kernel of extent 3 does not fit 1×1×2×5, which is 2 long in dimension 2 with padding");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> layer.outputs(List.of(Shape.of(1, 1, 5))))
        .withMessageContaining("at least 4 dimensions");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> layer.outputs(List.of(Shape.of(1, 1, 5, 5, 5))))
        .withMessage("expected an input of 4 dimensions, was 1×1×5×5×5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> layer.withGroups(2).outputs(List.of(Shape.of(1, 3, 5, 5))))
        .withMessage("input channels must be a positive multiple of the groups, were 3 and 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> layer.withGroups(3))
        .withMessage("channels must be a positive multiple of the groups, were 4 and 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> layer.withStrides(0, 1))
        .withMessage("strides: sizes must be at least 1, were 0×1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> layer.withPadding(1))
        .withMessage("padding: expected 2 sizes, was given 1");
  }
}
