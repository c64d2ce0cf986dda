package org.warpath.linalg.elements;

import org.warpath.kernels.cuda.Device;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;

/**
 * {@link Reductions} on a device: the operand goes up, the result comes down. Arguments are
 * checked.
 */
@SuppressWarnings("DoNotCallSuggester")
final class CudaReductions {

  private CudaReductions() {}

  static double reduce(Reduction reduction, Matrix a, Device device) {
    throw new UnsupportedOperationException();
  }

  static void reduceRows(Reduction reduction, Matrix a, Vector result, Device device) {
    throw new UnsupportedOperationException();
  }

  static long indexOf(Extreme extreme, Matrix a, Device device) {
    throw new UnsupportedOperationException();
  }

  static int[] indexInRows(Extreme extreme, Matrix a, Device device) {
    throw new UnsupportedOperationException();
  }
}
