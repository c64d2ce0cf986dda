package org.warpath.linalg.elements;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.GpuTest;
import org.warpath.kernels.cuda.TestDevice;
import org.warpath.kernels.cuda.emulator.NoLeaks;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.WarmDevice;
import org.warpath.linalg.dense.DeviceMatrix;
import org.warpath.linalg.dense.DeviceVector;
import org.warpath.linalg.dense.Layout;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;

@GpuTest
@NoLeaks
class CudaReductionsTest extends ReductionsContract {

  @BeforeAll
  static void warm() {
    WarmDevice.open();
  }

  @Override
  Engine engine() {
    return TestDevice.engine();
  }

  // Rows of several steps; results stay where the next operation finds them.
  @Test
  void reductionsOfDeviceMatricesTakeBlocksAndBothOrders() {
    Matrix host = Layout.PACKED_ROWS.random(ElementType.FLOAT32, 9, 5000, new Random(71)).matrix();
    try (DeviceScope scope = TestDevice.engine().device().scope()) {
      DeviceReductions reductions = new DeviceReductions(scope);
      DeviceMatrix all = DeviceMatrix.uploaded(scope, host, "A");
      DeviceMatrix block = all.block(2, 8, 100, 4900);
      Matrix expected = host.block(2, 8, 100, 4900);
      Vector sums = Vector.zeros(ElementType.FLOAT64, 6);
      Reductions.reduceRows(Reduction.SUM, expected, sums, TestDevice.engine());
      DeviceVector there = DeviceVector.allocate(scope, ElementType.FLOAT64, 6, "sums");
      Vector actual = Vector.zeros(ElementType.FLOAT64, 6);
      reductions.reduceRows(Reduction.SUM, block, there);
      there.download(scope, actual);
      assertThat(actual.toArray()).containsExactly(sums.toArray());
      reductions.reduceColumns(Reduction.SUM, block.transposed(), there);
      there.download(scope, actual);
      assertThat(actual.toArray()).containsExactly(sums.toArray());
      assertThat(reductions.reduce(Reduction.MEAN, block.transposed()))
          .isEqualTo(Reductions.reduce(Reduction.MEAN, expected, TestDevice.engine()));
      assertThat(reductions.reduce(Reduction.SUM, there.asRow()))
          .isEqualTo(reductions.reduce(Reduction.SUM, block));
    }
  }

  @Test
  void sumsHaveTheSameBitsEachTime() {
    Vector x = Vector.zeros(ElementType.FLOAT64, 300_000);
    Random random = new Random(72);
    for (int i = 0; i < x.length(); i++) {
      x.set(i, random.nextGaussian());
    }
    double first = Reductions.reduce(Reduction.SUM, x, engine());
    for (int run = 0; run < 3; run++) {
      assertThat(Reductions.reduce(Reduction.SUM, x, engine())).isEqualTo(first);
    }
  }
}
