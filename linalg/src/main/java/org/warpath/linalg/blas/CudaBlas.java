package org.warpath.linalg.blas;

import java.util.ArrayList;
import java.util.List;
import org.warpath.kernels.cuda.Device;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.dense.DeviceMatrix;
import org.warpath.linalg.dense.DeviceMatrixBatch;
import org.warpath.linalg.dense.DeviceVector;
import org.warpath.linalg.dense.Diagonal;
import org.warpath.linalg.dense.GemmMath;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.MatrixBatch;
import org.warpath.linalg.dense.Side;
import org.warpath.linalg.dense.Triangle;
import org.warpath.linalg.dense.Vector;

/**
 * {@link Blas} by cuBLAS: operands go up, the result comes down. A result that is only overwritten
 * does not go up; what fails before the result begins to come down leaves it as it was.
 */
final class CudaBlas {

  private CudaBlas() {}

  static void axpy(double alpha, Vector x, Vector y, Device device) {
    try (DeviceScope scope = device.scope()) {
      requireFree(device, "axpy of length " + x.length(), size(x), size(y));
      DeviceVector result = DeviceVector.uploaded(scope, y, "y");
      new DeviceBlas(scope).axpy(alpha, DeviceVector.uploaded(scope, x, "x"), result);
      result.download(scope, y);
    }
  }

  static double dot(Vector x, Vector y, Device device) {
    try (DeviceScope scope = device.scope()) {
      requireFree(device, "dot of length " + x.length(), size(x), size(y));
      return new DeviceBlas(scope)
          .dot(DeviceVector.uploaded(scope, x, "x"), DeviceVector.uploaded(scope, y, "y"));
    }
  }

  static double nrm2(Vector x, Device device) {
    try (DeviceScope scope = device.scope()) {
      return new DeviceBlas(scope).nrm2(DeviceVector.uploaded(scope, x, "x"));
    }
  }

  static void scal(double alpha, Vector x, Device device) {
    try (DeviceScope scope = device.scope()) {
      DeviceVector result = DeviceVector.uploaded(scope, x, "x");
      new DeviceBlas(scope).scal(alpha, result);
      result.download(scope, x);
    }
  }

  static void gemv(double alpha, Matrix a, Vector x, double beta, Vector y, Device device) {
    try (DeviceScope scope = device.scope()) {
      requireFree(device, "gemv of " + a.shape(), size(a), size(x), size(y));
      DeviceVector result =
          beta == 0
              ? DeviceVector.allocate(scope, y.type(), y.length(), "y")
              : DeviceVector.uploaded(scope, y, "y");
      DeviceMatrix matrix = DeviceMatrix.uploaded(scope, a, "A");
      DeviceVector vector = DeviceVector.uploaded(scope, x, "x");
      new DeviceBlas(scope).gemv(alpha, matrix, vector, beta, result);
      result.download(scope, y);
    }
  }

  static void ger(double alpha, Vector x, Vector y, Matrix a, Device device) {
    try (DeviceScope scope = device.scope()) {
      requireFree(device, "ger of " + a.shape(), size(x), size(y), size(a));
      DeviceMatrix result = DeviceMatrix.uploaded(scope, a, "A");
      DeviceVector left = DeviceVector.uploaded(scope, x, "x");
      DeviceVector right = DeviceVector.uploaded(scope, y, "y");
      new DeviceBlas(scope).ger(alpha, left, right, result);
      result.download(scope, a);
    }
  }

  static void gemm(
      double alpha, Matrix a, Matrix b, double beta, Matrix c, GemmMath math, Device device) {
    try (DeviceScope scope = device.scope()) {
      requireFree(device, "gemm of " + a.shape() + " by " + b.shape(), size(a), size(b), size(c));
      DeviceMatrix result = result(scope, beta, c);
      DeviceMatrix left = DeviceMatrix.uploaded(scope, a, "A");
      DeviceMatrix right = DeviceMatrix.uploaded(scope, b, "B");
      new DeviceBlas(scope).gemm(alpha, left, right, beta, result, math);
      result.download(scope, c);
    }
  }

  static void gemm(
      double alpha,
      MatrixBatch a,
      MatrixBatch b,
      double beta,
      MatrixBatch c,
      GemmMath math,
      Device device) {
    try (DeviceScope scope = device.scope()) {
      requireFree(device, "gemm of " + a.shape() + " by " + b.shape(), size(a), size(b), size(c));
      DeviceMatrixBatch result =
          beta == 0
              ? DeviceMatrixBatch.allocate(scope, c.type(), c.count(), c.rows(), c.columns(), "C")
              : DeviceMatrixBatch.uploaded(scope, c, "C");
      DeviceMatrixBatch left = DeviceMatrixBatch.uploaded(scope, a, "A");
      DeviceMatrixBatch right = DeviceMatrixBatch.uploaded(scope, b, "B");
      new DeviceBlas(scope).gemm(alpha, left, right, beta, result, math);
      result.download(scope, c);
    }
  }

  static void gemm(
      double alpha,
      List<Matrix> a,
      List<Matrix> b,
      double beta,
      List<Matrix> c,
      GemmMath math,
      Device device) {
    try (DeviceScope scope = device.scope()) {
      requireFree(
          device,
          "gemm of " + c.size() + " pairs of matrices",
          a.stream().mapToLong(CudaBlas::size).sum(),
          b.stream().mapToLong(CudaBlas::size).sum(),
          c.stream().mapToLong(CudaBlas::size).sum());
      List<DeviceMatrix> left = new ArrayList<>();
      List<DeviceMatrix> right = new ArrayList<>();
      List<DeviceMatrix> results = new ArrayList<>();
      for (int i = 0; i < c.size(); i++) {
        left.add(DeviceMatrix.uploaded(scope, a.get(i), "A"));
        right.add(DeviceMatrix.uploaded(scope, b.get(i), "B"));
        results.add(result(scope, beta, c.get(i)));
      }
      new DeviceBlas(scope).gemm(alpha, left, right, beta, results, math);
      scope.synchronize(); // no result comes down unless all are there
      for (int i = 0; i < c.size(); i++) {
        results.get(i).download(scope, c.get(i));
      }
    }
  }

  static void syrk(
      double alpha, Matrix a, double beta, Matrix c, Triangle triangle, Device device) {
    try (DeviceScope scope = device.scope()) {
      requireFree(device, "syrk of " + a.shape(), size(a), size(c));
      DeviceMatrix result = result(scope, beta, c);
      DeviceMatrix factor = DeviceMatrix.uploaded(scope, a, "A");
      new DeviceBlas(scope).syrk(alpha, factor, beta, result, triangle);
      Matrix all = Matrix.zeros(c.type(), c.rows(), c.columns());
      result.download(scope, all);
      Triangles.copy(all, c, triangle, 1); // the other half of C stays as it is
    }
  }

  static void trsm(
      Side side,
      Triangle triangle,
      Diagonal diagonal,
      double alpha,
      Matrix t,
      Matrix b,
      Device device) {
    try (DeviceScope scope = device.scope()) {
      requireFree(device, "trsm of " + t.shape() + " and " + b.shape(), size(t), size(b));
      DeviceMatrix result = DeviceMatrix.uploaded(scope, b, "B");
      DeviceMatrix factor = DeviceMatrix.uploaded(scope, t, "T");
      new DeviceBlas(scope).trsm(side, triangle, diagonal, alpha, factor, result);
      result.download(scope, b);
    }
  }

  private static DeviceMatrix result(DeviceScope scope, double beta, Matrix c) {
    return beta == 0
        ? DeviceMatrix.allocateFor(scope, c, "C")
        : DeviceMatrix.uploaded(scope, c, "C");
  }

  private static long size(Vector x) {
    return (long) x.length() * x.type().byteSize();
  }

  private static long size(Matrix a) {
    return DeviceMatrix.byteSize(a.type(), a.rows(), a.columns());
  }

  private static long size(MatrixBatch a) {
    int distinct = a.batchStride() == 0 ? Math.min(1, a.count()) : a.count();
    return distinct * DeviceMatrix.byteSize(a.type(), a.rows(), a.columns());
  }

  private static void requireFree(Device device, String what, long... bytes) {
    long sum = 0;
    for (long operand : bytes) {
      sum += operand;
    }
    device.requireFree(sum, what);
  }
}
