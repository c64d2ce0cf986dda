package org.warpath.linalg.elements;

import org.warpath.kernels.cuda.Device;
import org.warpath.linalg.dense.Matrix;

/**
 * {@link Elementwise} on a device: operands go up, the result comes down. Arguments are checked.
 */
@SuppressWarnings("DoNotCallSuggester")
final class CudaElementwise {

  private CudaElementwise() {}

  static void apply(UnaryFunction f, Matrix a, Matrix result, Device device) {
    throw new UnsupportedOperationException();
  }

  static void apply(BinaryFunction f, Matrix a, Matrix b, Matrix result, Device device) {
    throw new UnsupportedOperationException();
  }

  static void add(double alpha, Matrix a, double beta, Matrix b, Matrix result, Device device) {
    throw new UnsupportedOperationException();
  }

  static void copy(Matrix a, Matrix result, Device device) {
    throw new UnsupportedOperationException();
  }
}
