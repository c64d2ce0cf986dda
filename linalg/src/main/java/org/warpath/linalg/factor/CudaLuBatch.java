package org.warpath.linalg.factor;

import java.lang.foreign.MemorySegment;
import org.warpath.kernels.cuda.Device;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.blas.cuda.CublasLu;
import org.warpath.linalg.dense.DeviceMatrixBatch;
import org.warpath.linalg.dense.MatrixBatch;

/** {@link LuBatch} by cuBLAS: column-major matrices go up, and come down factored or solved. */
final class CudaLuBatch {

  private CudaLuBatch() {}

  /** P·A = L·U over each A[n×n]; {@code pivots} as LAPACK has them. */
  static void factor(MatrixBatch a, MemorySegment pivots, Device device) {
    if (size(a) == 0) {
      return;
    }
    try (DeviceScope scope = device.scope()) {
      device.requireFree(size(a) + pivots.byteSize(), "lu of " + a.shape());
      DeviceMatrixBatch factors = DeviceMatrixBatch.uploaded(scope, a, "A");
      DeviceBuffer exchanges = scope.bytes(pivots.byteSize(), "pivots");
      new CublasLu(scope).getrf(factors, exchanges);
      scope.download(exchanges, pivots);
      factors.download(scope, a);
    }
  }

  /** Solves A·X = B for each A[n×n]; X over B[n×k]. */
  static void solve(MatrixBatch factors, MemorySegment pivots, MatrixBatch b, Device device) {
    if (size(b) == 0) {
      return;
    }
    try (DeviceScope scope = device.scope()) {
      device.requireFree(size(factors) + pivots.byteSize() + size(b), "solve of " + b.shape());
      DeviceMatrixBatch left = DeviceMatrixBatch.uploaded(scope, factors, "factors");
      DeviceMatrixBatch right = DeviceMatrixBatch.uploaded(scope, b, "B");
      new CublasLu(scope).getrs(left, scope.uploaded(pivots, "pivots"), right);
      right.download(scope, b);
    }
  }

  private static long size(MatrixBatch a) {
    return (long) a.count() * a.rows() * a.columns() * a.type().byteSize();
  }
}
