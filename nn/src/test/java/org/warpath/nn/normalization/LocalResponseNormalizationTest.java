package org.warpath.nn.normalization;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.LayerCheck;
import org.warpath.nn.layer.Mode;
import org.warpath.nn.layer.OnnxLayer;
import org.warpath.nn.tensor.Shape;

class LocalResponseNormalizationTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 9})
  void gradients(int size) {
    LayerCheck.of(new LocalResponseNormalization(size, 0.9, 0.75, 1), Shape.of(2, 5, 3))
        .gradientsAreThoseOfDifferences();
    LayerCheck.of(new LocalResponseNormalization(size, 0.3, 0.5, 2), Shape.of(2, 4, 2, 2))
        .gradientsAreThoseOfDifferences();
  }

  @Test
  void float32() {
    LayerCheck check = LayerCheck.of(LocalResponseNormalization.of(5), Shape.of(3, 16, 13, 13));
    check.isTheSameOn(Engine.cpu(2), ElementType.FLOAT32);
    check.isTheSameForAnyThreads();
    // Of two tiles, the second smaller.
    LayerCheck.of(LocalResponseNormalization.of(5), Shape.of(1, 260, 3, 43))
        .isTheSameOn(Engine.cpu(2), ElementType.FLOAT32);
  }

  @Test
  void conforms() {
    OnnxLayer onnx = OnnxLayer.read("node/test_lrn_default");
    LocalResponseNormalization layer =
        new LocalResponseNormalization(
            onnx.integer("size", 0),
            onnx.number("alpha", 1e-4),
            onnx.number("beta", 0.75),
            onnx.number("bias", 1));
    onnx.isDoneBy(layer, Mode.INFERENCE, 1);
  }

  @Test
  void refusesWhatIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LocalResponseNormalization.of(0))
        .withMessage("size must be at least 1, was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LocalResponseNormalization(5, 1, 0.75, 0))
        .withMessage(
            "alpha must be at least 0, bias above 0, and beta a number; were 1.0, 0.0 and 0.75");
  }
}
