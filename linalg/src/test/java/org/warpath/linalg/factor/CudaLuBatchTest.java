package org.warpath.linalg.factor;

import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.GpuTest;
import org.warpath.kernels.cuda.TestDevice;

@GpuTest
class CudaLuBatchTest extends LuBatchContract {

  @Override
  Engine engine() {
    return TestDevice.engine();
  }
}
