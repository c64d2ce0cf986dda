package org.warpath.linalg.sparse.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.CudaException;
import org.warpath.kernels.cuda.Device;
import org.warpath.kernels.cuda.DeviceOutOfMemoryException;
import org.warpath.kernels.cuda.GpuTest;
import org.warpath.kernels.cuda.TestDevice;
import org.warpath.kernels.cuda.emulator.EmulatedCuda;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Diagonal;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Triangle;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.sparse.Csc;
import org.warpath.linalg.sparse.Csr;
import org.warpath.linalg.sparse.Entries;

@GpuTest
class CudaSparseBlasTest extends SparseBlasContract {
  private static final int CUSPARSE_EXECUTION_FAILED = 6;

  @Override
  Engine engine() {
    return TestDevice.engine();
  }

  @Test
  void sparseOperandsTravelOnce() {
    Device device = TestDevice.fresh();
    device.residents().evict(Long.MAX_VALUE); // a real device keeps those of earlier tests
    Csr a = Entries.random(ElementType.FLOAT64, 60, 50, 400, 1);
    Vector x = vector(ElementType.FLOAT64, 50, 1);
    Vector y = vector(ElementType.FLOAT64, 60, 2);
    SparseBlas.spmv(1, a, x, 0, y, engine());
    SparseBlas.spmv(1, new Csc(a), y, 0, x, engine());
    SparseBlas.spmv(1, a.withoutValues(), x, 0, y, engine());
    // Offsets of 32 bits, columns, values and ones; of the transpose as well, but for the ones.
    long expected = (61 + 51) * 4 + 2 * 400 * 4 + 3 * 400 * 8;
    assertThat(device.residents().byteSize()).isEqualTo(expected);
    SparseBlas.spmv(1, a, x, 0, y, engine());
    SparseBlas.spmv(1, new Csc(a), y, 0, x, engine());
    assertThat(device.residents().byteSize()).isEqualTo(expected);
  }

  @Test
  void matricesOfTheSamePatternKeepTheirTransposesApart() {
    Csr a = Entries.random(ElementType.FLOAT64, 8, 9, 30, 1);
    try (Arena arena = Arena.ofShared()) {
      Csr b =
          new Csr(
              8,
              9,
              a.rowOffsets(),
              a.columnIndices(),
              arena.allocate(30 * 8L, 8).copyFrom(vector(ElementType.FLOAT64, 30, 7).memory()),
              ElementType.FLOAT64);
      Vector x = vector(ElementType.FLOAT64, 8, 1);
      for (Csr matrix : new Csr[] {a, b, a.withoutValues()}) {
        Vector expected = Vector.zeros(ElementType.FLOAT64, 9);
        SparseBlas.spmv(1, new Csc(matrix), x, 0, expected, Engine.cpu(1));
        Vector actual = Vector.zeros(ElementType.FLOAT64, 9);
        SparseBlas.spmv(1, new Csc(matrix), x, 0, actual, engine());
        assertThat(actual.toArray()).containsExactly(expected.toArray());
      }
    }
  }

  @Test
  void matricesOfTheSameColumnsInOtherRowsKeepTheirTransposesApart() {
    try (Arena arena = Arena.ofShared()) {
      Csr a =
          Csr.ofDoubles(
              arena, 2, new long[] {0, 2, 3}, new int[] {0, 1, 1}, new double[] {1, 2, 3});
      MemorySegment offsets = arena.allocateFrom(ValueLayout.JAVA_LONG, 0, 1, 3);
      Csr b = new Csr(2, 2, offsets, a.columnIndices().asSlice(0), a.values(), ElementType.FLOAT64);
      Vector x = Vector.of(1.0, 10);
      Vector y = Vector.zeros(ElementType.FLOAT64, 2);
      SparseBlas.spmv(1, new Csc(a), x, 0, y, engine());
      assertThat(y.toArray()).containsExactly(1, 32);
      SparseBlas.spmv(1, new Csc(b), x, 0, y, engine());
      assertThat(y.toArray()).containsExactly(1, 50);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cusparseCreateCsr",
        "cusparseCreateDnVec",
        "cusparseCreateDnMat",
        "cusparseSpMV_bufferSize",
        "cusparseSpMV",
        "cusparseSpMM",
        "cusparseSDDMM",
        "cusparseSpGEMM_createDescr",
        "cusparseSpGEMM_compute",
        "cusparseSpGEMM_copy",
        "cusparseSpMatSetAttribute",
        "cusparseSpSM_analysis",
        "cusparseSpSM_solve"
      })
  void whatFailsLeavesResultsAndNothingElse(String function) {
    assumeTrue(TestDevice.emulated(), "failures are planned on the emulated driver");
    TestDevice.fresh();
    Csr a = Entries.laplacian(ElementType.FLOAT64, 3);
    Vector x = vector(ElementType.FLOAT64, 9, 1);
    Matrix b = matrix(ElementType.FLOAT64, 9, 9, 2);
    Runnable[] calls = {
      () -> SparseBlas.spmv(1, a, x, 0, Vector.zeros(ElementType.FLOAT64, 9), engine()),
      () -> SparseBlas.spmm(1, a, b, 0, b.copy(), engine()),
      () -> SparseBlas.sddmm(1, b, b, 0, a, engine()),
      () -> SparseBlas.spgemm(a, a, engine()),
      () -> new TriangularSolver(a, Triangle.LOWER, Diagonal.STORED).solve(x, engine())
    };
    double[] before = x.toArray();
    calls[0].run(); // makes the stream's handle, which stays
    int failed = 0;
    for (Runnable call : calls) {
      long objects = EmulatedCuda.liveObjects();
      EmulatedCuda.failCall(function, 1, CUSPARSE_EXECUTION_FAILED);
      try {
        call.run();
      } catch (CudaException e) {
        assertThat(e).hasMessageContaining(function);
        assertThat(x.toArray()).containsExactly(before);
        failed++;
      }
      EmulatedCuda.failCall(function, 0, 0);
      assertThat(EmulatedCuda.liveObjects()).isEqualTo(objects);
      x.memory().copyFrom(Vector.of(before).memory());
    }
    assertThat(failed).isPositive();
  }

  @Test
  void memoryThatRunsOutIsSaid() {
    assumeTrue(TestDevice.emulated(), "memory is made short on the emulated driver");
    TestDevice.fresh();
    Csr a = Entries.laplacian(ElementType.FLOAT64, 4);
    Vector x = vector(ElementType.FLOAT64, 16, 1);
    Vector y = vector(ElementType.FLOAT64, 16, 2);
    double[] before = y.toArray();
    EmulatedCuda.exhaustAtAllocation(3);
    assertThatExceptionOfType(DeviceOutOfMemoryException.class)
        .isThrownBy(() -> SparseBlas.spmv(1, a, x, 0, y, engine()));
    assertThat(y.toArray()).containsExactly(before);
  }
}
