package org.warpath.nn.arrays;

import org.junit.jupiter.api.Test;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.LayerCheck;
import org.warpath.nn.tensor.Shape;

class StoredTest {

  @Test
  void gradients() {
    LayerCheck.of(Stored.of(Shape.of(3, 4), true)).gradientsAreThoseOfDifferences();
    LayerCheck.of(Stored.of(Shape.of(), true)).gradientsAreThoseOfDifferences();
  }

  @Test
  void float32() {
    LayerCheck.of(Stored.of(Shape.of(3000), true)).isTheSameOn(Engine.cpu(2), ElementType.FLOAT32);
    LayerCheck.of(Stored.of(Shape.of(3), false)).isTheSameOn(Engine.cpu(2), ElementType.FLOAT32);
  }
}
