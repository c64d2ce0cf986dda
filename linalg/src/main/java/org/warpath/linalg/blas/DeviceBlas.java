package org.warpath.linalg.blas;

import java.util.ArrayList;
import java.util.List;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.LaunchShape;
import org.warpath.linalg.SingularMatrixException;
import org.warpath.linalg.blas.cuda.Cublas;
import org.warpath.linalg.blas.cuda.CublasGemm;
import org.warpath.linalg.dense.DeviceMatrix;
import org.warpath.linalg.dense.DeviceMatrixBatch;
import org.warpath.linalg.dense.DeviceVector;
import org.warpath.linalg.dense.Diagonal;
import org.warpath.linalg.dense.GemmMath;
import org.warpath.linalg.dense.Side;
import org.warpath.linalg.dense.Triangle;

/**
 * {@link Blas} on vectors and matrices that are on a device already, by cuBLAS on one scope's
 * stream: the same operations, types, shapes and rules. Operands are row-major or column-major, and
 * transposed by passing their {@link DeviceMatrix#transposed() transpose}; nothing is copied for
 * either.
 *
 * <p>Calls return before the device is done, except those that return a number, {@link #trsm} with
 * a stored diagonal, and products of lists; what follows in the scope comes after them. Results
 * have the same bits in every run on one kind of device with one version of cuBLAS: sums are not
 * formed by atomic additions, and each stream has a handle of its own.
 *
 * <p>Float32 is computed in float32 unless {@link GemmMath#TF32} is asked for. Products of float16
 * and bfloat16 are summed in float32 and rounded once.
 *
 * <p>Every method throws {@code IllegalArgumentException} when shapes or types do not fit, or
 * strides reach 2³¹, before anything is written, and {@link org.warpath.kernels.cuda.CudaException}
 * when cuBLAS fails, with the function, the shapes and the status.
 */
public final class DeviceBlas {
  private final DeviceScope scope;
  private final Cublas cublas;
  private final CublasGemm products;

  /** Operations in {@code scope}'s order, for as long as it is open. */
  public DeviceBlas(DeviceScope scope) {
    this.scope = scope;
    cublas = new Cublas(scope);
    products = new CublasGemm(scope);
  }

  /** y ← alpha · x + y. */
  public void axpy(double alpha, DeviceVector x, DeviceVector y) {
    BlasShapes.requireArithmetic("axpy", x.type(), y.type());
    BlasShapes.requireSameLength("axpy", x.asRow(), y.asRow());
    BlasShapes.requireApart("axpy", y.asRow(), x.asRow());
    if (x.length() > 0 && !Scalars.isZero(alpha, x.type())) {
      cublas.axpy(alpha, x, y);
    }
  }

  /** x · y; 0 for empty vectors. They may be the same. Waits for the device. */
  public double dot(DeviceVector x, DeviceVector y) {
    BlasShapes.requireArithmetic("dot", x.type(), y.type());
    BlasShapes.requireSameLength("dot", x.asRow(), y.asRow());
    return x.length() == 0 ? 0 : cublas.dot(x, y);
  }

  /** The Euclidean length of x, without overflow on the way; 0 if empty. Waits for the device. */
  public double nrm2(DeviceVector x) {
    BlasShapes.requireArithmetic("nrm2", x.type());
    return x.length() == 0 ? 0 : cublas.nrm2(x);
  }

  /** x ← alpha · x. */
  public void scal(double alpha, DeviceVector x) {
    BlasShapes.requireArithmetic("scal", x.type());
    if (Scalars.isZero(alpha, x.type())) {
      EmptySums.timesZero(scope, x.asRow());
    } else if (x.length() > 0) {
      cublas.scal(alpha, x);
    }
  }

  /** y ← alpha · A·x + beta · y, with A[m×n], x[n], y[m]. */
  public void gemv(double alpha, DeviceMatrix a, DeviceVector x, double beta, DeviceVector y) {
    BlasShapes.requireArithmetic("gemv", a.type(), x.type(), y.type());
    BlasShapes.requireGemv(a, x.asRow(), y.asRow());
    if (a.isEmpty() || Scalars.isZero(alpha, a.type())) {
      EmptySums.scale(scope, beta, y.asRow(), null);
    } else {
      cublas.gemv(alpha, a, x, beta, y);
    }
  }

  /** A ← alpha · x·yᵀ + A, with x[m], y[n], A[m×n]. */
  public void ger(double alpha, DeviceVector x, DeviceVector y, DeviceMatrix a) {
    BlasShapes.requireArithmetic("ger", a.type(), x.type(), y.type());
    BlasShapes.requireGer(x.asRow(), y.asRow(), a);
    if (!a.isEmpty() && !Scalars.isZero(alpha, a.type())) {
      cublas.ger(alpha, x, y, a);
    }
  }

  /** C ← alpha · A·B + beta · C, with A[m×k], B[k×n], C[m×n], in full precision. */
  public void gemm(double alpha, DeviceMatrix a, DeviceMatrix b, double beta, DeviceMatrix c) {
    gemm(alpha, a, b, beta, c, GemmMath.FULL);
  }

  /** C ← alpha · A·B + beta · C, with A[m×k], B[k×n], C[m×n]. */
  public void gemm(
      double alpha, DeviceMatrix a, DeviceMatrix b, double beta, DeviceMatrix c, GemmMath math) {
    BlasShapes.requireGemm("gemm", a, b, c);
    if (Scalars.isZero(alpha, c.type()) || a.isEmpty() || c.isEmpty()) {
      EmptySums.scale(scope, beta, c, null);
    } else {
      products.gemm(alpha, a, b, beta, c, math);
    }
  }

  /** Cᵢ ← alpha · Aᵢ·Bᵢ + beta · Cᵢ for each i: matrices of one shape at regular distances. */
  public void gemm(
      double alpha,
      DeviceMatrixBatch a,
      DeviceMatrixBatch b,
      double beta,
      DeviceMatrixBatch c,
      GemmMath math) {
    BlasShapes.requireGemm(a, b, c);
    if (c.count() == 0) {
      return;
    }
    if (Scalars.isZero(alpha, c.type()) || a.get(0).isEmpty() || c.get(0).isEmpty()) {
      for (int i = 0; i < c.count(); i++) {
        EmptySums.scale(scope, beta, c.get(i), null);
      }
    } else {
      products.gemm(alpha, a, b, beta, c, math);
    }
  }

  /**
   * Cᵢ ← alpha · Aᵢ·Bᵢ + beta · Cᵢ for each i: matrices anywhere, of any shapes that fit. Those of
   * one shape and order go in one call.
   */
  public void gemm(
      double alpha,
      List<DeviceMatrix> a,
      List<DeviceMatrix> b,
      double beta,
      List<DeviceMatrix> c,
      GemmMath math) {
    BlasShapes.requireGemm(a, b, c);
    List<DeviceMatrix> left = new ArrayList<>();
    List<DeviceMatrix> right = new ArrayList<>();
    List<DeviceMatrix> results = new ArrayList<>();
    for (int i = 0; i < c.size(); i++) {
      boolean nothing = Scalars.isZero(alpha, c.get(i).type());
      if (nothing || a.get(i).isEmpty() || c.get(i).isEmpty()) {
        EmptySums.scale(scope, beta, c.get(i), null);
      } else {
        left.add(a.get(i));
        right.add(b.get(i));
        results.add(c.get(i));
      }
    }
    products.gemm(alpha, left, right, beta, results, math);
  }

  /**
   * C ← alpha · A·Aᵀ + beta · C in one triangle of C[n×n], with A[n×k]; the other triangle is
   * neither read nor written.
   */
  public void syrk(double alpha, DeviceMatrix a, double beta, DeviceMatrix c, Triangle triangle) {
    BlasShapes.requireArithmetic("syrk", a.type(), c.type());
    BlasShapes.requireSyrk(a, c);
    if (Scalars.isZero(alpha, c.type()) || a.isEmpty()) {
      EmptySums.scale(scope, beta, c, triangle);
    } else {
      cublas.syrk(alpha, a, beta, c, triangle);
    }
  }

  /**
   * Solves T·X = alpha · B or X·T = alpha · B for X, which replaces B. T is a triangle of a square
   * matrix; the other triangle is not read. With a stored diagonal this waits for the device, to
   * look for zeros there.
   *
   * @throws SingularMatrixException if T has a 0 on its diagonal; B is as it was
   */
  public void trsm(
      Side side,
      Triangle triangle,
      Diagonal diagonal,
      double alpha,
      DeviceMatrix t,
      DeviceMatrix b) {
    BlasShapes.requireArithmetic("trsm", t.type(), b.type());
    BlasShapes.requireTrsm(side, t, b);
    if (diagonal == Diagonal.STORED) {
      requireRegular(t);
    }
    if (Scalars.isZero(alpha, b.type())) {
      EmptySums.scale(scope, 0, b, null);
    } else if (!b.isEmpty()) {
      cublas.trsm(side, triangle, diagonal, alpha, t, b);
    }
  }

  private void requireRegular(DeviceMatrix t) {
    int n = t.rows();
    if (n == 0) {
      return;
    }
    DeviceBuffer first = scope.ints(1, "the first zero");
    scope.writeInt(first, 0, n);
    scope.launch(
        scope.kernel("blas", "blas_first_zero"),
        LaunchShape.threadEach(n),
        t.type().kernelCode(),
        n,
        t.rowStride() + t.columnStride(),
        t.memory(),
        first);
    int zero = scope.readInt(first, 0);
    scope.free(first);
    if (zero < n) {
      throw new SingularMatrixException("trsm", zero);
    }
  }

  /**
   * C ← alpha · A + beta · B, each m×n, float32 or float64; transposes where A, B or C are of
   * another order. A or B may be C if it has C's order.
   */
  public void geam(double alpha, DeviceMatrix a, double beta, DeviceMatrix b, DeviceMatrix c) {
    BlasShapes.requireArithmetic("geam", c.type(), a.type(), b.type());
    BlasShapes.requireGeam(a, b, c);
    if (!c.isEmpty()) {
      cublas.geam(alpha, a, beta, b, c);
    }
  }
}
