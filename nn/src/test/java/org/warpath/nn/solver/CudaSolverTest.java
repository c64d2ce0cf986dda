package org.warpath.nn.solver;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.GpuTest;
import org.warpath.kernels.cuda.TestDevice;
import org.warpath.kernels.cuda.emulator.NoLeaks;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.WarmDevice;

@GpuTest
@NoLeaks
class CudaSolverTest extends SolverContract {

  @BeforeAll
  static void warm() {
    WarmDevice.open();
  }

  @Override
  Engine engine() {
    return TestDevice.engine();
  }

  @Override
  List<ElementType> types() {
    return List.of(ElementType.values());
  }
}
