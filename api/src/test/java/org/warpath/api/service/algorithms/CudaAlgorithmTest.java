package org.warpath.api.service.algorithms;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.TestDevice;

@Tag("gpu")
class CudaAlgorithmTest extends AlgorithmContract {
  private static Engine.Cuda cuda;

  @BeforeAll
  static void open() {
    cuda = TestDevice.engine();
  }

  @Override
  String engineName() {
    return "cuda";
  }

  @Override
  Engine engine() {
    return cuda;
  }
}
