package org.warpath.linalg.openblas;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.warpath.linalg.ElementType;

/**
 * Operations on vectors, in float32 or float64; scalars are rounded to that. Arguments are those of
 * the CBLAS standard (Basic Linear Algebra Subprograms Technical Forum Standard, 2001, appendix B),
 * and not checked.
 */
public final class CblasLevel1 {
  private static final FunctionDescriptor AXPY_TYPE =
      FunctionDescriptor.ofVoid(JAVA_INT, JAVA_DOUBLE, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT);
  private static final FunctionDescriptor DOT_TYPE =
      FunctionDescriptor.of(JAVA_DOUBLE, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT);
  private static final FunctionDescriptor NRM2_TYPE =
      FunctionDescriptor.of(JAVA_DOUBLE, JAVA_INT, ADDRESS, JAVA_INT);
  private static final FunctionDescriptor SCAL_TYPE =
      FunctionDescriptor.ofVoid(JAVA_INT, JAVA_DOUBLE, ADDRESS, JAVA_INT);

  private static final MethodHandle SAXPY = Cblas.function(AXPY_TYPE, "cblas_saxpy");
  private static final MethodHandle DAXPY = Cblas.function(AXPY_TYPE, "cblas_daxpy");
  private static final MethodHandle SDOT = Cblas.function(DOT_TYPE, "cblas_sdot");
  private static final MethodHandle DDOT = Cblas.function(DOT_TYPE, "cblas_ddot");
  private static final MethodHandle SNRM2 = Cblas.function(NRM2_TYPE, "cblas_snrm2");
  private static final MethodHandle DNRM2 = Cblas.function(NRM2_TYPE, "cblas_dnrm2");
  private static final MethodHandle SSCAL = Cblas.function(SCAL_TYPE, "cblas_sscal");
  private static final MethodHandle DSCAL = Cblas.function(SCAL_TYPE, "cblas_dscal");

  private CblasLevel1() {}

  /** y ← alpha · x + y. */
  public static void axpy(
      ElementType type, int n, double alpha, MemorySegment x, int incX, MemorySegment y, int incY) {
    try {
      if (type == ElementType.FLOAT32) {
        SAXPY.invokeExact(n, alpha, x, incX, y, incY);
      } else {
        DAXPY.invokeExact(n, alpha, x, incX, y, incY);
      }
    } catch (Throwable e) {
      throw Thrown.by("cblas_axpy", e);
    }
  }

  /** x · y. */
  public static double dot(
      ElementType type, int n, MemorySegment x, int incX, MemorySegment y, int incY) {
    try {
      if (type == ElementType.FLOAT32) {
        return (double) SDOT.invokeExact(n, x, incX, y, incY);
      } else {
        return (double) DDOT.invokeExact(n, x, incX, y, incY);
      }
    } catch (Throwable e) {
      throw Thrown.by("cblas_dot", e);
    }
  }

  /** The Euclidean length of x. */
  public static double nrm2(ElementType type, int n, MemorySegment x, int incX) {
    try {
      if (type == ElementType.FLOAT32) {
        return (double) SNRM2.invokeExact(n, x, incX);
      } else {
        return (double) DNRM2.invokeExact(n, x, incX);
      }
    } catch (Throwable e) {
      throw Thrown.by("cblas_nrm2", e);
    }
  }

  /** x ← alpha · x. */
  public static void scal(ElementType type, int n, double alpha, MemorySegment x, int incX) {
    try {
      if (type == ElementType.FLOAT32) {
        SSCAL.invokeExact(n, alpha, x, incX);
      } else {
        DSCAL.invokeExact(n, alpha, x, incX);
      }
    } catch (Throwable e) {
      throw Thrown.by("cblas_scal", e);
    }
  }
}
