package org.warpath.linalg.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.warpath.linalg.ElementType.FLOAT32;
import static org.warpath.linalg.ElementType.FLOAT64;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.DeviceOutOfMemoryException;
import org.warpath.kernels.cuda.GpuTest;
import org.warpath.kernels.cuda.TestDevice;
import org.warpath.kernels.cuda.emulator.EmulatedCuda;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.sparse.Csr;

@GpuTest
class CudaLinearOperatorTest extends LinearOperatorContract {
  @Override
  Engine engine() {
    return TestDevice.engine();
  }

  @Test
  void solvesTrianglesWhoseLevelsAreWideAndNarrow() {
    // 1100 rows that need no other, 1100 that need one of those each, then a chain.
    int n = 2300;
    for (ElementType type : List.of(FLOAT32, FLOAT64)) {
      long[] offsets = new long[n + 1];
      int[] columns = new int[2 * n];
      double[] values = new double[2 * n];
      int count = 0;
      for (int row = 0; row < n; row++) {
        if (row >= 1100) {
          columns[count] = row < 2200 ? row - 1100 : row - 1;
          values[count++] = 0.5;
        }
        columns[count] = row;
        values[count++] = 2;
        offsets[row + 1] = count;
      }
      Csr a = Samples.csr(type, n, offsets, trimmed(columns, count), trimmed(values, count));
      Ilu0 m = Ilu0.of(a);
      Vector r = Samples.random(type, n, 6);
      Vector expected = Vector.zeros(type, n);
      Vector actual = Vector.zeros(type, n);
      m.apply(r, expected, Engine.cpu(1));
      m.apply(r, actual, engine());
      // Each row has at most one product: no order of sums to differ in.
      assertThat(actual.toArray()).containsExactly(expected.toArray());
    }
  }

  private static int[] trimmed(int[] values, int count) {
    return Arrays.copyOf(values, count);
  }

  private static double[] trimmed(double[] values, int count) {
    return Arrays.copyOf(values, count);
  }

  @Test
  void runningOutOfMemoryAtAnyAllocationLeavesNothingBehind() {
    assumeTrue(EmulatedCuda.active(), "only the emulator runs out of memory at will");
    Engine.Cuda cuda = TestDevice.engine();
    Csr a = Samples.grid(FLOAT64, 5, 4);
    Vector b = Samples.random(FLOAT64, 20, 3);
    SolverOptions options = SolverOptions.defaults().withPreconditioner(Ilu0.of(a));
    Gmres.solve(LinearOperator.of(a), b, options, cuda);
    cuda.device().residents().evict(Long.MAX_VALUE);
    long before = EmulatedCuda.liveAllocations();
    boolean refused = true;
    int allocations = 0;
    while (refused) {
      EmulatedCuda.exhaustAtAllocation(++allocations);
      refused = false;
      try {
        assertThat(Gmres.solve(LinearOperator.of(a), b, options, cuda).converged()).isTrue();
      } catch (DeviceOutOfMemoryException e) {
        refused = true;
      }
      EmulatedCuda.reset();
      cuda.device().residents().evict(Long.MAX_VALUE);
      assertThat(EmulatedCuda.liveAllocations()).as("at %d", allocations).isEqualTo(before);
    }
    assertThat(allocations).isGreaterThan(15);
  }
}
