package org.warpath.linalg.solve;

import java.util.List;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.GpuTest;
import org.warpath.kernels.cuda.TestDevice;

@GpuTest
class CudaLanczosTest extends LanczosContract {
  @Override
  List<Engine> engines() {
    Engine cuda = TestDevice.engine();
    return List.of(cuda, cuda);
  }

  @Override
  int pieceSize() {
    return DeviceVectors.ELEMENTS_A_BLOCK;
  }
}
