package org.warpath.linalg.sparse.blas;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.Device;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.DeviceMatrix;
import org.warpath.linalg.dense.DeviceVector;
import org.warpath.linalg.dense.Diagonal;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Triangle;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.sparse.Csc;
import org.warpath.linalg.sparse.Csr;
import org.warpath.linalg.sparse.CsrEntries;
import org.warpath.linalg.sparse.cuda.CusparseCsr;
import org.warpath.linalg.sparse.cuda.CusparseProducts;
import org.warpath.linalg.sparse.cuda.CusparseSolve;
import org.warpath.linalg.sparse.cuda.CusparseSpmv;

/**
 * {@link SparseBlas} by cuSPARSE: sparse operands are resident, dense ones go up, results come
 * down. What fails before a result begins to come down leaves it as it was. Operands without
 * entries, which cuSPARSE need not take, are left to the CPU, where they cost nothing.
 */
final class CudaSparse {
  private static final int THREADS = 1;

  private CudaSparse() {}

  static void spmv(double alpha, Csr a, Vector x, double beta, Vector y, Device device) {
    if (a.entryCount() == 0) {
      CpuSpmv.multiply(alpha, a, x, beta, y, THREADS);
      return;
    }
    try (DeviceScope scope = device.scope()) {
      spmv(scope, alpha, CusparseCsr.resident(scope, a), x, beta, y);
    }
  }

  static void spmv(double alpha, Csc a, Vector x, double beta, Vector y, Device device) {
    if (a.entryCount() == 0) {
      CpuCscSpmv.multiply(alpha, a, x, beta, y, THREADS);
      return;
    }
    try (DeviceScope scope = device.scope()) {
      spmv(scope, alpha, CusparseCsr.residentTranspose(scope, a.transpose()), x, beta, y);
    }
  }

  private static void spmv(
      DeviceScope scope, double alpha, CusparseCsr a, Vector x, double beta, Vector y) {
    DeviceVector from = DeviceVector.uploaded(scope, x, "x");
    DeviceVector to =
        beta == 0
            ? DeviceVector.allocate(scope, y.type(), y.length(), "y")
            : DeviceVector.uploaded(scope, y, "y");
    try (CusparseSpmv product = new CusparseSpmv(scope, a, from, to)) {
      product.multiply(alpha, beta);
      to.download(scope, y);
    }
  }

  static void spmm(double alpha, Csr a, Matrix b, double beta, Matrix c, Device device) {
    if (a.entryCount() == 0 || c.isEmpty()) {
      CpuSpmm.multiply(alpha, a, b, beta, c, THREADS);
      return;
    }
    try (DeviceScope scope = device.scope();
        CusparseProducts products = new CusparseProducts(scope, a.type())) {
      DeviceMatrix right = DeviceMatrix.uploaded(scope, b, "B");
      DeviceMatrix result =
          beta == 0
              ? DeviceMatrix.allocate(scope, c.type(), c.rows(), c.columns(), "C")
              : DeviceMatrix.uploaded(scope, c, "C");
      products.spmm(alpha, CusparseCsr.resident(scope, a), right, beta, result);
      result.download(scope, c);
    }
  }

  static Csr spgemm(Csr a, Csr b, SegmentAllocator allocator, Device device) {
    if (a.entryCount() == 0 || b.entryCount() == 0) {
      return CpuSpgemm.multiply(a, b, allocator, THREADS);
    }
    try (Arena scratch = Arena.ofShared();
        DeviceScope scope = device.scope();
        CusparseProducts products = new CusparseProducts(scope, a.type())) {
      CusparseCsr product =
          products.spgemm(
              CusparseCsr.resident(scope, unique(a, scratch)),
              CusparseCsr.resident(scope, unique(b, scratch)));
      Csr sorted = download(scope, product, allocator);
      if (CsrEntries.isSorted(sorted)) {
        return sorted;
      }
      return CsrEntries.sorted(sorted, allocator, Engine.cpu().threads());
    }
  }

  /** Without parallel entries, of which cuSPARSE's documentation is silent. */
  private static Csr unique(Csr matrix, Arena scratch) {
    return CsrEntries.hasDuplicates(matrix)
        ? CsrEntries.sumDuplicates(matrix, scratch, Engine.cpu().threads())
        : matrix;
  }

  private static Csr download(DeviceScope scope, CusparseCsr product, SegmentAllocator allocator) {
    int rows = product.rowCount();
    ElementType type = product.type();
    MemorySegment offsets = allocator.allocate((rows + 1L) * Long.BYTES, Csr.ALIGNMENT);
    try (Arena scratch = Arena.ofConfined()) {
      MemorySegment narrow = scratch.allocate((rows + 1L) * Integer.BYTES, Csr.ALIGNMENT);
      scope.download(product.rowOffsets(), narrow);
      for (long row = 0; row <= rows; row++) {
        offsets.setAtIndex(JAVA_LONG, row, narrow.getAtIndex(JAVA_INT, row));
      }
    }
    MemorySegment columns =
        allocator.allocate((long) product.entryCount() * Integer.BYTES, Csr.ALIGNMENT);
    scope.download(product.columnIndices(), columns);
    MemorySegment values =
        allocator.allocate((long) product.entryCount() * type.byteSize(), Csr.ALIGNMENT);
    scope.download(product.values(), values);
    return new Csr(rows, product.columnCount(), offsets, columns, values, type);
  }

  static Csr sddmm(
      double alpha,
      Matrix a,
      Matrix b,
      double beta,
      Csr c,
      SegmentAllocator allocator,
      Device device) {
    if (c.entryCount() == 0 || a.columns() == 0) {
      return CpuSddmm.multiply(alpha, a, b, beta, c, allocator, THREADS);
    }
    try (DeviceScope scope = device.scope();
        CusparseProducts products = new CusparseProducts(scope, c.type())) {
      long bytes = c.entryCount() * c.type().byteSize();
      DeviceBuffer values = scope.bytes(bytes, "values of the product");
      if (beta != 0) {
        scope.copy(CusparseCsr.resident(scope, c).values(), values);
      } else {
        // Should 0 · values be computed, it must not be of NaN.
        scope.zero(values);
      }
      products.sddmm(
          alpha,
          DeviceMatrix.uploaded(scope, a, "A"),
          DeviceMatrix.uploaded(scope, b, "B"),
          beta,
          CusparseCsr.spelledOut(scope, c, values));
      MemorySegment result = allocator.allocate(bytes, Csr.ALIGNMENT);
      scope.download(values, result);
      return new Csr(
          c.rowCount(), c.columnCount(), c.rowOffsets(), c.columnIndices(), result, c.type());
    }
  }

  static void solve(
      Csr t, Triangle triangle, Diagonal diagonal, boolean transposed, Matrix b, Device device) {
    if (b.isEmpty()) {
      return;
    }
    try (Arena scratch = Arena.ofShared();
        DeviceScope scope = device.scope()) {
      DeviceMatrix right = DeviceMatrix.uploaded(scope, b, "B");
      DeviceMatrix x = DeviceMatrix.allocate(scope, b.type(), b.rows(), b.columns(), "X");
      CusparseCsr matrix = CusparseCsr.resident(scope, unique(t, scratch));
      try (CusparseSolve solver =
          new CusparseSolve(scope, matrix, triangle, diagonal, transposed, right, x)) {
        solver.solve();
        x.download(scope, b);
      }
    }
  }
}
