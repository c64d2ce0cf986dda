package org.warpath.graph.pagerank;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.TestDevice;

/** The CUDA engine. */
@Tag("gpu")
class CudaPageRankTest extends PageRankContract {
  private static Engine.Cuda cuda;

  @BeforeAll
  static void open() {
    cuda = TestDevice.engine();
  }

  @Override
  Engine engine() {
    return cuda;
  }
}
