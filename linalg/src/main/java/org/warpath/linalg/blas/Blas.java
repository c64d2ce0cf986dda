package org.warpath.linalg.blas;

import java.util.List;
import org.warpath.kernels.Engine;
import org.warpath.linalg.dense.Diagonal;
import org.warpath.linalg.dense.GemmMath;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.MatrixBatch;
import org.warpath.linalg.dense.Side;
import org.warpath.linalg.dense.Triangle;
import org.warpath.linalg.dense.Vector;

/**
 * The basic linear algebra subprograms, on vectors and matrices in host memory. An operand is
 * transposed by passing its {@link Matrix#transposed() transpose}, and a part of it by a view; no
 * copy is made for either, unless neither rows nor columns lie side by side.
 *
 * <p>All operands have one type, float32 or float64; products of matrices also take float16 and
 * bfloat16, which are multiplied and summed in float32 and rounded once at the end. Where {@code
 * beta} is 0 the result is overwritten, not scaled: NaN in it does not survive. Where {@code alpha}
 * is 0 the factors are not read (but by {@code scal}, which multiplies). Else NaN and infinities
 * among the factors spread as IEEE 754 has it; what {@code trsm} makes of them is undefined.
 * Scalars are rounded to the type. Results may share no element with the other operands.
 *
 * <p>On the CPU engine this is OpenBLAS, on the CUDA engine cuBLAS, to which operands travel at
 * each call: {@link DeviceBlas} works on what is already there. Sums may be formed in another order
 * by each engine and for each number of threads, so that results differ by rounding: by at most
 * about k · ε · Σ|aᵢ||bᵢ| for a sum of k products. OpenBLAS has one number of threads for the whole
 * process: simultaneous calls that ask for different numbers take turns, small ones aside, which
 * count as asking for one.
 *
 * <p>Every method throws {@code IllegalArgumentException} when shapes or types do not fit, with
 * both in the message, or the result's memory is read-only, before anything is written.
 */
public final class Blas {

  private Blas() {}

  /** y ← alpha · x + y. */
  public static void axpy(double alpha, Vector x, Vector y, Engine engine) {
    BlasShapes.requireArithmetic("axpy", x.type(), y.type());
    BlasShapes.requireSameLength("axpy", x.asRow(), y.asRow());
    BlasShapes.requireWritable("axpy", "y", y.asRow());
    BlasShapes.requireApart("axpy", y.asRow(), x.asRow());
    switch (engine) {
      case Engine.Cpu cpu -> CpuBlas.axpy(alpha, x, y, cpu.threads());
      case Engine.Cuda cuda -> CudaBlas.axpy(alpha, x, y, cuda.device());
    }
  }

  /** x · y; 0 for empty vectors. They may be the same. */
  public static double dot(Vector x, Vector y, Engine engine) {
    BlasShapes.requireArithmetic("dot", x.type(), y.type());
    BlasShapes.requireSameLength("dot", x.asRow(), y.asRow());
    return switch (engine) {
      case Engine.Cpu cpu -> CpuBlas.dot(x, y, cpu.threads());
      case Engine.Cuda cuda -> CudaBlas.dot(x, y, cuda.device());
    };
  }

  /** The Euclidean length of x, without overflow on the way; 0 if empty. */
  public static double nrm2(Vector x, Engine engine) {
    BlasShapes.requireArithmetic("nrm2", x.type());
    return switch (engine) {
      case Engine.Cpu cpu -> CpuBlas.nrm2(x, cpu.threads());
      case Engine.Cuda cuda -> CudaBlas.nrm2(x, cuda.device());
    };
  }

  /** x ← alpha · x. */
  public static void scal(double alpha, Vector x, Engine engine) {
    BlasShapes.requireArithmetic("scal", x.type());
    BlasShapes.requireWritable("scal", "x", x.asRow());
    switch (engine) {
      case Engine.Cpu cpu -> CpuBlas.scal(alpha, x, cpu.threads());
      case Engine.Cuda cuda -> CudaBlas.scal(alpha, x, cuda.device());
    }
  }

  /** y ← alpha · A·x + beta · y, with A[m×n], x[n], y[m]. */
  public static void gemv(double alpha, Matrix a, Vector x, double beta, Vector y, Engine engine) {
    BlasShapes.requireArithmetic("gemv", a.type(), x.type(), y.type());
    BlasShapes.requireGemv(a, x.asRow(), y.asRow());
    switch (engine) {
      case Engine.Cpu cpu -> CpuBlas.gemv(alpha, a, x, beta, y, cpu.threads());
      case Engine.Cuda cuda -> CudaBlas.gemv(alpha, a, x, beta, y, cuda.device());
    }
  }

  /** A ← alpha · x·yᵀ + A, with x[m], y[n], A[m×n]. */
  public static void ger(double alpha, Vector x, Vector y, Matrix a, Engine engine) {
    BlasShapes.requireArithmetic("ger", a.type(), x.type(), y.type());
    BlasShapes.requireGer(x.asRow(), y.asRow(), a);
    switch (engine) {
      case Engine.Cpu cpu -> CpuBlas.ger(alpha, x, y, a, cpu.threads());
      case Engine.Cuda cuda -> CudaBlas.ger(alpha, x, y, a, cuda.device());
    }
  }

  /** C ← alpha · A·B + beta · C, with A[m×k], B[k×n], C[m×n], in full precision. */
  public static void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c, Engine engine) {
    gemm(alpha, a, b, beta, c, GemmMath.FULL, engine);
  }

  /** C ← alpha · A·B + beta · C, with A[m×k], B[k×n], C[m×n]. */
  public static void gemm(
      double alpha, Matrix a, Matrix b, double beta, Matrix c, GemmMath math, Engine engine) {
    BlasShapes.requireGemm("gemm", a, b, c);
    switch (engine) {
      case Engine.Cpu cpu -> CpuBlas.gemm(alpha, a, b, beta, c, cpu.threads());
      case Engine.Cuda cuda -> CudaBlas.gemm(alpha, a, b, beta, c, math, cuda.device());
    }
  }

  /**
   * Cᵢ ← alpha · Aᵢ·Bᵢ + beta · Cᵢ for each i: matrices of one shape at regular distances.
   *
   * @throws IllegalArgumentException also if the counts differ or the Cᵢ overlap
   */
  public static void gemm(
      double alpha,
      MatrixBatch a,
      MatrixBatch b,
      double beta,
      MatrixBatch c,
      GemmMath math,
      Engine engine) {
    BlasShapes.requireGemm(a, b, c);
    switch (engine) {
      case Engine.Cpu cpu -> CpuBlas.gemm(alpha, a, b, beta, c, cpu.threads());
      case Engine.Cuda cuda -> CudaBlas.gemm(alpha, a, b, beta, c, math, cuda.device());
    }
  }

  /**
   * Cᵢ ← alpha · Aᵢ·Bᵢ + beta · Cᵢ for each i: matrices anywhere, of any shapes that fit. No Cᵢ may
   * share an element with another matrix; for the matrices of another i that is not checked.
   *
   * @throws IllegalArgumentException also if the counts differ; the message names i
   */
  public static void gemm(
      double alpha,
      List<Matrix> a,
      List<Matrix> b,
      double beta,
      List<Matrix> c,
      GemmMath math,
      Engine engine) {
    BlasShapes.requireGemm(a, b, c);
    switch (engine) {
      case Engine.Cpu cpu -> CpuBlas.gemm(alpha, a, b, beta, c, cpu.threads());
      case Engine.Cuda cuda -> CudaBlas.gemm(alpha, a, b, beta, c, math, cuda.device());
    }
  }

  /** A·B, a new matrix of their type. */
  public static Matrix multiply(Matrix a, Matrix b, Engine engine) {
    Matrix c = Matrix.zeros(a.type(), a.rows(), b.columns());
    gemm(1, a, b, 0, c, engine);
    return c;
  }

  /**
   * C ← alpha · A·Aᵀ + beta · C in one triangle of C[n×n], with A[n×k]; the other triangle is
   * neither read nor written.
   */
  public static void syrk(
      double alpha, Matrix a, double beta, Matrix c, Triangle triangle, Engine engine) {
    BlasShapes.requireArithmetic("syrk", a.type(), c.type());
    BlasShapes.requireSyrk(a, c);
    switch (engine) {
      case Engine.Cpu cpu -> CpuBlas.syrk(alpha, a, beta, c, triangle, cpu.threads());
      case Engine.Cuda cuda -> CudaBlas.syrk(alpha, a, beta, c, triangle, cuda.device());
    }
  }

  /**
   * Solves T·X = alpha · B or X·T = alpha · B for X, which replaces B. T is a triangle of a square
   * matrix; the other triangle is not read.
   *
   * @throws org.warpath.linalg.SingularMatrixException if T has a 0 on its diagonal; B is as it was
   */
  public static void trsm(
      Side side,
      Triangle triangle,
      Diagonal diagonal,
      double alpha,
      Matrix t,
      Matrix b,
      Engine engine) {
    BlasShapes.requireArithmetic("trsm", t.type(), b.type());
    BlasShapes.requireTrsm(side, t, b);
    BlasShapes.requireRegular("trsm", t, diagonal);
    switch (engine) {
      case Engine.Cpu cpu -> CpuBlas.trsm(side, triangle, diagonal, alpha, t, b, cpu.threads());
      case Engine.Cuda cuda -> CudaBlas.trsm(side, triangle, diagonal, alpha, t, b, cuda.device());
    }
  }
}
