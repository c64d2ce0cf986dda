package org.warpath.linalg.sparse.blas;

import org.warpath.kernels.Engine;

class CpuTriangularSolverTest extends TriangularSolverContract {
  @Override
  Engine engine() {
    return Engine.cpu(2);
  }
}
