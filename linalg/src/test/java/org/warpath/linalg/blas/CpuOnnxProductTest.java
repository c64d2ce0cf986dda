package org.warpath.linalg.blas;

import org.warpath.kernels.Engine;

class CpuOnnxProductTest extends OnnxProductContract {
  @Override
  Engine engine() {
    return new Engine.Cpu(2);
  }
}
