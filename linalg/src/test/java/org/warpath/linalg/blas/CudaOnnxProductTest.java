package org.warpath.linalg.blas;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.TestDevice;
import org.warpath.kernels.cuda.emulator.NoLeaks;
import org.warpath.linalg.WarmDevice;

/** On the emulated driver only: the reader of ONNX's files is not among what a bundle holds. */
@Tag("emulator")
@NoLeaks
class CudaOnnxProductTest extends OnnxProductContract {

  @BeforeAll
  static void warm() {
    WarmDevice.openWithCublas();
  }

  @Override
  Engine engine() {
    return TestDevice.engine();
  }
}
