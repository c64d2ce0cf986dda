package org.warpath.nn.onnx;

import org.warpath.kernels.Engine;

class CpuOnnxPointsTest extends OnnxPointsContract {

  @Override
  Engine engine() {
    return Engine.cpu(2);
  }
}
