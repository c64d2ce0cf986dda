package org.warpath.linalg.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.CudaException;
import org.warpath.kernels.cuda.Device;
import org.warpath.kernels.cuda.DeviceOutOfMemoryException;
import org.warpath.kernels.cuda.TestDevice;
import org.warpath.kernels.cuda.emulator.EmulatedCuda;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.WarmDevice;
import org.warpath.linalg.dense.GemmMath;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Triangle;
import org.warpath.linalg.dense.Vector;

/** What callers are told, and what is left, when cuBLAS or the device fails. */
@Tag("emulator")
class CudaBlasFaultsTest {
  private static final int ALLOC_FAILED = 3;
  private static final int EXECUTION_FAILED = 13;

  private final Engine.Cuda cuda = Engine.cuda();
  private final Matrix a = Matrix.of(new double[][] {{1, 2, 3}, {4, 5, 6}});
  private final Matrix b = Matrix.of(new double[][] {{1, 0}, {0, 1}, {1, 1}});
  private final Matrix c = Matrix.of(new double[][] {{7, 7}, {7, 7}});
  private Device device;

  @BeforeEach
  void fresh() {
    device = TestDevice.fresh();
    EmulatedCuda.printReports(false);
  }

  @AfterEach
  void forgetFaults() {
    TestDevice.fresh();
  }

  private void assertUntouched() {
    assertThat(c.toArray()).isDeepEqualTo(new double[][] {{7, 7}, {7, 7}});
  }

  private void assertWorks() {
    Matrix product = Blas.multiply(a, b, cuda);
    assertThat(product.toArray()).isDeepEqualTo(new double[][] {{4, 5}, {10, 11}});
  }

  @Test
  void aHandleThatCannotBeMadeIsNotKept() {
    EmulatedCuda.failCall("cublasCreate", 1, ALLOC_FAILED);
    assertThatExceptionOfType(CudaException.class)
        .isThrownBy(() -> Blas.gemm(1, a, b, 0, c, cuda))
        .withMessage("cublasCreate failed: CUBLAS_STATUS_ALLOC_FAILED (3)");
    assertUntouched();
    assertThat(EmulatedCuda.liveObjects()).isZero();
    assertWorks();
  }

  @Test
  void aHandleThatCannotBeSetUpIsDestroyed() {
    for (String call :
        List.of(
            "cublasSetStream",
            "cublasSetPointerMode",
            "cublasSetAtomicsMode",
            "cublasSetMathMode")) {
      EmulatedCuda.failCall(call, 1, 1);
      assertThatExceptionOfType(CudaException.class)
          .isThrownBy(() -> Blas.gemm(1, a, b, 0, c, cuda))
          .withMessage(call + " failed: CUBLAS_STATUS_NOT_INITIALIZED (1)");
      assertThat(EmulatedCuda.liveObjects()).as(call).isZero();
    }
    assertUntouched();
    assertWorks();
  }

  @Test
  void oneHandleServesAllCallsUntilTheDeviceIsReset() {
    assertWorks();
    assertWorks();
    assertThat(EmulatedCuda.liveObjects()).isEqualTo(1);
    device.reset();
    assertThat(EmulatedCuda.liveObjects()).isZero();
    assertWorks();
  }

  @Test
  void aFailureNamesFunctionShapesAndStatusAndLeavesTheResult() {
    record Fault(String function, Runnable call, String message) {}
    Vector x = Vector.of(1.0, 2, 3);
    Vector y = Vector.of(7.0, 7);
    Matrix square = Matrix.identity(ElementType.FLOAT32, 3);
    List<Matrix> lefts = List.of(a, a);
    List<Matrix> rights = List.of(b, b);
    List<Matrix> results = List.of(c, c.copy());
    for (Fault fault :
        List.of(
            new Fault(
                "cublasGemmEx",
                () -> Blas.gemm(1, a, b, 1, c, cuda),
                "cublasGemmEx of float64 2×3 by 3×2"),
            new Fault(
                "cublasGemmBatchedEx",
                () -> Blas.gemm(1, lefts, rights, 0, results, GemmMath.FULL, cuda),
                "cublasGemmBatchedEx of 2 times float64 2×3 by 3×2"),
            new Fault("cublasDgemv", () -> Blas.gemv(1, a, x, 1, y, cuda), "cublasDgemv of 2×3"),
            new Fault("cublasDger", () -> Blas.ger(1, y, y, c, cuda), "cublasDger of 2×2"),
            new Fault(
                "cublasDsyrk",
                () -> Blas.syrk(1, a, 0, c, Triangle.LOWER, cuda),
                "cublasDsyrk of 2×3"),
            new Fault("cublasDscal", () -> Blas.scal(3, y, cuda), "cublasDscal of length 2"),
            new Fault("cublasDnrm2", () -> Blas.nrm2(x, cuda), "cublasDnrm2 of length 3"),
            new Fault("cublasDdot", () -> Blas.dot(x, x, cuda), "cublasDdot of length 3"),
            new Fault(
                "cublasSaxpy",
                () -> Blas.axpy(1, square.row(0), square.row(1), cuda),
                "cublasSaxpy of length 3"))) {
      EmulatedCuda.failCall(fault.function(), 1, EXECUTION_FAILED);
      assertThatExceptionOfType(CudaException.class)
          .as(fault.function())
          .isThrownBy(fault.call()::run)
          .withMessage(fault.message() + " failed: CUBLAS_STATUS_EXECUTION_FAILED (13)");
      EmulatedCuda.reset();
      EmulatedCuda.printReports(false);
      assertUntouched();
      assertThat(y.toArray()).containsOnly(7);
      assertThat(square.toArray()).isDeepEqualTo(Matrix.identity(ElementType.FLOAT32, 3).toArray());
    }
    assertWorks();
  }

  @Test
  void runningOutOfMemoryAtAnyAllocationLeavesNothingBehind() {
    WarmDevice.open();
    long before = EmulatedCuda.liveAllocations();
    int allocations = 0;
    boolean refused = true;
    while (refused) {
      EmulatedCuda.exhaustAtAllocation(++allocations);
      refused = false;
      try {
        Blas.gemm(1, List.of(a, a), List.of(b, b), 1, List.of(c, c.copy()), GemmMath.FULL, cuda);
      } catch (DeviceOutOfMemoryException e) {
        refused = true;
        assertUntouched();
      }
      EmulatedCuda.reset();
      assertThat(EmulatedCuda.liveAllocations()).as("at %d", allocations).isEqualTo(before);
    }
    // Six matrices and the addresses; then none is left to fail.
    assertThat(allocations).isEqualTo(8);
  }

  @Test
  void aProductThatDoesNotFitIsRefusedBeforeItBegins() {
    WarmDevice.open();
    long used = device.totalBytes() - device.freeBytes();
    EmulatedCuda.setTotalMemory(used + device.totalBytes() / 64 + 100);
    long launches = EmulatedCuda.launches();
    assertThatThrownBy(() -> Blas.gemm(1, a, b, 0, c, cuda))
        .isInstanceOf(DeviceOutOfMemoryException.class)
        .hasMessageContaining("gemm of 2×3 by 3×2 needs 128 bytes");
    assertThat(EmulatedCuda.launches()).isEqualTo(launches);
    assertUntouched();
  }

  @Test
  void aResultThatCannotComeDownLeavesTheHostsAsItWas() {
    EmulatedCuda.failCall("cuMemcpyDtoHAsync", 1, EmulatedCuda.INVALID_VALUE);
    assertThatThrownBy(() -> Blas.gemm(1, a, b, 0, c, cuda))
        .isInstanceOf(CudaException.class)
        .hasMessageContaining("cuMemcpyDtoHAsync of C (32 bytes)");
    assertUntouched();
  }
}
