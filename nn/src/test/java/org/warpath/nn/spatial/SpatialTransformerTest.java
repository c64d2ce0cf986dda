package org.warpath.nn.spatial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.warpath.nn.layer.LayerCheck;
import org.warpath.nn.tensor.Shape;

class SpatialTransformerTest {

  @Test
  void theIdentityChangesNothingAndAMirrorMirrors() {
    double[] values = {1, 2, 3, 4, 5, 6};
    assertThat(seen(values, 1, 0, 0, 0, 1, 0)).containsExactly(values);
    assertThat(seen(values, -1, 0, 0, 0, 1, 0)).containsExactly(3, 2, 1, 6, 5, 4);
  }

  private static double[] seen(double[] values, double... map) {
    SpatialTransformer layer =
        new SpatialTransformer(List.of(2, 3), Interpolation.LINEAR, Padding.ZEROS, true);
    return LayerCheck.inference(layer, Shape.of(1, 1, 2, 3), Shape.of(1, 6))
        .with(0, values)
        .with(1, map)
        .outputs()
        .getFirst()
        .toArray();
  }

  @Test
  void gradients() {
    LayerCheck.of(SpatialTransformer.of(3, 4), Shape.of(2, 2, 5, 4), Shape.of(2, 2, 3))
        .gradientsAreThoseOfDifferences();
    LayerCheck.of(SpatialTransformer.of(2, 3, 2), Shape.of(1, 2, 3, 4, 3), Shape.of(1, 12))
        .gradientsAreThoseOfDifferences();
  }
}
