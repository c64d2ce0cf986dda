package org.warpath.nn.onnx;

import org.junit.jupiter.api.BeforeAll;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.GpuTest;
import org.warpath.kernels.cuda.TestDevice;
import org.warpath.kernels.cuda.emulator.NoLeaks;
import org.warpath.linalg.WarmDevice;

@GpuTest
@NoLeaks
class CudaOnnxPointsTest extends OnnxPointsContract {

  @BeforeAll
  static void warm() {
    WarmDevice.open();
  }

  @Override
  Engine engine() {
    return TestDevice.engine();
  }
}
