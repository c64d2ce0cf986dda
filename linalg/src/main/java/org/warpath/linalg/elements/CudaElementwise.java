package org.warpath.linalg.elements;

import org.warpath.kernels.cuda.Device;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.dense.DeviceMatrix;
import org.warpath.linalg.dense.Matrix;

/**
 * {@link Elementwise} on a device: operands go up, the result comes down. Arguments are checked.
 */
final class CudaElementwise {

  private CudaElementwise() {}

  static void apply(UnaryFunction f, Matrix a, Matrix result, Device device) {
    try (DeviceScope scope = device.scope()) {
      DeviceMatrix r = DeviceMatrix.allocateFor(scope, result, "the result");
      new DeviceElementwise(scope).apply(f, DeviceMatrix.uploaded(scope, a, "A"), r);
      r.download(scope, result);
    }
  }

  static void apply(BinaryFunction f, Matrix a, Matrix b, Matrix result, Device device) {
    try (DeviceScope scope = device.scope()) {
      DeviceMatrix r = DeviceMatrix.allocateFor(scope, result, "the result");
      DeviceMatrix left = DeviceMatrix.uploaded(scope, a, "A");
      DeviceMatrix right = DeviceMatrix.uploaded(scope, b, "B");
      new DeviceElementwise(scope).apply(f, left, right, r);
      r.download(scope, result);
    }
  }

  static void add(double alpha, Matrix a, double beta, Matrix b, Matrix result, Device device) {
    try (DeviceScope scope = device.scope()) {
      DeviceMatrix r = DeviceMatrix.allocateFor(scope, result, "the result");
      DeviceMatrix left = DeviceMatrix.uploaded(scope, a, "A");
      DeviceMatrix right = DeviceMatrix.uploaded(scope, b, "B");
      new DeviceElementwise(scope).add(alpha, left, beta, right, r);
      r.download(scope, result);
    }
  }

  static void copy(Matrix a, Matrix result, Device device) {
    try (DeviceScope scope = device.scope()) {
      DeviceMatrix r = DeviceMatrix.allocateFor(scope, result, "the result");
      new DeviceElementwise(scope).copy(DeviceMatrix.uploaded(scope, a, "A"), r);
      r.download(scope, result);
    }
  }
}
