package org.warpath.linalg.elements;

import org.warpath.kernels.cuda.Device;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.dense.DeviceMatrix;
import org.warpath.linalg.dense.DeviceVector;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;

/**
 * {@link Reductions} on a device: the operand goes up, the result comes down. Arguments are
 * checked.
 */
final class CudaReductions {

  private CudaReductions() {}

  static double reduce(Reduction reduction, Matrix a, Device device) {
    try (DeviceScope scope = device.scope()) {
      DeviceMatrix there = DeviceMatrix.uploaded(scope, a, "A");
      return new DeviceReductions(scope).reduce(reduction, there);
    }
  }

  static void reduceRows(Reduction reduction, Matrix a, Vector result, Device device) {
    try (DeviceScope scope = device.scope()) {
      DeviceMatrix there = DeviceMatrix.uploaded(scope, a, "A");
      DeviceVector r = DeviceVector.allocate(scope, result.type(), result.length(), "the result");
      new DeviceReductions(scope).reduceRows(reduction, there, r);
      r.download(scope, result);
    }
  }

  static long indexOf(Extreme extreme, Matrix a, Device device) {
    try (DeviceScope scope = device.scope()) {
      DeviceMatrix there = DeviceMatrix.uploaded(scope, a, "A");
      return new DeviceReductions(scope).indexOf(extreme, there);
    }
  }

  static int[] indexInRows(Extreme extreme, Matrix a, Device device) {
    try (DeviceScope scope = device.scope()) {
      DeviceMatrix there = DeviceMatrix.uploaded(scope, a, "A");
      return new DeviceReductions(scope).indexInRows(extreme, there);
    }
  }
}
