package org.warpath.nn.activation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.warpath.kernels.cuda.GpuTest;
import org.warpath.kernels.cuda.TestDevice;
import org.warpath.kernels.cuda.emulator.NoLeaks;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.WarmDevice;
import org.warpath.nn.layer.LayerCheck;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

@GpuTest
@NoLeaks
class CudaActivationTest {

  @BeforeAll
  static void warm() {
    WarmDevice.open();
  }

  @ParameterizedTest
  @EnumSource
  void areTheProcessors(ElementType type) {
    ActivationTest.all()
        .forEach(f -> ActivationTest.check(f).isTheSameOn(TestDevice.engine(), type));
  }

  @ParameterizedTest
  @EnumSource
  void areTheProcessorsAbove0(ElementType type) {
    ActivationTest.ofPositive()
        .forEach(f -> ActivationTest.checkPositive(f).isTheSameOn(TestDevice.engine(), type));
  }

  @ParameterizedTest
  @EnumSource
  void geluHasItsLimits(ElementType type) {
    Tensor y = ActivationTest.geluOfInfinities().outputs(TestDevice.engine(), type).getFirst();
    assertThat(y.get(0)).isZero();
    assertThat(y.get(1)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @ParameterizedTest
  @EnumSource
  void learnedSlopesAreTheProcessors(ElementType type) {
    LayerCheck.of(PRelu.perChannel(), Shape.of(3, 4, 5, 9)).isTheSameOn(TestDevice.engine(), type);
    LayerCheck.of(PRelu.shared(), Shape.of(3, 40)).isTheSameOn(TestDevice.engine(), type);
  }
}
