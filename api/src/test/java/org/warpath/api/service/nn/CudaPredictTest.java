package org.warpath.api.service.nn;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.warpath.kernels.cuda.TestDevice;

@Tag("gpu")
class CudaPredictTest extends PredictContract {
  CudaPredictTest() {
    super("cuda");
  }

  @BeforeAll
  static void requireDevice() {
    TestDevice.engine();
  }
}
