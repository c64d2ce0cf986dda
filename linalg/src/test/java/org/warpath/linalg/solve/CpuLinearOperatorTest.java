package org.warpath.linalg.solve;

import org.warpath.kernels.Engine;

class CpuLinearOperatorTest extends LinearOperatorContract {
  @Override
  Engine engine() {
    return Engine.cpu(2);
  }
}
