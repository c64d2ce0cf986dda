package org.warpath.linalg.openblas;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.warpath.linalg.ElementType;

/**
 * Operations on matrices, in float32 or float64; scalars are rounded to that. Arguments are those
 * of the CBLAS standard (Basic Linear Algebra Subprograms Technical Forum Standard, 2001, appendix
 * B), and not checked.
 */
public final class CblasLevel3 {
  private static final FunctionDescriptor GEMM_TYPE =
      FunctionDescriptor.ofVoid(
          JAVA_INT,
          JAVA_INT,
          JAVA_INT,
          JAVA_INT,
          JAVA_INT,
          JAVA_INT,
          JAVA_DOUBLE,
          ADDRESS,
          JAVA_INT,
          ADDRESS,
          JAVA_INT,
          JAVA_DOUBLE,
          ADDRESS,
          JAVA_INT);
  private static final FunctionDescriptor SYRK_TYPE =
      FunctionDescriptor.ofVoid(
          JAVA_INT,
          JAVA_INT,
          JAVA_INT,
          JAVA_INT,
          JAVA_INT,
          JAVA_DOUBLE,
          ADDRESS,
          JAVA_INT,
          JAVA_DOUBLE,
          ADDRESS,
          JAVA_INT);
  private static final FunctionDescriptor TRSM_TYPE =
      FunctionDescriptor.ofVoid(
          JAVA_INT,
          JAVA_INT,
          JAVA_INT,
          JAVA_INT,
          JAVA_INT,
          JAVA_INT,
          JAVA_INT,
          JAVA_DOUBLE,
          ADDRESS,
          JAVA_INT,
          ADDRESS,
          JAVA_INT);

  private static final MethodHandle SGEMM = Cblas.function(GEMM_TYPE, "cblas_sgemm");
  private static final MethodHandle DGEMM = Cblas.function(GEMM_TYPE, "cblas_dgemm");
  private static final MethodHandle SSYRK = Cblas.function(SYRK_TYPE, "cblas_ssyrk");
  private static final MethodHandle DSYRK = Cblas.function(SYRK_TYPE, "cblas_dsyrk");
  private static final MethodHandle STRSM = Cblas.function(TRSM_TYPE, "cblas_strsm");
  private static final MethodHandle DTRSM = Cblas.function(TRSM_TYPE, "cblas_dtrsm");

  private CblasLevel3() {}

  /** C ← alpha · op(A)·op(B) + beta · C, with op(A)[m×k], op(B)[k×n], C[m×n]. */
  public static void gemm(
      ElementType type,
      int order,
      int transA,
      int transB,
      int m,
      int n,
      int k,
      double alpha,
      MemorySegment a,
      int lda,
      MemorySegment b,
      int ldb,
      double beta,
      MemorySegment c,
      int ldc) {
    try {
      if (type == ElementType.FLOAT32) {
        SGEMM.invokeExact(order, transA, transB, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
      } else {
        DGEMM.invokeExact(order, transA, transB, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
      }
    } catch (Throwable e) {
      throw Thrown.by("cblas_gemm", e);
    }
  }

  /** C ← alpha · op(A)·op(A)ᵀ + beta · C in a triangle of C[n×n], with op(A)[n×k]. */
  public static void syrk(
      ElementType type,
      int order,
      int uplo,
      int trans,
      int n,
      int k,
      double alpha,
      MemorySegment a,
      int lda,
      double beta,
      MemorySegment c,
      int ldc) {
    try {
      if (type == ElementType.FLOAT32) {
        SSYRK.invokeExact(order, uplo, trans, n, k, alpha, a, lda, beta, c, ldc);
      } else {
        DSYRK.invokeExact(order, uplo, trans, n, k, alpha, a, lda, beta, c, ldc);
      }
    } catch (Throwable e) {
      throw Thrown.by("cblas_syrk", e);
    }
  }

  /** Solves op(A)·X = alpha · B, or X·op(A) = alpha · B, for X in B[m×n]. */
  public static void trsm(
      ElementType type,
      int order,
      int side,
      int uplo,
      int transA,
      int diag,
      int m,
      int n,
      double alpha,
      MemorySegment a,
      int lda,
      MemorySegment b,
      int ldb) {
    try {
      if (type == ElementType.FLOAT32) {
        STRSM.invokeExact(order, side, uplo, transA, diag, m, n, alpha, a, lda, b, ldb);
      } else {
        DTRSM.invokeExact(order, side, uplo, transA, diag, m, n, alpha, a, lda, b, ldb);
      }
    } catch (Throwable e) {
      throw Thrown.by("cblas_trsm", e);
    }
  }
}
