package org.warpath.nn.normalization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.LayerCheck;
import org.warpath.nn.tensor.Shape;

class LayerNormalizationTest {
  private static final LayerNormalization WITHOUT_SCALE = new LayerNormalization(1, 0, false);

  @Test
  void everyRowHasMeanZeroAndVarianceOne() {
    double[] values = {1, 3, 10, 30};
    double[] found =
        LayerCheck.of(WITHOUT_SCALE, Shape.of(2, 2)).with(0, values).outputs().getFirst().toArray();
    assertThat(found).containsExactly(-1, 1, -1, 1);
  }

  @Test
  void gradients() {
    LayerCheck.of(LayerNormalization.of(1), Shape.of(3, 2, 5)).gradientsAreThoseOfDifferences();
    LayerCheck.of(LayerNormalization.of(2), Shape.of(3, 2, 5)).gradientsAreThoseOfDifferences();
    LayerCheck.of(WITHOUT_SCALE, Shape.of(4, 6)).gradientsAreThoseOfDifferences();
  }

  @Test
  void float32() {
    LayerCheck.of(LayerNormalization.of(1), Shape.of(90, 700))
        .isTheSameOn(Engine.cpu(2), ElementType.FLOAT32);
  }

  @Test
  void refusesInputsOfFewerDimensions() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerNormalization.of(3).outputs(List.of(Shape.of(2, 5))))
        .withMessage("expected an input of at least 3 dimensions, was 2×5");
  }
}
