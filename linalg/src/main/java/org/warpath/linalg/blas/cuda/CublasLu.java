package org.warpath.linalg.blas.cuda;

import static jcuda.jcublas.cublasOperation.CUBLAS_OP_N;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.stream.IntStream;
import jcuda.Pointer;
import jcuda.jcublas.JCublas2;
import jcuda.jcublas.cublasHandle;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.libraries.CudaLibraries;
import org.warpath.kernels.cuda.libraries.CudaLibrary;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.DeviceMatrixBatch;

/**
 * LU of many small matrices at once by cuBLAS on one scope's stream, for float32 and float64. All
 * matrices are column-major; shapes are the caller's to check, and none may be empty. Calls return
 * before the device is done; failures name function, shapes and status.
 */
public final class CublasLu {
  private final DeviceScope scope;

  /**
   * For as long as {@code scope} is open.
   *
   * @throws org.warpath.kernels.cuda.libraries.CudaUnavailableException without cuBLAS
   */
  public CublasLu(DeviceScope scope) {
    CudaLibraries.instance().require(CudaLibrary.CUBLAS);
    this.scope = scope;
  }

  private cublasHandle handle() {
    return scope.companion(Handle.class, () -> new Handle(scope.stream())).pointer;
  }

  /**
   * P·A = L·U over each A[n×n]. A pivot of 0 stands in U; the factoring goes on behind it.
   *
   * @param pivots int32[count·n]: row i of a matrix was exchanged with row {@code pivots[i] − 1}
   */
  public void getrf(DeviceMatrixBatch a, DeviceBuffer pivots) {
    DeviceBuffer table = addresses(a, "addresses of A");
    DeviceBuffer infos = scope.ints(a.count(), "numbers of pivots that are 0");
    int n = a.rows();
    int lead = Math.toIntExact(a.columnStride());
    boolean single = a.type() == ElementType.FLOAT32;
    GetrfFunction function = single ? JCublas2::cublasSgetrfBatched : JCublas2::cublasDgetrfBatched;
    Handle.check(
        function.call(
            handle(), n, table.pointer(), lead, pivots.pointer(), infos.pointer(), a.count()),
        () -> (single ? "cublasSgetrfBatched of " : "cublasDgetrfBatched of ") + a.shape());
    scope.free(infos);
    scope.free(table);
  }

  private interface GetrfFunction {
    int call(
        cublasHandle handle, int n, Pointer a, int lead, Pointer pivots, Pointer infos, int count);
  }

  /** Solves A·X = B for each A[n×n] by its factors; X over B[n×k]. */
  public void getrs(DeviceMatrixBatch factors, DeviceBuffer pivots, DeviceMatrixBatch b) {
    DeviceBuffer left = addresses(factors, "addresses of factors");
    DeviceBuffer right = addresses(b, "addresses of B");
    boolean single = b.type() == ElementType.FLOAT32;
    GetrsFunction function = single ? JCublas2::cublasSgetrsBatched : JCublas2::cublasDgetrsBatched;
    try (Arena arena = Arena.ofConfined()) {
      Handle.check(
          function.call(
              handle(),
              CUBLAS_OP_N,
              b.rows(),
              b.columns(),
              left.pointer(),
              Math.toIntExact(factors.columnStride()),
              pivots.pointer(),
              right.pointer(),
              Math.toIntExact(b.columnStride()),
              new HostAddress(arena.allocate(ValueLayout.JAVA_INT)),
              b.count()),
          () -> (single ? "cublasSgetrsBatched of " : "cublasDgetrsBatched of ") + b.shape());
    }
    scope.free(right);
    scope.free(left);
  }

  /**
   * Host memory for the number of an argument that is wrong, which the status says too. JCublas
   * hands on the address of a {@code Pointer} to an array as null.
   */
  private static final class HostAddress extends Pointer {
    HostAddress(MemorySegment memory) {
      super(memory.address());
    }
  }

  private interface GetrsFunction {
    int call(
        cublasHandle handle,
        int operation,
        int n,
        int columns,
        Pointer factors,
        int leadFactors,
        Pointer pivots,
        Pointer b,
        int leadB,
        Pointer info,
        int count);
  }

  private DeviceBuffer addresses(DeviceMatrixBatch batch, String what) {
    List<DeviceBuffer> places =
        IntStream.range(0, batch.count()).mapToObj(i -> batch.get(i).memory()).toList();
    return scope.addresses(places, what);
  }
}
