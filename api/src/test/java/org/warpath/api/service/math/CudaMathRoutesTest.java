package org.warpath.api.service.math;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.warpath.kernels.cuda.TestDevice;

@Tag("gpu")
class CudaMathRoutesTest extends MathRoutesContract {
  CudaMathRoutesTest() {
    super("cuda");
  }

  @BeforeAll
  static void requireDevice() {
    TestDevice.engine();
  }
}
