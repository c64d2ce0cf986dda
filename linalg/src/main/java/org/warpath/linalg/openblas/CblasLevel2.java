package org.warpath.linalg.openblas;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.warpath.linalg.ElementType;

/**
 * Operations on a matrix and vectors, in float32 or float64; scalars are rounded to that. Arguments
 * are those of the CBLAS standard (Basic Linear Algebra Subprograms Technical Forum Standard, 2001,
 * appendix B), and not checked.
 */
public final class CblasLevel2 {
  private static final FunctionDescriptor GEMV_TYPE =
      FunctionDescriptor.ofVoid(
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
  private static final FunctionDescriptor GER_TYPE =
      FunctionDescriptor.ofVoid(
          JAVA_INT,
          JAVA_INT,
          JAVA_INT,
          JAVA_DOUBLE,
          ADDRESS,
          JAVA_INT,
          ADDRESS,
          JAVA_INT,
          ADDRESS,
          JAVA_INT);

  private static final MethodHandle SGEMV = Cblas.function(GEMV_TYPE, "cblas_sgemv");
  private static final MethodHandle DGEMV = Cblas.function(GEMV_TYPE, "cblas_dgemv");
  private static final MethodHandle SGER = Cblas.function(GER_TYPE, "cblas_sger");
  private static final MethodHandle DGER = Cblas.function(GER_TYPE, "cblas_dger");

  private CblasLevel2() {}

  /** y ← alpha · op(A)·x + beta · y, with A[m×n] as it lies. */
  public static void gemv(
      ElementType type,
      int order,
      int transA,
      int m,
      int n,
      double alpha,
      MemorySegment a,
      int lda,
      MemorySegment x,
      int incX,
      double beta,
      MemorySegment y,
      int incY) {
    try {
      if (type == ElementType.FLOAT32) {
        SGEMV.invokeExact(order, transA, m, n, alpha, a, lda, x, incX, beta, y, incY);
      } else {
        DGEMV.invokeExact(order, transA, m, n, alpha, a, lda, x, incX, beta, y, incY);
      }
    } catch (Throwable e) {
      throw Thrown.by("cblas_gemv", e);
    }
  }

  /** A ← alpha · x·yᵀ + A, with A[m×n]. */
  public static void ger(
      ElementType type,
      int order,
      int m,
      int n,
      double alpha,
      MemorySegment x,
      int incX,
      MemorySegment y,
      int incY,
      MemorySegment a,
      int lda) {
    try {
      if (type == ElementType.FLOAT32) {
        SGER.invokeExact(order, m, n, alpha, x, incX, y, incY, a, lda);
      } else {
        DGER.invokeExact(order, m, n, alpha, x, incX, y, incY, a, lda);
      }
    } catch (Throwable e) {
      throw Thrown.by("cblas_ger", e);
    }
  }
}
