package org.warpath.linalg.sparse.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.TestDevice;
import org.warpath.linalg.sparse.Csr;
import org.warpath.linalg.sparse.Semiring;
import org.warpath.linalg.sparse.SemiringSpmv;

/** cuSPARSE's product against ours. */
@Tag("gpu")
class CusparseSpmvTest {

  /** A random matrix of {@code rows} × {@code columns}, columns ascending in each row. */
  private static Csr random(Arena arena, int rows, int columns, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long[] offsets = new long[rows + 1];
    int[] indices = new int[rows * columns];
    float[] values = new float[rows * columns];
    int count = 0;
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        if (random.nextInt(4) == 0) {
          indices[count] = column;
          values[count++] = (float) random.nextDouble(-1, 1);
        }
      }
      offsets[row + 1] = count;
    }
    return Csr.of(
        arena, columns, offsets, Arrays.copyOf(indices, count), Arrays.copyOf(values, count));
  }

  @Test
  void isTheProduct() {
    Engine.Cuda engine = TestDevice.engine();
    try (Arena arena = Arena.ofShared();
        DeviceScope scope = engine.device().scope()) {
      Csr a = random(arena, 37, 53, 1);
      float[] x = new float[53];
      for (int i = 0; i < x.length; i++) {
        x[i] = i - 20;
      }
      float[] expected = new float[37];
      SemiringSpmv.multiply(a, x, expected, Semiring.PLUS_TIMES, Engine.cpu(1));

      DeviceBuffer values = scope.uploaded(a.values(), "values");
      DeviceBuffer in = scope.uploaded(MemorySegment.ofArray(x), "x");
      DeviceBuffer out = scope.floats(37, "y");
      float[] y = new float[37];
      try (CusparseSpmv product = new CusparseSpmv(scope, a, values, in, out)) {
        product.multiply();
        product.multiply(); // the second overwrites the first
        scope.download(out, MemorySegment.ofArray(y));
      }
      for (int row = 0; row < 37; row++) {
        assertThat(y[row]).as("row %d", row).isCloseTo(expected[row], within(1e-4f));
      }
    }
  }

  @Test
  void refusesVectorsThatAreTooShort() {
    Engine.Cuda engine = TestDevice.engine();
    try (Arena arena = Arena.ofShared();
        DeviceScope scope = engine.device().scope()) {
      Csr a = random(arena, 5, 4, 2);
      DeviceBuffer values = scope.uploaded(a.values(), "values");
      DeviceBuffer x = scope.floats(3, "x");
      DeviceBuffer y = scope.floats(5, "y");
      assertThatThrownBy(() -> new CusparseSpmv(scope, a, values, x, y).close())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("x must have 16 bytes, had 12");
    }
  }
}
