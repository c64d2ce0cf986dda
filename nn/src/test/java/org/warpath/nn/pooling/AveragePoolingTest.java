package org.warpath.nn.pooling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.LayerCheck;
import org.warpath.nn.tensor.Shape;

class AveragePoolingTest {

  private static double[] pool(AveragePooling layer, Shape shape, double... values) {
    return LayerCheck.inference(layer, shape).with(0, values).outputs().getFirst().toArray();
  }

  // From Caffe's own test: 3×3, stride 1, padding 1 over 3×3 of twos.
  @Test
  void isCaffes() {
    AveragePooling layer = new AveragePooling(Window.of(3, 3).withPadding(1), true);
    double[] twos = {2, 2, 2, 2, 2, 2, 2, 2, 2};
    double corner = 8 / 9.0;
    double edge = 12 / 9.0;
    assertThat(pool(layer, Shape.of(1, 1, 3, 3), twos))
        .containsExactly(corner, edge, corner, edge, 2, edge, corner, edge, corner);
  }

  @Test
  void whatLiesBeyondThePaddingNeverCounts() {
    Window window = Window.of(3).withStrides(2).withRounding(Rounding.CEILING);
    assertThat(pool(new AveragePooling(window, true), Shape.of(1, 1, 4), 1, 2, 3, 5))
        .containsExactly(2, 4);
    Window padded = window.withPadding(1, 0);
    assertThat(pool(new AveragePooling(padded, true), Shape.of(1, 1, 5), 3, 3, 4, 4, 4))
        .containsExactly(2, 11 / 3.0, 4);
    assertThat(pool(new AveragePooling(padded, false), Shape.of(1, 1, 5), 3, 3, 4, 4, 4))
        .containsExactly(3, 11 / 3.0, 4);
  }

  @Test
  void nothingThatCountsGivesZero() {
    AveragePooling layer = new AveragePooling(Window.of(1).withPadding(1), false);
    assertThat(pool(layer, Shape.of(1, 1, 1), 7)).containsExactly(0, 7, 0);
  }

  @Test
  void gradients() {
    for (PoolingShapes each : PoolingShapes.ALL) {
      for (boolean countsPadding : new boolean[] {false, true}) {
        LayerCheck.of(new AveragePooling(each.window(), countsPadding), each.input())
            .gradientsAreThoseOfDifferences();
      }
    }
  }

  @Test
  void float32() {
    LayerCheck.of(AveragePooling.of(3, 2), Shape.of(9, 20, 24, 24))
        .isTheSameOn(Engine.cpu(2), ElementType.FLOAT32);
  }
}
