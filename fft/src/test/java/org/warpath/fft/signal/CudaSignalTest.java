package org.warpath.fft.signal;

import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.GpuTest;
import org.warpath.kernels.cuda.TestDevice;

@GpuTest
class CudaSignalTest extends SignalContract {
  @Override
  Engine engine() {
    return TestDevice.engine();
  }
}
