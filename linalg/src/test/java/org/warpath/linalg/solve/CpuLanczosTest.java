package org.warpath.linalg.solve;

import java.util.List;
import org.warpath.kernels.Engine;

class CpuLanczosTest extends LanczosContract {
  @Override
  List<Engine> engines() {
    return List.of(Engine.cpu(1), Engine.cpu(2), Engine.cpu(3));
  }

  @Override
  int pieceSize() {
    return CpuVectors.GRAIN;
  }
}
