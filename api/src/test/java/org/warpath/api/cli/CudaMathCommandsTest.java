package org.warpath.api.cli;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.warpath.kernels.cuda.TestDevice;

@Tag("gpu")
class CudaMathCommandsTest extends MathCommandsContract {
  CudaMathCommandsTest() {
    super("cuda");
  }

  @BeforeAll
  static void requireDevice() {
    TestDevice.engine();
  }
}
