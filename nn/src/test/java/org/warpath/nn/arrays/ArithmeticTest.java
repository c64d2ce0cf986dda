package org.warpath.nn.arrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.LayerCheck;
import org.warpath.nn.tensor.Shape;

class ArithmeticTest {

  private static LayerCheck check(Operation operation, Shape a, Shape b) {
    LayerCheck check = LayerCheck.of(new Arithmetic(operation), a, b);
    if (operation == Operation.POWER || operation == Operation.DIVIDE) {
      check.with(0, positive(a)).with(1, positive(b));
    }
    if (operation == Operation.QUOTIENT) {
      // Between integers, so that roundings and small steps leave them where they are.
      check.with(0, each(a, i -> i * 7 % 11 - 5 + 0.3)).with(1, each(b, i -> 1 + i % 2));
    }
    return check;
  }

  private static double[] each(Shape shape, IntToDoubleFunction value) {
    return IntStream.range(0, Math.toIntExact(shape.count())).mapToDouble(value).toArray();
  }

  private static double[] positive(Shape shape) {
    return each(shape, i -> 0.5 + i * 7 % 11 / 5.0);
  }

  @ParameterizedTest
  @CsvSource({
    "EQUAL, 0 0 1 0 0 0",
    "GREATER, 0 1 0 0 0 0",
    "AT_LEAST, 0 1 1 0 0 0",
    "KEEP_WHERE, 1 5 -3 NaN 0 Infinity",
    "QUOTIENT, 0 2 1 NaN NaN Infinity"
  })
  void comparesAndChooses(Operation operation, String expected) {
    LayerCheck check =
        LayerCheck.of(new Arithmetic(operation), Shape.of(6), Shape.of(6))
            .with(0, 1, 5, -3, Double.NaN, Double.NaN, Double.POSITIVE_INFINITY);
    if (operation == Operation.QUOTIENT || operation == Operation.KEEP_WHERE) {
      check.with(1, 2, 2, -3, 1, 0, 7);
    } else {
      check.with(1, 2, 2, -3, 1, 0, Double.NaN);
    }
    double[] all = Stream.of(expected.split(" ")).mapToDouble(Double::parseDouble).toArray();
    assertThat(check.outputs().getFirst().toArray()).containsExactly(all);
  }

  static Stream<LayerCheck> all(Operation operation) {
    return Stream.of(
        check(operation, Shape.of(2, 3, 4), Shape.of(2, 3, 4)),
        check(operation, Shape.of(2, 3, 4), Shape.of(3, 1)),
        check(operation, Shape.of(4), Shape.of(2, 3, 4)),
        check(operation, Shape.of(2, 1, 4), Shape.of(1, 3, 1)),
        check(operation, Shape.of(2, 3), Shape.of()),
        check(operation, Shape.of(5, 40), Shape.of(40)));
  }

  static LayerCheck ofMany() {
    return LayerCheck.of(Arithmetic.add(), Shape.of(2, 3), Shape.of(3), Shape.of(2, 1), Shape.of());
  }

  @ParameterizedTest
  @EnumSource
  void gradients(Operation operation) {
    all(operation).forEach(LayerCheck::gradientsAreThoseOfDifferences);
  }

  @ParameterizedTest
  @EnumSource
  void float32(Operation operation) {
    check(operation, Shape.of(3, 50, 300), Shape.of(50, 1))
        .isTheSameOn(Engine.cpu(2), ElementType.FLOAT32);
  }

  @Test
  void combinesMany() {
    ofMany().gradientsAreThoseOfDifferences();
    ofMany().isTheSameOn(Engine.cpu(2), ElementType.FLOAT32);
    LayerCheck.of(Arithmetic.maximum(), Shape.of(2, 3), Shape.of(3), Shape.of(2, 1))
        .gradientsAreThoseOfDifferences();
    LayerCheck.of(Arithmetic.minimum(), Shape.of(2, 3)).gradientsAreThoseOfDifferences();
  }

  @Test
  void repeatsAsNumPyDoes() {
    LayerCheck check =
        LayerCheck.of(Arithmetic.subtract(), Shape.of(2, 1), Shape.of(3))
            .with(0, 10, 20)
            .with(1, 1, 2, 3);
    assertThat(check.outputs().getFirst().toArray()).containsExactly(9, 8, 7, 19, 18, 17);
  }

  @Test
  void namesShapesThatDoNotMatch() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arithmetic.add().outputs(List.of(Shape.of(2, 3), Shape.of(2))))
        .withMessage("2×3 and 2 do not match");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arithmetic.divide().outputs(List.of(Shape.of(2, 3))))
        .withMessage("expected 2 inputs, was given 1");
  }
}
