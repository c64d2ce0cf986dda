package org.warpath.linalg.solve;

import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.GpuTest;
import org.warpath.kernels.cuda.TestDevice;

@GpuTest
class CudaKrylovTest extends KrylovContract {
  @Override
  Engine engine() {
    return TestDevice.engine();
  }
}
