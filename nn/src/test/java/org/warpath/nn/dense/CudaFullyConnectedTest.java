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
class CudaFullyConnectedTest {

  @BeforeAll
  static void warm() {
    WarmDevice.open();
  }

  @ParameterizedTest
  @EnumSource
  void isTheProcessors(ElementType type) {
    LayerCheck.of(FullyConnected.of(4), Shape.of(5, 2, 3)).isTheSameOn(TestDevice.engine(), type);
  }
}
