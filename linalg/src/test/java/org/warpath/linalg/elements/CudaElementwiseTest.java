package org.warpath.linalg.elements;

import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
import org.warpath.linalg.dense.Layout;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;

@GpuTest
@NoLeaks
class CudaElementwiseTest extends ElementwiseContract {

  @BeforeAll
  static void warm() {
    WarmDevice.open();
  }

  @Override
  Engine engine() {
    return TestDevice.engine();
  }

  // The bounds that DeviceElementwise states; narrower types see their neighbours at most.
  @Override
  double ulps(ElementType type) {
    return switch (type) {
      case FLOAT16, BFLOAT16 -> 1;
      case FLOAT32 -> 4;
      case FLOAT64 -> 3;
    };
  }

  @Test
  void every16BitNumberConvertsExactlyAndBack() {
    for (ElementType type : new ElementType[] {ElementType.FLOAT16, ElementType.BFLOAT16}) {
      Vector all = Vector.zeros(type, 1 << 16);
      for (int bits = 0; bits < 1 << 16; bits++) {
        all.memory().setAtIndex(JAVA_SHORT, bits, (short) bits);
      }
      for (ElementType wide : new ElementType[] {ElementType.FLOAT32, ElementType.FLOAT64}) {
        Vector there = Vector.zeros(wide, 1 << 16);
        Elementwise.copy(all, there, engine());
        assertThat(there.toArray()).containsExactly(all.toArray());
        Vector back = Vector.zeros(type, 1 << 16);
        Elementwise.copy(there, back, engine());
        assertThat(back.toArray()).containsExactly(all.toArray());
      }
    }
  }

  // Where rounding through float32 would round twice: just beside the middle of two neighbours.
  @Test
  void wideNumbersAreRoundedOnceToNarrowTypes() {
    for (ElementType type : ElementType.values()) {
      int bits =
          switch (type) {
            case FLOAT16 -> 11;
            case BFLOAT16 -> 8;
            case FLOAT32 -> 24;
            case FLOAT64 -> 53;
          };
      Random random = new Random(73);
      Vector x = Vector.zeros(ElementType.FLOAT64, 4000);
      for (int i = 0; i < x.length(); i++) {
        int exponent = i % 4 == 0 ? random.nextInt(-1100, 1020) : random.nextInt(-160, 130);
        double middle = (2 * (double) random.nextLong(1L << (bits - 1), 1L << bits) + 1) / 2;
        double beside =
            i % 3 == 0 ? middle : i % 3 == 1 ? Math.nextUp(middle) : Math.nextDown(middle);
        x.set(i, Math.scalb(i % 2 == 0 ? beside : -beside, exponent - bits));
      }
      Vector rounded = Vector.zeros(type, x.length());
      Elementwise.copy(x, rounded, engine());
      assertThat(rounded.toArray()).containsExactly(x.as(type).toArray());
    }
  }

  @Test
  void deviceMatricesMayBeBlocksOfEitherOrderAndTheResultItself() {
    Matrix host = Layout.PACKED_ROWS.random(ElementType.FLOAT32, 40, 70, new Random(74)).matrix();
    try (DeviceScope scope = TestDevice.engine().device().scope()) {
      DeviceElementwise elementwise = new DeviceElementwise(scope);
      DeviceMatrix all = DeviceMatrix.uploaded(scope, host, "A");
      DeviceMatrix left = all.block(0, 35, 0, 33);
      DeviceMatrix other = DeviceMatrix.uploaded(scope, host, "B");
      DeviceMatrix right = other.block(0, 33, 35, 70).transposed();
      elementwise.add(2, left, 1, right, left);
      DeviceMatrix turned = DeviceMatrix.allocate(scope, ElementType.FLOAT64, 35, 33, "R");
      elementwise.copy(right, turned);
      Matrix result = Matrix.zeros(ElementType.FLOAT32, 35, 33);
      left.download(scope, result);
      Matrix copy = Matrix.zeros(ElementType.FLOAT64, 35, 33);
      turned.download(scope, copy);
      for (int i = 0; i < 35; i++) {
        for (int j = 0; j < 33; j++) {
          assertThat(result.get(i, j)).isEqualTo(2 * host.get(i, j) + host.get(j, 35 + i));
          assertThat(copy.get(i, j)).isEqualTo(host.get(j, 35 + i));
        }
      }
    }
  }

  @Test
  void deviceMatricesThatOverlapOtherwiseAreRefused() {
    try (DeviceScope scope = TestDevice.engine().device().scope()) {
      DeviceElementwise elementwise = new DeviceElementwise(scope);
      DeviceMatrix a = DeviceMatrix.allocate(scope, ElementType.FLOAT64, 6, 6, "A");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> elementwise.copy(a.block(0, 4, 0, 4), a.block(1, 5, 1, 5)))
          .withMessageContaining("shares elements");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> elementwise.apply(UnaryFunction.EXP, a.block(0, 2, 0, 4), a))
          .withMessage("exp: A is 2×4, the result is 6×6: each size must be the result's or 1");
    }
  }
}
