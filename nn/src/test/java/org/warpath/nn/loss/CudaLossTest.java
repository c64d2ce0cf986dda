package org.warpath.nn.loss;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.warpath.kernels.cuda.GpuTest;
import org.warpath.kernels.cuda.TestDevice;
import org.warpath.kernels.cuda.emulator.NoLeaks;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.WarmDevice;
import org.warpath.nn.layer.LayerCheck;
import org.warpath.nn.tensor.Shape;

@GpuTest
@NoLeaks
class CudaLossTest {

  @BeforeAll
  static void warm() {
    WarmDevice.open();
  }

  @ParameterizedTest
  @EnumSource
  void softmaxesAreTheProcessors(ElementType type) {
    SoftmaxTest.all()
        .forEach(softmax -> {
          LayerCheck.of(softmax, Shape.of(3, 5, 4)).isTheSameOn(TestDevice.engine(), type);
          LayerCheck.of(softmax, Shape.of(2, 20, 33)).isTheSameOn(TestDevice.engine(), type);
        });
    LayerCheck.of(Softmax.of(1), Shape.of(2, 700)).isTheSameOn(TestDevice.engine(), type);
  }

  @ParameterizedTest
  @EnumSource
  void lossesAreTheProcessors(ElementType type) {
    LossTest.all().forEach(check -> check.isTheSameOn(TestDevice.engine(), type));
  }

  @Test
  void namesABadLabel() {
    LayerCheck check =
        LayerCheck.of(new SoftmaxCrossEntropy(), Shape.of(3, 5), Shape.of(3))
            .withFixed(1, 0, 7, -1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> check.outputs(TestDevice.engine(), ElementType.FLOAT32))
        .withMessage("layer: label 7.0 at place 1 must be an integer in [0, 5)");
  }
}
