package org.warpath.nn.loss;

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

class SoftmaxTest {

  static Stream<Softmax> all() {
    return Stream.of(
        Softmax.of(0),
        Softmax.of(1),
        Softmax.of(-1),
        new Softmax(1, true, false),
        Softmax.logarithm(1),
        Softmax.logarithm(2),
        new Softmax(0, true, true));
  }

  @ParameterizedTest
  @MethodSource("all")
  void gradients(Softmax softmax) {
    LayerCheck.of(softmax, Shape.of(3, 5, 4)).gradientsAreThoseOfDifferences();
  }

  @ParameterizedTest
  @MethodSource("all")
  void float32(Softmax softmax) {
    LayerCheck.of(softmax, Shape.of(20, 30, 17)).isTheSameOn(Engine.cpu(2), ElementType.FLOAT32);
  }

  @Test
  void doesNotOverflow() {
    LayerCheck check =
        LayerCheck.of(Softmax.of(1), Shape.of(1, 3)).with(0, 10_000, 10_000, -10_000);
    assertThat(check.outputs().getFirst().toArray()).containsExactly(0.5, 0.5, 0);
    check = LayerCheck.of(Softmax.logarithm(1), Shape.of(1, 2)).with(0, -10_000, 0);
    assertThat(check.outputs().getFirst().toArray()).containsExactly(-10_000, 0);
  }

  @Test
  void sumsToOne() {
    double[] y = LayerCheck.of(Softmax.of(1), Shape.of(1, 100)).outputs().getFirst().toArray();
    double sum = 0;
    for (double value : y) {
      sum += value;
    }
    assertThat(sum).isCloseTo(1, within(1e-14));
  }

  @Test
  void namesAMissingDimension() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Softmax.of(2).outputs(List.of(Shape.of(3, 4))))
        .withMessage("3×4 has no dimension 2: it has 2");
  }
}
