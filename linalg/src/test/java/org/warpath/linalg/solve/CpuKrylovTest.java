package org.warpath.linalg.solve;

import org.warpath.kernels.Engine;

class CpuKrylovTest extends KrylovContract {
  @Override
  Engine engine() {
    return Engine.cpu(2);
  }
}
