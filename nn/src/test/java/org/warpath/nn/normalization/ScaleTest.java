package org.warpath.nn.normalization;

import org.junit.jupiter.api.Test;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.Initialiser;
import org.warpath.nn.layer.LayerCheck;
import org.warpath.nn.tensor.Shape;

class ScaleTest {
  private static final Scale WITHOUT_BIAS =
      new Scale(false, Initialiser.constant(1), Initialiser.constant(0));

  @Test
  void gradients() {
    LayerCheck.of(Scale.of(), Shape.of(3, 2, 2, 3)).gradientsAreThoseOfDifferences();
    LayerCheck.of(WITHOUT_BIAS, Shape.of(4, 3)).gradientsAreThoseOfDifferences();
  }

  @Test
  void float32() {
    LayerCheck.of(Scale.of(), Shape.of(9, 7, 30, 30))
        .isTheSameOn(Engine.cpu(2), ElementType.FLOAT32);
  }
}
