package org.warpath.nn.pooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.LayerCheck;
import org.warpath.nn.network.Network;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

class MaxPoolingTest {
  private static final double NONE = Double.NEGATIVE_INFINITY;
  private static final double NAN = Double.NaN;

  private static List<Tensor> pool(MaxPooling layer, Shape shape, double... values) {
    return LayerCheck.inference(layer, shape).with(0, values).outputs();
  }

  @Test
  void isCaffes() {
    double[] values = {1, 2, 5, 2, 3, 9, 4, 1, 4, 8, 1, 2, 5, 2, 3};
    MaxPooling layer = new MaxPooling(Window.of(2, 2), Indices.CHANNEL);
    List<Tensor> outputs = pool(layer, Shape.of(1, 1, 3, 5), values);
    assertThat(outputs.get(0).toArray()).containsExactly(9, 5, 5, 8, 9, 5, 5, 8);
    assertThat(outputs.get(1).toArray()).containsExactly(5, 2, 2, 9, 5, 12, 12, 9);
  }

  @Test
  void indicesCountTheChannelOrAllAsAsked() {
    double[] values = {0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 9, 0};
    Shape shape = Shape.of(2, 1, 2, 3);
    Window all = Window.of(2, 3);
    assertThat(pool(new MaxPooling(all, Indices.CHANNEL), shape, values).get(1).toArray())
        .containsExactly(3, 4);
    assertThat(pool(new MaxPooling(all, Indices.TENSOR), shape, values).get(1).toArray())
        .containsExactly(3, 10);
    assertThat(pool(new MaxPooling(all, Indices.TENSOR_BY_COLUMNS), shape, values).get(1).toArray())
        .containsExactly(1, 9);
  }

  @Test
  void nothingButPaddingIsMinusInfinity() {
    MaxPooling layer = MaxPooling.of(Window.of(1).withPadding(1, 2));
    List<Tensor> outputs = pool(layer, Shape.of(1, 1, 2), -5, -6);
    assertThat(outputs.get(0).toArray()).containsExactly(NONE, -5, -6, NONE, NONE);
    assertThat(outputs.get(1).toArray()).containsExactly(-1, 0, 1, -1, -1);
  }

  @Test
  void theFirstNanWins() {
    List<Tensor> outputs = pool(MaxPooling.of(Window.of(4)), Shape.of(1, 1, 4), 3, NAN, 9, NAN);
    assertThat(outputs.get(0).toArray()).containsExactly(NAN);
    assertThat(outputs.get(1).toArray()).containsExactly(1);
  }

  @Test
  void theFirstOfEqualOnesInRowMajorOrderIsMeant() {
    double[] values = {0, 5, 5, 0};
    List<Tensor> outputs = pool(MaxPooling.of(2, 1), Shape.of(1, 1, 2, 2), values);
    assertThat(outputs.get(1).toArray()).containsExactly(1);
  }

  @Test
  void gradients() {
    for (PoolingShapes each : PoolingShapes.ALL) {
      LayerCheck.of(MaxPooling.of(each.window()), each.input()).gradientsAreThoseOfDifferences();
    }
  }

  @Test
  void float32() {
    LayerCheck.of(MaxPooling.of(3, 2), Shape.of(9, 20, 24, 24))
        .isTheSameOn(Engine.cpu(2), ElementType.FLOAT32);
  }

  @Test
  void refusesWindowsThatDoNotFit() {
    Network network = Network.sequential(MaxPooling.of(5, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.shapes(Map.of(Network.INPUT, Shape.of(1, 1, 4, 9))))
        .withMessage(
            "layer maxpooling1 (maxpooling): a window of [5, 5] does not fit in 1×1×4×9 padded by"
                + " [0, 0] and [0, 0]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.shapes(Map.of(Network.INPUT, Shape.of(1, 1, 9))))
        .withMessageContaining("expected an input of 4 dimensions, was 1×1×9");
  }
}
