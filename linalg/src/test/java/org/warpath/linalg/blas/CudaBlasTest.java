package org.warpath.linalg.blas;

import org.junit.jupiter.api.BeforeAll;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.GpuTest;
import org.warpath.kernels.cuda.TestDevice;
import org.warpath.kernels.cuda.emulator.NoLeaks;
import org.warpath.linalg.WarmDevice;

@GpuTest
@NoLeaks
class CudaBlasTest extends BlasContract {

  @BeforeAll
  static void warm() {
    WarmDevice.openWithCublas();
  }

  @Override
  Engine engine() {
    return TestDevice.engine();
  }
}
