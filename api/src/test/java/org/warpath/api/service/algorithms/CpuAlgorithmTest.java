package org.warpath.api.service.algorithms;

import org.warpath.kernels.Engine;

class CpuAlgorithmTest extends AlgorithmContract {
  @Override
  String engineName() {
    return "cpu";
  }

  @Override
  Engine engine() {
    return Engine.cpu(1); // as the service runs what is small
  }
}
