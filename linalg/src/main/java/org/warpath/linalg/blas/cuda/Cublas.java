package org.warpath.linalg.blas.cuda;

import static jcuda.jcublas.cublasDiagType.CUBLAS_DIAG_NON_UNIT;
import static jcuda.jcublas.cublasDiagType.CUBLAS_DIAG_UNIT;
import static jcuda.jcublas.cublasFillMode.CUBLAS_FILL_MODE_LOWER;
import static jcuda.jcublas.cublasFillMode.CUBLAS_FILL_MODE_UPPER;
import static jcuda.jcublas.cublasOperation.CUBLAS_OP_N;
import static jcuda.jcublas.cublasOperation.CUBLAS_OP_T;
import static jcuda.jcublas.cublasSideMode.CUBLAS_SIDE_LEFT;
import static jcuda.jcublas.cublasSideMode.CUBLAS_SIDE_RIGHT;

import jcuda.Pointer;
import jcuda.jcublas.JCublas2;
import jcuda.jcublas.cublasHandle;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.DeviceMatrix;
import org.warpath.linalg.dense.DeviceVector;
import org.warpath.linalg.dense.Diagonal;
import org.warpath.linalg.dense.Side;
import org.warpath.linalg.dense.Triangle;

/**
 * cuBLAS on one scope's stream, for float32 and float64: the calls, with matrices of either order
 * told to it as the column-major ones it knows. Nothing is copied for that: where the result is
 * row-major, its transpose is computed in its place.
 *
 * <p>Shapes and types are the caller's to check, and no shape may be empty. Calls return before the
 * device is done, except those that return a number. Products are in {@link CublasGemm}.
 *
 * <p>Every method throws {@link org.warpath.kernels.cuda.CudaException}, naming function, shapes
 * and status, if cuBLAS fails, and {@link
 * org.warpath.kernels.cuda.libraries.CudaUnavailableException} if there is none.
 */
public final class Cublas {
  private final DeviceScope scope;

  /**
   * For as long as {@code scope} is open. Its handle is made at the first call and stays with the
   * scope's stream.
   */
  public Cublas(DeviceScope scope) {
    this.scope = scope;
  }

  private cublasHandle handle() {
    return scope.companion(Handle.class, () -> new Handle(scope.stream())).pointer;
  }

  private static boolean single(ElementType type) {
    return type == ElementType.FLOAT32;
  }

  private static String name(ElementType type, String function) {
    return "cublas" + (single(type) ? "S" : "D") + function;
  }

  /** A factor as cuBLAS reads it: in the elements' type, on the host. */
  static Pointer factor(ElementType type, double value) {
    return type == ElementType.FLOAT64
        ? Pointer.to(new double[] {value})
        : Pointer.to(new float[] {(float) value});
  }

  /** y ← alpha · x + y. */
  public void axpy(double alpha, DeviceVector x, DeviceVector y) {
    Pointer factor = factor(x.type(), alpha);
    Pointer from = x.memory().pointer();
    Pointer to = y.memory().pointer();
    int n = x.length();
    Handle.check(
        single(x.type())
            ? JCublas2.cublasSaxpy(handle(), n, factor, from, 1, to, 1)
            : JCublas2.cublasDaxpy(handle(), n, factor, from, 1, to, 1),
        () -> name(x.type(), "axpy of length " + n));
  }

  /** x · y. */
  public double dot(DeviceVector x, DeviceVector y) {
    Pointer left = x.memory().pointer();
    Pointer right = y.memory().pointer();
    int n = x.length();
    if (single(x.type())) {
      float[] sum = new float[1];
      Handle.check(
          JCublas2.cublasSdot(handle(), n, left, 1, right, 1, Pointer.to(sum)),
          () -> "cublasSdot of length " + n);
      return sum[0];
    }
    double[] sum = new double[1];
    Handle.check(
        JCublas2.cublasDdot(handle(), n, left, 1, right, 1, Pointer.to(sum)),
        () -> "cublasDdot of length " + n);
    return sum[0];
  }

  /** The Euclidean length of x. */
  public double nrm2(DeviceVector x) {
    Pointer from = x.memory().pointer();
    int n = x.length();
    if (single(x.type())) {
      float[] norm = new float[1];
      Handle.check(
          JCublas2.cublasSnrm2(handle(), n, from, 1, Pointer.to(norm)),
          () -> "cublasSnrm2 of length " + n);
      return norm[0];
    }
    double[] norm = new double[1];
    Handle.check(
        JCublas2.cublasDnrm2(handle(), n, from, 1, Pointer.to(norm)),
        () -> "cublasDnrm2 of length " + n);
    return norm[0];
  }

  /** x ← alpha · x. */
  public void scal(double alpha, DeviceVector x) {
    Pointer factor = factor(x.type(), alpha);
    Pointer memory = x.memory().pointer();
    int n = x.length();
    Handle.check(
        single(x.type())
            ? JCublas2.cublasSscal(handle(), n, factor, memory, 1)
            : JCublas2.cublasDscal(handle(), n, factor, memory, 1),
        () -> name(x.type(), "scal of length " + n));
  }

  /** y ← alpha · A·x + beta · y, with A[m×n], x[n], y[m]. */
  public void gemv(double alpha, DeviceMatrix a, DeviceVector x, double beta, DeviceVector y) {
    ColumnMajor in = ColumnMajor.of(a);
    int rows = in.isTransposed() ? a.columns() : a.rows();
    int columns = in.isTransposed() ? a.rows() : a.columns();
    Pointer matrix = a.memory().pointer();
    Pointer from = x.memory().pointer();
    Pointer to = y.memory().pointer();
    Pointer scale = factor(a.type(), alpha);
    Pointer keep = factor(a.type(), beta);
    int op = in.operation();
    int lead = in.leadingDimension();
    Handle.check(
        single(a.type())
            ? JCublas2.cublasSgemv(
                handle(), op, rows, columns, scale, matrix, lead, from, 1, keep, to, 1)
            : JCublas2.cublasDgemv(
                handle(), op, rows, columns, scale, matrix, lead, from, 1, keep, to, 1),
        () -> name(a.type(), "gemv of " + a.shape()));
  }

  /** A ← alpha · x·yᵀ + A, with x[m], y[n], A[m×n]. */
  public void ger(double alpha, DeviceVector x, DeviceVector y, DeviceMatrix a) {
    ColumnMajor out = ColumnMajor.of(a);
    if (out.isTransposed()) {
      ger(alpha, y, x, a.transposed());
      return;
    }
    Pointer factor = factor(a.type(), alpha);
    Pointer left = x.memory().pointer();
    Pointer right = y.memory().pointer();
    Pointer to = a.memory().pointer();
    int lead = out.leadingDimension();
    Handle.check(
        single(a.type())
            ? JCublas2.cublasSger(
                handle(), a.rows(), a.columns(), factor, left, 1, right, 1, to, lead)
            : JCublas2.cublasDger(
                handle(), a.rows(), a.columns(), factor, left, 1, right, 1, to, lead),
        () -> name(a.type(), "ger of " + a.shape()));
  }

  /** C ← alpha · A + beta · B, with each m×n; A may be C if both have one order. */
  public void geam(double alpha, DeviceMatrix a, double beta, DeviceMatrix b, DeviceMatrix c) {
    ColumnMajor out = ColumnMajor.of(c);
    if (out.isTransposed()) {
      geam(alpha, a.transposed(), beta, b.transposed(), c.transposed());
      return;
    }
    ColumnMajor left = ColumnMajor.of(a);
    ColumnMajor right = ColumnMajor.of(b);
    GeamFunction function = single(c.type()) ? JCublas2::cublasSgeam : JCublas2::cublasDgeam;
    Handle.check(
        function.call(
            handle(),
            left.operation(),
            right.operation(),
            c.rows(),
            c.columns(),
            factor(c.type(), alpha),
            a.memory().pointer(),
            left.leadingDimension(),
            factor(c.type(), beta),
            b.memory().pointer(),
            right.leadingDimension(),
            c.memory().pointer(),
            out.leadingDimension()),
        () -> name(c.type(), "geam of " + c.shape()));
  }

  private interface GeamFunction {
    int call(
        cublasHandle handle,
        int operationA,
        int operationB,
        int m,
        int n,
        Pointer alpha,
        Pointer a,
        int leadA,
        Pointer beta,
        Pointer b,
        int leadB,
        Pointer c,
        int leadC);
  }

  /** C ← alpha · A·Aᵀ + beta · C in one triangle of C[n×n], with A[n×k]. */
  public void syrk(double alpha, DeviceMatrix a, double beta, DeviceMatrix c, Triangle triangle) {
    ColumnMajor in = ColumnMajor.of(a);
    ColumnMajor out = ColumnMajor.of(c);
    // The sum is symmetric: of a transposed C only the triangle is the other one.
    int fill = fill(triangle, out);
    Pointer scale = factor(c.type(), alpha);
    Pointer keep = factor(c.type(), beta);
    Pointer from = a.memory().pointer();
    Pointer to = c.memory().pointer();
    int n = c.rows();
    int k = a.columns();
    int op = in.operation();
    int leadA = in.leadingDimension();
    int leadC = out.leadingDimension();
    Handle.check(
        single(c.type())
            ? JCublas2.cublasSsyrk(handle(), fill, op, n, k, scale, from, leadA, keep, to, leadC)
            : JCublas2.cublasDsyrk(handle(), fill, op, n, k, scale, from, leadA, keep, to, leadC),
        () -> name(c.type(), "syrk of " + a.shape()));
  }

  private static int fill(Triangle triangle, ColumnMajor memory) {
    boolean lower = (triangle == Triangle.LOWER) != memory.isTransposed();
    return lower ? CUBLAS_FILL_MODE_LOWER : CUBLAS_FILL_MODE_UPPER;
  }

  /** Solves T·X = alpha · B or X·T = alpha · B for X, which replaces B. */
  public void trsm(
      Side side,
      Triangle triangle,
      Diagonal diagonal,
      double alpha,
      DeviceMatrix t,
      DeviceMatrix b) {
    ColumnMajor in = ColumnMajor.of(t);
    ColumnMajor out = ColumnMajor.of(b);
    // Where B is transposed, the system is: T·X = B becomes Xᵀ·Tᵀ = Bᵀ.
    boolean left = (side == Side.LEFT) != out.isTransposed();
    boolean transposed = in.isTransposed() != out.isTransposed();
    int m = out.isTransposed() ? b.columns() : b.rows();
    int n = out.isTransposed() ? b.rows() : b.columns();
    int at = left ? CUBLAS_SIDE_LEFT : CUBLAS_SIDE_RIGHT;
    int fill = fill(triangle, in);
    int op = transposed ? CUBLAS_OP_T : CUBLAS_OP_N;
    int unit = diagonal == Diagonal.UNIT ? CUBLAS_DIAG_UNIT : CUBLAS_DIAG_NON_UNIT;
    Pointer factor = factor(b.type(), alpha);
    Pointer of = t.memory().pointer();
    Pointer to = b.memory().pointer();
    int leadT = in.leadingDimension();
    int leadB = out.leadingDimension();
    Handle.check(
        single(b.type())
            ? JCublas2.cublasStrsm(handle(), at, fill, op, unit, m, n, factor, of, leadT, to, leadB)
            : JCublas2.cublasDtrsm(
                handle(), at, fill, op, unit, m, n, factor, of, leadT, to, leadB),
        () -> name(b.type(), "trsm of " + t.shape() + " and " + b.shape()));
  }
}
