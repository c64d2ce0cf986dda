package org.warpath.nn.dropout;

import static org.assertj.core.api.Assertions.assertThat;

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
class CudaDropoutTest {

  @BeforeAll
  static void warm() {
    WarmDevice.open();
  }

  @ParameterizedTest
  @EnumSource
  void isTheProcessors(ElementType type) {
    LayerCheck.of(Dropout.of(0.4), Shape.of(30, 17)).isTheSameOn(TestDevice.engine(), type);
    LayerCheck.inference(Dropout.of(0.4), Shape.of(30)).isTheSameOn(TestDevice.engine(), type);
  }

  @ParameterizedTest
  @EnumSource
  void seededIsTheProcessors(ElementType type) {
    LayerCheck.of(new SeededDropout(0.4, 7), Shape.of(30, 17))
        .isTheSameOn(TestDevice.engine(), type);
    LayerCheck.inference(new SeededDropout(0.4, 7), Shape.of(30))
        .isTheSameOn(TestDevice.engine(), type);
  }

  @Test
  void goesOnFromTheProcessorsPasses() {
    assertThat(DropoutTest.afterPasses(300, TestDevice.engine()))
        .isEqualTo(DropoutTest.afterPasses(300, DropoutTest.CPU));
  }
}
