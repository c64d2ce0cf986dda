package org.warpath.linalg.blas;

import java.util.List;
import org.warpath.kernels.cuda.Device;
import org.warpath.linalg.dense.Diagonal;
import org.warpath.linalg.dense.GemmMath;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.MatrixBatch;
import org.warpath.linalg.dense.Side;
import org.warpath.linalg.dense.Triangle;
import org.warpath.linalg.dense.Vector;

/** {@link Blas} by cuBLAS: operands go up, the result comes down. */
@SuppressWarnings("DoNotCallSuggester")
final class CudaBlas {

  private CudaBlas() {}

  static void axpy(double alpha, Vector x, Vector y, Device device) {
    throw new UnsupportedOperationException();
  }

  static double dot(Vector x, Vector y, Device device) {
    throw new UnsupportedOperationException();
  }

  static double nrm2(Vector x, Device device) {
    throw new UnsupportedOperationException();
  }

  static void scal(double alpha, Vector x, Device device) {
    throw new UnsupportedOperationException();
  }

  static void gemv(double alpha, Matrix a, Vector x, double beta, Vector y, Device device) {
    throw new UnsupportedOperationException();
  }

  static void ger(double alpha, Vector x, Vector y, Matrix a, Device device) {
    throw new UnsupportedOperationException();
  }

  static void gemm(
      double alpha, Matrix a, Matrix b, double beta, Matrix c, GemmMath math, Device device) {
    throw new UnsupportedOperationException();
  }

  static void gemm(
      double alpha,
      MatrixBatch a,
      MatrixBatch b,
      double beta,
      MatrixBatch c,
      GemmMath math,
      Device device) {
    throw new UnsupportedOperationException();
  }

  static void gemm(
      double alpha,
      List<Matrix> a,
      List<Matrix> b,
      double beta,
      List<Matrix> c,
      GemmMath math,
      Device device) {
    throw new UnsupportedOperationException();
  }

  static void syrk(
      double alpha, Matrix a, double beta, Matrix c, Triangle triangle, Device device) {
    throw new UnsupportedOperationException();
  }

  static void trsm(
      Side side,
      Triangle triangle,
      Diagonal diagonal,
      double alpha,
      Matrix t,
      Matrix b,
      Device device) {
    throw new UnsupportedOperationException();
  }
}
