package org.warpath.nn.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.LayerCheck;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

class ActivationTest {
  private static final Shape SHAPE = Shape.of(7, 3, 11);

  static Stream<Activation> all() {
    return Stream.of(
        Activation.relu(),
        Activation.leakyRelu(0.1),
        Activation.elu(1.3),
        Activation.selu(),
        Activation.sigmoid(),
        Activation.hardSigmoid(0.2, 0.5),
        Activation.tanh(),
        Activation.softplus(),
        Activation.softsign(),
        Activation.gelu(),
        Activation.geluTanh(),
        Activation.clip(-0.5, 0.75),
        Activation.exp(),
        Activation.negate(),
        Activation.abs());
  }

  static Stream<Activation> ofPositive() {
    return Stream.of(Activation.log(), Activation.sqrt(), Activation.reciprocal());
  }

  static LayerCheck check(Activation activation) {
    return LayerCheck.of(activation, SHAPE);
  }

  static LayerCheck checkPositive(Activation activation) {
    return LayerCheck.of(activation, Shape.of(4)).with(0, 0.25, 1, 3.5, 100);
  }

  @ParameterizedTest
  @MethodSource("all")
  void hasTheSlopeOfDifferences(Activation activation) {
    check(activation).gradientsAreThoseOfDifferences();
  }

  @ParameterizedTest
  @MethodSource("ofPositive")
  void hasTheSlopeOfDifferencesAbove0(Activation activation) {
    checkPositive(activation).gradientsAreThoseOfDifferences();
  }

  @ParameterizedTest
  @MethodSource("all")
  void isTheSameInFloat32(Activation activation) {
    check(activation).isTheSameOn(Engine.cpu(2), ElementType.FLOAT32);
  }

  @ParameterizedTest
  @MethodSource("ofPositive")
  void isTheSameInFloat32Above0(Activation activation) {
    checkPositive(activation).isTheSameOn(Engine.cpu(2), ElementType.FLOAT32);
  }

  @Test
  void longInputsAreCutIntoBlocks() {
    LayerCheck.of(Activation.tanh(), Shape.of(100_001))
        .isTheSameOn(Engine.cpu(2), ElementType.FLOAT32);
  }

  private static double value(Activation activation, double x) {
    return LayerCheck.of(activation, Shape.of()).with(0, x).outputs().getFirst().get(0);
  }

  @Test
  void hasKnownValues() {
    assertThat(value(Activation.relu(), -2)).isZero();
    assertThat(value(Activation.leakyRelu(0.01), -2)).isEqualTo(-0.02);
    assertThat(value(Activation.elu(1), -1)).isCloseTo(Math.exp(-1) - 1, within(1e-15));
    assertThat(value(Activation.selu(), 1)).isEqualTo(1.0507009873554805);
    assertThat(value(Activation.sigmoid(), -800)).isZero();
    assertThat(value(Activation.hardSigmoid(0.2, 0.5), 10)).isEqualTo(1);
    assertThat(value(Activation.softplus(), 0)).isCloseTo(Math.log(2), within(1e-15));
    assertThat(value(Activation.softplus(), 1000)).isEqualTo(1000);
    assertThat(value(Activation.softsign(), -3)).isEqualTo(-0.75);
    assertThat(value(Activation.clip(0, 6), 7)).isEqualTo(6);
    // Φ(1) = 0.8413447460685429…
    assertThat(value(Activation.gelu(), 1)).isCloseTo(0.8413447460685429, within(1e-15));
    assertThat(value(Activation.geluTanh(), 1)).isCloseTo(0.8411919906082768, within(1e-15));
  }

  static LayerCheck geluOfInfinities() {
    return LayerCheck.inference(Activation.gelu(), Shape.of(2))
        .with(0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  @Test
  void geluHasItsLimits() {
    Tensor y = geluOfInfinities().outputs().getFirst();
    assertThat(y.get(0)).isZero();
    assertThat(y.get(1)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void isCalledAsItsFunction() {
    assertThat(Activation.leakyRelu(0.1).kind()).isEqualTo("leakyrelu");
    assertThat(Activation.relu().outputs(List.of(SHAPE))).containsExactly(SHAPE);
  }

  @Test
  void refusesConstantsOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Activation.clip(2, 1))
        .withMessage("clip: 2.0 is more than 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Activation.elu(-1))
        .withMessageContaining("must be at least 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Activation.leakyRelu(Double.NaN))
        .withMessageContaining("must be numbers");
  }
}
