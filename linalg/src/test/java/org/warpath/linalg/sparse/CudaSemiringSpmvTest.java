package org.warpath.linalg.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceOutOfMemoryException;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.TestDevice;
import org.warpath.kernels.cuda.emulator.EmulatedCuda;

@Tag("gpu")
class CudaSemiringSpmvTest extends SemiringSpmvContract {
  @Override
  List<Engine> engines() {
    Engine cuda = TestDevice.engine();
    return List.of(cuda, cuda);
  }

  @Test
  void allButSumsHaveTheBitsOfTheCpu() {
    float[] special = {
      0f, -0f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN, Float.MIN_VALUE
    };
    for (int seed = 0; seed < 5; seed++) {
      Random random = new Random(seed);
      float[][] lines = ragged(200, 1 << seed, 9000, seed);
      float[] x = vector(seed);
      for (int i = 0; i < 200; i++) {
        float[] line = lines[random.nextInt(200)];
        if (line.length > 0) {
          line[random.nextInt(line.length)] = special[random.nextInt(special.length)];
        }
        x[random.nextInt(x.length)] = special[random.nextInt(i < 190 ? 2 : special.length)];
      }
      try (Arena arena = Arena.ofShared()) {
        Csr a = matrix(arena, lines, seed);
        for (Semiring semiring : List.of(Semiring.MIN_PLUS, Semiring.MAX_MIN, Semiring.OR_AND)) {
          float[] expected = new float[200];
          float[] actual = new float[200];
          SemiringSpmv.multiply(a, x, expected, semiring, Engine.cpu(1));
          SemiringSpmv.multiply(a, x, actual, semiring, TestDevice.engine());
          // Bits of NaN count as equal here; zeros of either sign do not.
          assertThat(actual).as("%s, seed %d", semiring, seed).containsExactly(expected);
        }
      }
    }
  }

  @Test
  void repeatedProductsStayOnTheDevice() {
    // One edge 0→1→2→3 a step: distances spread by a hop at each product of the transpose.
    try (Arena arena = Arena.ofShared();
        DeviceScope scope = TestDevice.engine().device().scope()) {
      Csr a =
          Csr.of(
              arena,
              4,
              new long[] {0, 1, 3, 5, 7},
              new int[] {0, 0, 1, 1, 2, 2, 3},
              new float[] {0, 1, 0, 1, 0, 1, 0});
      DeviceSpmv product = new DeviceSpmv(scope, DeviceCsr.resident(scope, a));
      float infinity = Float.POSITIVE_INFINITY;
      float[] distances = {0, infinity, infinity, infinity};
      DeviceBuffer x = scope.uploaded(MemorySegment.ofArray(distances), "x");
      DeviceBuffer y = scope.floats(4, "y");
      product.multiply(x, y, Semiring.MIN_PLUS);
      product.multiply(y, x, Semiring.MIN_PLUS);
      scope.download(x, MemorySegment.ofArray(distances));
      assertThat(distances).containsExactly(0, 1, 2, infinity);
    }
  }

  @Test
  void runningOutOfMemoryAtAnyAllocationLeavesNothingBehind() {
    assumeTrue(EmulatedCuda.active(), "only the emulator runs out of memory at will");
    Engine.Cuda cuda = TestDevice.engine();
    float[] x = vector(1);
    try (Arena arena = Arena.ofShared()) {
      Csr a = matrix(arena, ragged(20, 3, 9000, 2), 3);
      float[] expected = new float[20];
      SemiringSpmv.multiply(a, x, expected, Semiring.MIN_PLUS, cuda);
      cuda.device().residents().evict(Long.MAX_VALUE);
      long before = EmulatedCuda.liveAllocations();
      int allocations = 0;
      boolean refused = true;
      while (refused) {
        float[] y = new float[20];
        EmulatedCuda.exhaustAtAllocation(++allocations);
        refused = false;
        try {
          SemiringSpmv.multiply(a, x, y, Semiring.MIN_PLUS, cuda);
          assertThat(y).containsExactly(expected);
        } catch (DeviceOutOfMemoryException e) {
          refused = true;
          assertThat(y).containsOnly(0);
        }
        EmulatedCuda.reset();
        cuda.device().residents().evict(Long.MAX_VALUE);
        assertThat(EmulatedCuda.liveAllocations()).as("at %d", allocations).isEqualTo(before);
      }
      // Three arrays of the matrix, four of the pieces, two vectors; then none is left to fail.
      assertThat(allocations).isEqualTo(10);
    }
  }

  @Test
  void aProductThatDoesNotFitIsRefusedBeforeItBegins() {
    assumeTrue(EmulatedCuda.active(), "only the emulator has as little memory as one likes");
    Engine.Cuda cuda = TestDevice.engine();
    // What other tests left on the device would make room.
    cuda.device().residents().evict(Long.MAX_VALUE);
    try (Arena arena = Arena.ofShared()) {
      Csr a = matrix(arena, ragged(20, 3, 9000, 2), 3);
      SemiringSpmv.multiply(a, vector(1), new float[20], Semiring.OR_AND, cuda);
      long used = cuda.device().totalBytes() - cuda.device().freeBytes();
      EmulatedCuda.setTotalMemory(used + cuda.device().totalBytes() / 64 + 2000);
      long launches = EmulatedCuda.launches();
      assertThatThrownBy(
              () -> SemiringSpmv.multiply(a, vector(1), new float[20], Semiring.OR_AND, cuda))
          .isInstanceOf(DeviceOutOfMemoryException.class)
          .hasMessageContaining("a product with a 20×500 matrix needs ");
      assertThat(EmulatedCuda.launches()).isEqualTo(launches);
    } finally {
      EmulatedCuda.reset();
    }
  }

  @Test
  void buffersOfOtherSizesAreRefused() {
    try (Arena arena = Arena.ofShared();
        DeviceScope scope = TestDevice.engine().device().scope()) {
      Csr a = Csr.of(arena, 2, new long[] {0, 1, 2, 2}, new int[] {0, 1}, null);
      DeviceSpmv product = new DeviceSpmv(scope, DeviceCsr.resident(scope, a));
      DeviceBuffer two = scope.floats(2, "two");
      DeviceBuffer three = scope.floats(3, "three");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> product.multiply(three, three, Semiring.OR_AND))
          .withMessage("x must have 8 bytes for a 3×2 matrix, had 12");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> product.multiply(two, two, Semiring.OR_AND))
          .withMessage("y must have 12 bytes for a 3×2 matrix, had 8");
    }
  }
}
