package org.warpath.linalg.blas;

import java.util.List;
import org.warpath.linalg.dense.Diagonal;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.MatrixBatch;
import org.warpath.linalg.dense.Side;
import org.warpath.linalg.dense.Triangle;
import org.warpath.linalg.dense.Vector;

/** {@link Blas} by OpenBLAS. */
@SuppressWarnings("DoNotCallSuggester")
final class CpuBlas {

  private CpuBlas() {}

  static void axpy(double alpha, Vector x, Vector y, int threads) {
    throw new UnsupportedOperationException();
  }

  static double dot(Vector x, Vector y, int threads) {
    throw new UnsupportedOperationException();
  }

  static double nrm2(Vector x, int threads) {
    throw new UnsupportedOperationException();
  }

  static void scal(double alpha, Vector x, int threads) {
    throw new UnsupportedOperationException();
  }

  static void gemv(double alpha, Matrix a, Vector x, double beta, Vector y, int threads) {
    throw new UnsupportedOperationException();
  }

  static void ger(double alpha, Vector x, Vector y, Matrix a, int threads) {
    throw new UnsupportedOperationException();
  }

  static void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c, int threads) {
    throw new UnsupportedOperationException();
  }

  static void gemm(
      double alpha, MatrixBatch a, MatrixBatch b, double beta, MatrixBatch c, int threads) {
    throw new UnsupportedOperationException();
  }

  static void gemm(
      double alpha, List<Matrix> a, List<Matrix> b, double beta, List<Matrix> c, int threads) {
    throw new UnsupportedOperationException();
  }

  static void syrk(double alpha, Matrix a, double beta, Matrix c, Triangle triangle, int threads) {
    throw new UnsupportedOperationException();
  }

  static void trsm(
      Side side,
      Triangle triangle,
      Diagonal diagonal,
      double alpha,
      Matrix t,
      Matrix b,
      int threads) {
    throw new UnsupportedOperationException();
  }
}
