package org.warpath.linalg.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.warpath.linalg.ElementType.FLOAT64;

import org.junit.jupiter.api.Test;
import org.warpath.kernels.Engine;
import org.warpath.linalg.dense.MatrixBatch;

class CpuLuBatchTest extends LuBatchContract {

  @Override
  Engine engine() {
    return Engine.cpu(2);
  }

  @Test
  void eachHasTheBitsItHasAloneOnAnyNumberOfThreads() {
    MatrixBatch a = random(FLOAT64, 50, 9, 9, 7);
    MatrixBatch b = random(FLOAT64, 50, 9, 2, 8);
    for (int threads = 1; threads <= 2; threads++) {
      MatrixBatch x = LuBatch.of(a, Engine.cpu(threads)).solve(b);
      for (int i = 0; i < a.count(); i++) {
        assertThat(x.get(i).toArray())
            .isDeepEqualTo(Solve.solve(a.get(i), b.get(i), Engine.cpu(1)).toArray());
      }
    }
  }
}
