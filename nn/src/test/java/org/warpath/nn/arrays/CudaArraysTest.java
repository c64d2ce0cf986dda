package org.warpath.nn.arrays;

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

@GpuTest
@NoLeaks
class CudaArraysTest {

  @BeforeAll
  static void warm() {
    WarmDevice.open();
  }

  @ParameterizedTest
  @EnumSource
  void areTheProcessors(ElementType type) {
    ArraysTest.all().forEach(check -> check.isTheSameOn(TestDevice.engine(), type));
    LayerCheck.of(Transpose.of(0, 2, 1), Shape.of(2, 40, 70))
        .isTheSameOn(TestDevice.engine(), type);
  }

  @ParameterizedTest
  @EnumSource
  void arithmeticIsTheProcessors(ElementType type) {
    for (Operation operation : Operation.values()) {
      ArithmeticTest.all(operation).forEach(check -> check.isTheSameOn(TestDevice.engine(), type));
    }
    ArithmeticTest.ofMany().isTheSameOn(TestDevice.engine(), type);
  }

  @ParameterizedTest
  @EnumSource
  void stored(ElementType type) {
    LayerCheck.of(Stored.of(Shape.of(30, 17), true)).isTheSameOn(TestDevice.engine(), type);
  }
}
