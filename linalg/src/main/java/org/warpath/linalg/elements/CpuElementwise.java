package org.warpath.linalg.elements;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.warpath.linalg.dense.Matrix;

/** {@link Elementwise} on the processor. */
@SuppressWarnings("DoNotCallSuggester")
final class CpuElementwise {

  private CpuElementwise() {}

  static void apply(UnaryFunction f, Matrix a, Matrix result, int threads) {
    throw new UnsupportedOperationException();
  }

  static void apply(BinaryFunction f, Matrix a, Matrix b, Matrix result, int threads) {
    throw new UnsupportedOperationException();
  }

  static void add(double alpha, Matrix a, double beta, Matrix b, Matrix result, int threads) {
    throw new UnsupportedOperationException();
  }

  static void copy(Matrix a, Matrix result, int threads) {
    throw new UnsupportedOperationException();
  }

  static void map(DoubleUnaryOperator f, Matrix a, Matrix result, int threads) {
    throw new UnsupportedOperationException();
  }

  static void map(DoubleBinaryOperator f, Matrix a, Matrix b, Matrix result, int threads) {
    throw new UnsupportedOperationException();
  }
}
