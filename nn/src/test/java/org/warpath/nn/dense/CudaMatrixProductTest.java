package org.warpath.nn.dense;

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
class CudaMatrixProductTest {

  @BeforeAll
  static void warm() {
    WarmDevice.openWithCublas();
  }

  @ParameterizedTest
  @EnumSource
  void isTheProcessors(ElementType type) {
    LayerCheck.of(MatrixProduct.of(), Shape.of(2, 1, 3, 4), Shape.of(3, 4, 2))
        .isTheSameOn(TestDevice.engine(), type);
    LayerCheck.of(new MatrixProduct(true, true, 0.5), Shape.of(4, 3), Shape.of(2, 2, 4))
        .isTheSameOn(TestDevice.engine(), type);
  }
}
