package org.warpath.linalg.solve;

import org.warpath.kernels.Engine;
import org.warpath.kernels.cuda.Device;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.LaunchShape;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.blas.DeviceBlas;
import org.warpath.linalg.dense.DeviceMatrix;
import org.warpath.linalg.dense.DeviceVector;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.sparse.Csr;
import org.warpath.linalg.sparse.DeviceCsr;
import org.warpath.linalg.sparse.DeviceSpmv;
import org.warpath.linalg.sparse.Semiring;

/** An operator whose vectors are on a device. */
@FunctionalInterface
interface DeviceOperator {

  /** y ← A·x, two buffers that share nothing. */
  void apply(DeviceBuffer x, DeviceBuffer y);

  /**
   * {@code a} on the scope's device, for as long as the scope is open. Sparse matrices stay
   * resident.
   */
  static DeviceOperator of(DeviceScope scope, LinearOperator a) {
    if (a.rows() == 0) {
      return (x, y) -> {};
    }
    return switch (a) {
      case Operators.OfCsr sparse -> sparse(scope, sparse.matrix());
      case Operators.OfMatrix dense -> dense(scope, dense.matrix());
      case Operators.Identity _ -> scope::copy;
      case Operators.Scaled scaled -> {
        DeviceOperator inner = of(scope, scaled.operator());
        DeviceVectors vectors = new DeviceVectors(scope, a.type(), a.rows());
        yield (x, y) -> {
          inner.apply(x, y);
          vectors.scale(scaled.factor(), y);
        };
      }
      case Operators.Sum sum -> {
        DeviceOperator first = of(scope, sum.first());
        DeviceOperator second = of(scope, sum.second());
        DeviceVectors vectors = new DeviceVectors(scope, a.type(), a.rows());
        DeviceBuffer other = between(scope, a.type(), a.rows());
        yield (x, y) -> {
          first.apply(x, y);
          second.apply(x, other);
          vectors.add(other, y);
        };
      }
      case Operators.Product product -> {
        DeviceOperator inner = of(scope, product.inner());
        DeviceOperator outer = of(scope, product.outer());
        DeviceBuffer between = between(scope, a.type(), product.inner().rows());
        yield (x, y) -> {
          inner.apply(x, between);
          outer.apply(between, y);
        };
      }
      case Preconditioner.OfOperator inverse -> of(scope, inverse.inverse());
      case Jacobi jacobi -> {
        DeviceVectors vectors = new DeviceVectors(scope, a.type(), a.rows());
        DeviceBuffer inverse = scope.resident(jacobi.inverse().memory(), "inverse diagonal");
        yield (x, y) -> vectors.multiply(inverse, x, y);
      }
      case Factored factored -> {
        DeviceTriangle first = new DeviceTriangle(scope, factored.first());
        DeviceTriangle second = new DeviceTriangle(scope, factored.second());
        yield (x, y) -> {
          first.solve(x, y);
          second.solve(y, y);
        };
      }
      default -> onHost(scope, a);
    };
  }

  private static DeviceBuffer between(DeviceScope scope, ElementType type, int length) {
    return scope.bytes((long) length * type.byteSize(), "vector between operators");
  }

  private static DeviceOperator sparse(DeviceScope scope, Csr matrix) {
    DeviceCsr a = DeviceCsr.resident(scope, matrix);
    if (a.type() == ElementType.FLOAT32) {
      DeviceSpmv product = new DeviceSpmv(scope, a);
      return (x, y) -> product.multiply(x, y, Semiring.PLUS_TIMES);
    }
    scope.load("krylov_matrix");
    int width = Integer.highestOneBit(Math.clamp((long) a.meanRowLength(), 1, LaunchShape.WARP));
    return (x, y) ->
        scope.launch(
            scope.kernel("krylov_matrix", "krylov_spmv"),
            LaunchShape.threadEach((long) a.rowCount() * width),
            a.rowCount(),
            width,
            a.rowOffsets(),
            a.columnIndices(),
            a.values() == null ? 0 : 1,
            a.valuesOrColumns(),
            x,
            y);
  }

  private static DeviceOperator dense(DeviceScope scope, Matrix matrix) {
    DeviceMatrix a = DeviceMatrix.uploaded(scope, matrix, "matrix");
    DeviceBlas blas = new DeviceBlas(scope);
    return (x, y) ->
        blas.gemv(
            1,
            a,
            new DeviceVector(a.type(), a.columns(), x),
            0,
            new DeviceVector(a.type(), a.rows(), y));
  }

  private static DeviceOperator onHost(DeviceScope scope, LinearOperator a) {
    Vector hostX = Vector.zeros(a.type(), a.columns());
    Vector hostY = Vector.zeros(a.type(), a.rows());
    Engine cpu = Engine.cpu();
    return (x, y) -> {
      scope.download(x, hostX.memory());
      a.apply(hostX, hostY, cpu);
      scope.upload(hostY.memory(), y);
    };
  }

  /** y ← A·x with vectors of the host. */
  static void applyOnce(LinearOperator a, Vector x, Vector y, Device device) {
    try (DeviceScope scope = device.scope()) {
      DeviceOperator operator = of(scope, a);
      DeviceVector deviceX = DeviceVector.uploaded(scope, x, "x");
      DeviceVector deviceY = DeviceVector.allocate(scope, y.type(), y.length(), "y");
      operator.apply(deviceX.memory(), deviceY.memory());
      deviceY.download(scope, y);
    }
  }
}
