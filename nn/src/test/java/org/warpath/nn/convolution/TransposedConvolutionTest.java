package org.warpath.nn.convolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

class TransposedConvolutionTest {

  /** A layer and the shape of its input. */
  record Case(TransposedConvolution layer, Shape input) {
    static Case of(TransposedConvolution layer, int... input) {
      return new Case(layer, Shape.of(input));
    }

    Case with(ConvolutionAlgorithm algorithm) {
      return new Case(layer.withAlgorithm(algorithm), input);
    }
  }

  static Stream<Case> shapes() {
    return Stream.of(
        Case.of(TransposedConvolution.of(2, 3, 3), 1, 1, 3, 3),
        Case.of(TransposedConvolution.of(2, 3, 3).withStrides(3, 2).withExtra(1, 1), 2, 3, 3, 3),
        Case.of(TransposedConvolution.of(2, 2, 2).withDilations(2, 2).withoutBias(), 1, 1, 3, 3),
        Case.of(
            TransposedConvolution.of(4, 3, 3)
                .withStrides(3, 2)
                .withPadding(new int[] {1, 2}, new int[] {1, 0}),
            1,
            2,
            3,
            3),
        Case.of(TransposedConvolution.of(4, 2, 3).withGroups(2).withStrides(2, 2), 2, 6, 2, 3),
        Case.of(TransposedConvolution.of(3, 3, 3).withGroups(3), 1, 3, 4, 2),
        Case.of(TransposedConvolution.of(2, 1, 1), 2, 3, 2, 2),
        Case.of(TransposedConvolution.of(2, 3), 1, 1, 3),
        Case.of(TransposedConvolution.of(2, 3).withStrides(2).withExtra(4), 1, 14, 3),
        Case.of(
            TransposedConvolution.of(2, 2, 3, 2).withStrides(1, 2, 2).withPadding(1, 0, 1),
            1,
            2,
            2,
            2,
            3));
  }

  static Stream<Case> cases() {
    return Stream.of(
            ConvolutionAlgorithm.AUTO,
            ConvolutionAlgorithm.DIRECT,
            ConvolutionAlgorithm.IM2COL_GEMM,
            ConvolutionAlgorithm.SHIFTED_GEMM)
        .flatMap(algorithm -> shapes().map(shape -> shape.with(algorithm)));
  }

  private static Tensor random(Shape shape, long key) {
    Tensor tensor = Tensor.zeros(ElementType.FLOAT64, shape);
    Initialiser.gaussian(0, 1).fill(tensor, new Noise(key));
    return tensor;
  }

  private static Tensor outputs(
      TransposedConvolution layer, Tensor x, Map<String, Tensor> parameters) {
    Network network = Network.sequential(layer);
    Map<String, Shape> shapes = Map.of(Network.INPUT, x.shape());
    Session.Opening opening = new Session.Opening(network, shapes, x.type(), false, 0);
    try (Session session = Session.open(opening, new Weights(parameters), Engine.cpu(2))) {
      session.write(Network.INPUT, x);
      session.forward(Mode.INFERENCE);
      return session.read("transposedconvolution1");
    }
  }

  // ⟨y, T x⟩ = ⟨C y, x⟩, C the convolution with the same weights by its definition.
  @ParameterizedTest
  @MethodSource("cases")
  void isTheTransposeOfTheConvolution(Case test) {
    TransposedConvolution layer = test.layer();
    List<Shape> inputs = List.of(test.input());
    Tensor x = random(test.input(), 1);
    Tensor w = random(layer.parameters(inputs).getFirst().shape(), 2);
    Tensor b = Tensor.zeros(ElementType.FLOAT64, Shape.of(layer.channels()));
    Tensor y = random(layer.outputs(inputs).getFirst(), 3);
    Map<String, Tensor> parameters =
        layer.hasBias()
            ? Map.of("transposedconvolution1.weight", w, "transposedconvolution1.bias", b)
            : Map.of("transposedconvolution1.weight", w);
    Tensor found = outputs(layer, x, parameters);
    Convolution convolution =
        Convolution.of(test.input().size(1), layer.window()).withGroups(layer.groups());
    Tensor none = Tensor.zeros(ElementType.FLOAT64, Shape.of(test.input().size(1)));
    Tensor back = ReferenceConvolution.of(convolution, y, w, none);
    double expected = 0;
    // Extra places may make the convolution's output longer than x.
    for (long i = 0; i < x.shape().count(); i++) {
      expected += x.get(i) * back.get(ReferenceConvolution.same(x.shape(), i, back.shape()));
    }
    double sum = 0;
    for (long i = 0; i < y.shape().count(); i++) {
      sum += found.get(i) * y.get(i);
    }
    assertThat(sum).isCloseTo(expected, within(1e-10));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradients(Case test) {
    LayerCheck.of(test.layer(), test.input()).gradientsAreThoseOfDifferences();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void float32(Case test) {
    LayerCheck.of(test.layer(), test.input()).isTheSameOn(Engine.cpu(1), ElementType.FLOAT32);
  }

  // ONNX's node test convtranspose, with a bias.
  @Test
  void knownNumbers() {
    Tensor x = Tensor.of(Shape.of(1, 1, 3, 3), 0f, 1, 2, 3, 4, 5, 6, 7, 8);
    Tensor ones = Tensor.zeros(ElementType.FLOAT32, Shape.of(1, 2, 3, 3));
    ones.fill(1);
    Map<String, Tensor> parameters =
        Map.of(
            "transposedconvolution1.weight",
            ones,
            "transposedconvolution1.bias",
            Tensor.of(Shape.of(2), 0f, 100));
    Tensor found = outputs(TransposedConvolution.of(2, 3, 3), x, parameters);
    double[] expected = {
      0, 1, 3, 3, 2, 3, 8, 15, 12, 7, 9, 21, 36, 27, 15, 9, 20, 33, 24, 13, 6, 13, 21, 15, 8
    };
    assertThat(found.shape()).isEqualTo(Shape.of(1, 2, 5, 5));
    for (int i = 0; i < expected.length; i++) {
      assertThat(found.get(i)).isEqualTo(expected[i]);
      assertThat(found.get(expected.length + i)).isEqualTo(expected[i] + 100);
    }
  }

  @Test
  void shapesAndMultiplyAdds() {
    TransposedConvolution layer =
        TransposedConvolution.of(2, 3, 3).withStrides(3, 2).withExtra(1, 1);
    assertThat(layer.outputs(List.of(Shape.of(1, 1, 3, 3)))).containsExactly(Shape.of(1, 2, 10, 8));
    assertThat(layer.multiplyAdds(List.of(Shape.of(1, 1, 3, 3)))).isEqualTo(9 * 2 * 9);
  }

  @Test
  void refusesWhatDoesNotFit() {
    TransposedConvolution layer = TransposedConvolution.of(2, 2, 2).withPadding(2, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> layer.outputs(List.of(Shape.of(1, 1, 3, 3))))
        .withMessage("padding of 2 and 2 cuts off all of dimension 2 of 1×1×3×3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> layer.withExtra(1))
        .withMessage("extra output places: expected 2 sizes of at least 0, was given [1]");
  }
}
