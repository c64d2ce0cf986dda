package org.warpath.nn.pooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.LayerCheck;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

class GlobalPoolingTest {

  private static Tensor pool(GlobalPooling layer, Shape shape, double... values) {
    return LayerCheck.inference(layer, shape).with(0, values).outputs().getFirst();
  }

  @Test
  void isOneNumberAChannel() {
    double[] values = {1, 2, 3, 4, 9, 0, 0, 0, -1, -2, -3, -6};
    Tensor mean = pool(GlobalPooling.AVERAGE, Shape.of(1, 3, 2, 2), values);
    assertThat(mean.shape()).isEqualTo(Shape.of(1, 3, 1, 1));
    assertThat(mean.toArray()).containsExactly(2.5, 2.25, -3);
    assertThat(pool(GlobalPooling.MAX, Shape.of(1, 3, 2, 2), values).toArray())
        .containsExactly(4, 9, -1);
  }

  @Test
  void nanIsTheLargest() {
    assertThat(pool(GlobalPooling.MAX, Shape.of(1, 1, 3), 1, Double.NaN, 5).toArray())
        .containsExactly(Double.NaN);
  }

  @ParameterizedTest
  @EnumSource
  void gradients(GlobalPooling layer) {
    LayerCheck.of(layer, Shape.of(2, 3, 5)).gradientsAreThoseOfDifferences();
    LayerCheck.of(layer, Shape.of(2, 2, 3, 1, 2, 2)).gradientsAreThoseOfDifferences();
    LayerCheck.of(layer, Shape.of(3, 7, 40, 40)).isTheSameOn(Engine.cpu(2), ElementType.FLOAT32);
  }

  @Test
  void refusesEmptyChannels() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GlobalPooling.MAX.outputs(List.of(Shape.of(1, 2, 0, 3))))
        .withMessage("channels are empty in an input of 1×2×0×3");
  }
}
