package org.warpath.linalg.elements;

import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;

/** {@link Reductions} on the processor. */
@SuppressWarnings("DoNotCallSuggester")
final class CpuReductions {

  private CpuReductions() {}

  static double reduce(Reduction reduction, Matrix a, int threads) {
    throw new UnsupportedOperationException();
  }

  static void reduceRows(Reduction reduction, Matrix a, Vector result, int threads) {
    throw new UnsupportedOperationException();
  }

  static long indexOf(Extreme extreme, Matrix a, int threads) {
    throw new UnsupportedOperationException();
  }

  static int[] indexInRows(Extreme extreme, Matrix a, int threads) {
    throw new UnsupportedOperationException();
  }
}
