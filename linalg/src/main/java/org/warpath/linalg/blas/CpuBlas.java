package org.warpath.linalg.blas;

import java.util.List;
import java.util.function.Consumer;
import org.warpath.kernels.Engine;
import org.warpath.linalg.dense.Diagonal;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.MatrixBatch;
import org.warpath.linalg.dense.Side;
import org.warpath.linalg.dense.Triangle;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.elements.Elementwise;
import org.warpath.linalg.openblas.Cblas;
import org.warpath.linalg.openblas.CblasLevel1;
import org.warpath.linalg.openblas.CblasLevel2;
import org.warpath.linalg.openblas.CblasLevel3;
import org.warpath.linalg.openblas.OpenBlasThreads;

/**
 * {@link Blas} by OpenBLAS, in its row-major order; a result that lies by columns is computed as
 * its transpose. Arguments are checked, except that strides may be too long.
 *
 * <p>What OpenBLAS 0.3.31 does otherwise than {@link Blas} promises is kept from it: {@code gemm}
 * with alpha = 0 reads the factors on some processors (its AVX-512 kernels for small matrices), and
 * {@code gemv} without columns leaves the result as it is.
 */
final class CpuBlas {
  // Below these numbers of steps OpenBLAS works on one thread itself; asked for one, it lets other
  // callers in at the same time.
  private static final long PARALLEL_VECTOR = 10_000;
  private static final long PARALLEL_GEMV = 9_216;
  private static final long PARALLEL_GEMM = 1 << 18;

  private CpuBlas() {}

  static void axpy(double alpha, Vector x, Vector y, int threads) {
    int strideX = stride("axpy", x);
    int strideY = stride("axpy", y);
    try (var _ = use(threads, x.length(), PARALLEL_VECTOR)) {
      CblasLevel1.axpy(x.type(), x.length(), alpha, x.memory(), strideX, y.memory(), strideY);
    }
  }

  static double dot(Vector x, Vector y, int threads) {
    int strideX = stride("dot", x);
    int strideY = stride("dot", y);
    try (var _ = use(threads, x.length(), PARALLEL_VECTOR)) {
      return CblasLevel1.dot(x.type(), x.length(), x.memory(), strideX, y.memory(), strideY);
    }
  }

  static double nrm2(Vector x, int threads) {
    int strideX = stride("nrm2", x);
    try (var _ = use(threads, x.length(), PARALLEL_VECTOR)) {
      return CblasLevel1.nrm2(x.type(), x.length(), x.memory(), strideX);
    }
  }

  static void scal(double alpha, Vector x, int threads) {
    int strideX = stride("scal", x);
    try (var _ = use(threads, x.length(), PARALLEL_VECTOR)) {
      CblasLevel1.scal(x.type(), x.length(), alpha, x.memory(), strideX);
    }
  }

  static void gemv(double alpha, Matrix a, Vector x, double beta, Vector y, int threads) {
    int strideX = stride("gemv", x);
    int strideY = stride("gemv", y);
    if (y.length() == 0) {
      return;
    }
    if (x.length() == 0 || Scalars.isZero(alpha, a.type())) {
      scale(beta, y.asRow(), threads);
      return;
    }
    try (Workspace workspace = new Workspace(threads)) {
      CblasOperand lying = CblasOperand.of(a, workspace);
      int m = lying.isTransposed() ? a.columns() : a.rows();
      int n = lying.isTransposed() ? a.rows() : a.columns();
      try (var _ = use(threads, (long) m * n, PARALLEL_GEMV)) {
        CblasLevel2.gemv(
            a.type(),
            Cblas.ROW_MAJOR,
            lying.transpose(),
            m,
            n,
            alpha,
            lying.memory(),
            lying.leadingDimension(),
            x.memory(),
            strideX,
            beta,
            y.memory(),
            strideY);
      }
    }
  }

  static void ger(double alpha, Vector x, Vector y, Matrix a, int threads) {
    int strideX = stride("ger", x);
    int strideY = stride("ger", y);
    if (a.isEmpty()) {
      return;
    }
    if (!CblasOperand.liesByRows(a)) {
      inRows(
          a,
          threads,
          rows -> ger(alpha, x, y, rows, threads),
          () -> ger(alpha, y, x, a.transposed(), threads));
      return;
    }
    try (var _ = use(threads, (long) a.rows() * a.columns(), PARALLEL_GEMV)) {
      CblasLevel2.ger(
          a.type(),
          Cblas.ROW_MAJOR,
          a.rows(),
          a.columns(),
          alpha,
          x.memory(),
          strideX,
          y.memory(),
          strideY,
          a.memory(),
          CblasOperand.leadingDimension(a));
    }
  }

  static void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c, int threads) {
    if (c.isEmpty()) {
      return;
    }
    if (a.columns() == 0 || Scalars.isZero(alpha, c.type())) {
      scale(beta, c, threads);
      return;
    }
    if (c.type().isHalf()) {
      HalfGemm.run(alpha, a, b, beta, c, threads);
      return;
    }
    if (!CblasOperand.liesByRows(c)) {
      inRows(
          c,
          threads,
          rows -> gemm(alpha, a, b, beta, rows, threads),
          () -> gemm(alpha, b.transposed(), a.transposed(), beta, c.transposed(), threads));
      return;
    }
    try (Workspace workspace = new Workspace(threads)) {
      CblasOperand left = CblasOperand.of(a, workspace);
      CblasOperand right = CblasOperand.of(b, workspace);
      try (var _ = use(threads, steps(c.rows(), c.columns(), a.columns()), PARALLEL_GEMM)) {
        CblasLevel3.gemm(
            c.type(),
            Cblas.ROW_MAJOR,
            left.transpose(),
            right.transpose(),
            c.rows(),
            c.columns(),
            a.columns(),
            alpha,
            left.memory(),
            left.leadingDimension(),
            right.memory(),
            right.leadingDimension(),
            beta,
            c.memory(),
            CblasOperand.leadingDimension(c));
      }
    }
  }

  static void gemm(
      double alpha, MatrixBatch a, MatrixBatch b, double beta, MatrixBatch c, int threads) {
    BatchedGemm.run(alpha, a, b, beta, c, threads);
  }

  static void gemm(
      double alpha, List<Matrix> a, List<Matrix> b, double beta, List<Matrix> c, int threads) {
    BatchedGemm.run(alpha, a, b, beta, c, threads);
  }

  /** Whether one thread multiplies such matrices as fast as several. */
  static boolean isSmall(Matrix a, Matrix c) {
    return steps(c.rows(), c.columns(), a.columns()) < PARALLEL_GEMM;
  }

  static void syrk(double alpha, Matrix a, double beta, Matrix c, Triangle triangle, int threads) {
    if (c.isEmpty()) {
      return;
    }
    if (a.columns() == 0 || Scalars.isZero(alpha, c.type())) {
      Triangles.scale(beta, c, triangle, threads);
      return;
    }
    if (!CblasOperand.liesByRows(c)) {
      Matrix transpose = c.transposed();
      if (CblasOperand.liesByRows(transpose)) {
        syrk(alpha, a, beta, transpose, Triangles.other(triangle), threads);
        return;
      }
      try (Workspace workspace = new Workspace(threads)) {
        Matrix rows = workspace.zeros(c.type(), c.rows(), c.columns());
        Triangles.copy(c, rows, triangle, threads);
        syrk(alpha, a, beta, rows, triangle, threads);
        Triangles.copy(rows, c, triangle, threads);
      }
      return;
    }
    try (Workspace workspace = new Workspace(threads)) {
      CblasOperand factor = CblasOperand.of(a, workspace);
      try (var _ = use(threads, steps(c.rows(), c.rows(), a.columns()), PARALLEL_GEMM)) {
        CblasLevel3.syrk(
            c.type(),
            Cblas.ROW_MAJOR,
            uplo(triangle),
            factor.transpose(),
            c.rows(),
            a.columns(),
            alpha,
            factor.memory(),
            factor.leadingDimension(),
            beta,
            c.memory(),
            CblasOperand.leadingDimension(c));
      }
    }
  }

  static void trsm(
      Side side,
      Triangle triangle,
      Diagonal diagonal,
      double alpha,
      Matrix t,
      Matrix b,
      int threads) {
    if (b.isEmpty()) {
      return;
    }
    if (!CblasOperand.liesByRows(b)) {
      inRows(
          b,
          threads,
          rows -> trsm(side, triangle, diagonal, alpha, t, rows, threads),
          () ->
              trsm(
                  side == Side.LEFT ? Side.RIGHT : Side.LEFT,
                  Triangles.other(triangle),
                  diagonal,
                  alpha,
                  t.transposed(),
                  b.transposed(),
                  threads));
      return;
    }
    try (Workspace workspace = new Workspace(threads)) {
      CblasOperand lying = CblasOperand.of(t, workspace);
      try (var _ = use(threads, steps(t.rows(), b.rows(), b.columns()), PARALLEL_GEMM)) {
        CblasLevel3.trsm(
            b.type(),
            Cblas.ROW_MAJOR,
            side == Side.LEFT ? Cblas.LEFT : Cblas.RIGHT,
            uplo(lying.isTransposed() ? Triangles.other(triangle) : triangle),
            lying.transpose(),
            diagonal == Diagonal.UNIT ? Cblas.UNIT : Cblas.NON_UNIT,
            b.rows(),
            b.columns(),
            alpha,
            lying.memory(),
            lying.leadingDimension(),
            b.memory(),
            CblasOperand.leadingDimension(b));
      }
    }
  }

  /**
   * A result that does not lie by rows: by its transpose if that does, else on a copy that does,
   * and back.
   */
  private static void inRows(
      Matrix result, int threads, Consumer<Matrix> onCopy, Runnable onTranspose) {
    if (CblasOperand.liesByRows(result.transposed())) {
      onTranspose.run();
      return;
    }
    try (Workspace workspace = new Workspace(threads)) {
      Matrix rows = workspace.packed(result);
      onCopy.accept(rows);
      Elementwise.copy(rows, result, new Engine.Cpu(threads));
    }
  }

  // C ← beta · C, by which 0 overwrites.
  private static void scale(double beta, Matrix c, int threads) {
    double factor = Scalars.rounded(beta, c.type());
    if (factor != 1) {
      Elementwise.add(factor, c, 0, c, c, new Engine.Cpu(threads));
    }
  }

  private static OpenBlasThreads use(int threads, long steps, long parallel) {
    return OpenBlasThreads.use(steps < parallel ? 1 : threads);
  }

  // Saturated: only compared.
  private static long steps(int m, int n, int k) {
    return (long) ((double) m * n * k);
  }

  private static int uplo(Triangle triangle) {
    return triangle == Triangle.LOWER ? Cblas.LOWER : Cblas.UPPER;
  }

  private static int stride(String operation, Vector x) {
    if (x.length() <= 1) {
      return 1;
    }
    if (x.stride() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "%s: the stride of a vector must be at most %d, was %d"
              .formatted(operation, Integer.MAX_VALUE, x.stride()));
    }
    return (int) x.stride();
  }
}
