package org.warpath.linalg.sparse.blas;

import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.GpuTest;
import org.warpath.kernels.cuda.TestDevice;

@GpuTest
class CudaTriangularSolverTest extends TriangularSolverContract {
  @Override
  Engine engine() {
    return TestDevice.engine();
  }
}
