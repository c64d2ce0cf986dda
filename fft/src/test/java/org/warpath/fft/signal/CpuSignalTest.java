package org.warpath.fft.signal;

import org.warpath.kernels.Engine;

class CpuSignalTest extends SignalContract {
  @Override
  Engine engine() {
    return Engine.cpu(2);
  }
}
