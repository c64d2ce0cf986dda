package org.warpath.linalg.sparse;

import java.util.List;
import org.warpath.kernels.Engine;

class CpuSemiringSpmvTest extends SemiringSpmvContract {
  @Override
  List<Engine> engines() {
    return List.of(Engine.cpu(1), Engine.cpu(2), Engine.cpu(3));
  }
}
