package org.warpath.nn.activation;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.LayerCheck;
import org.warpath.nn.tensor.Shape;

class PReluTest {

  @Test
  void gradients() {
    LayerCheck.of(PRelu.perChannel(), Shape.of(3, 4, 5, 2)).gradientsAreThoseOfDifferences();
    LayerCheck.of(PRelu.perChannel(), Shape.of(6, 4)).gradientsAreThoseOfDifferences();
    LayerCheck.of(PRelu.shared(), Shape.of(3, 4, 5)).gradientsAreThoseOfDifferences();
    LayerCheck.of(PRelu.shared(), Shape.of(9)).gradientsAreThoseOfDifferences();
  }

  @Test
  void float32() {
    LayerCheck.of(PRelu.perChannel(), Shape.of(2, 3, 5000))
        .isTheSameOn(Engine.cpu(2), ElementType.FLOAT32);
  }

  @Test
  void needsChannels() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PRelu.perChannel().outputs(List.of(Shape.of(5))))
        .withMessage("expected an input of at least 2 dimensions, was 5");
  }
}
