package org.warpath.linalg.openblas;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.warpath.linalg.ElementType;

/**
 * OpenBLAS's own copies and sums of row-major matrices, in float32 or float64. They work on the
 * calling thread alone, so that {@link OpenBlasThreads} need not be asked. Arguments are not
 * checked.
 */
public final class CblasMatrices {
  private static final FunctionDescriptor COPY_TYPE =
      FunctionDescriptor.ofVoid(
          JAVA_INT,
          JAVA_INT,
          JAVA_INT,
          JAVA_INT,
          JAVA_DOUBLE,
          ADDRESS,
          JAVA_INT,
          ADDRESS,
          JAVA_INT);
  private static final FunctionDescriptor ADD_TYPE =
      FunctionDescriptor.ofVoid(
          JAVA_INT,
          JAVA_INT,
          JAVA_INT,
          JAVA_DOUBLE,
          ADDRESS,
          JAVA_INT,
          JAVA_DOUBLE,
          ADDRESS,
          JAVA_INT);

  private static final MethodHandle SOMATCOPY = Cblas.function(COPY_TYPE, "cblas_somatcopy");
  private static final MethodHandle DOMATCOPY = Cblas.function(COPY_TYPE, "cblas_domatcopy");
  private static final MethodHandle SGEADD = Cblas.function(ADD_TYPE, "cblas_sgeadd");
  private static final MethodHandle DGEADD = Cblas.function(ADD_TYPE, "cblas_dgeadd");

  private CblasMatrices() {}

  /** B ← A[rows×columns], or its transpose. */
  public static void copy(
      ElementType type,
      int transpose,
      int rows,
      int columns,
      MemorySegment a,
      int leadingA,
      MemorySegment b,
      int leadingB) {
    try {
      if (type == ElementType.FLOAT32) {
        SOMATCOPY.invokeExact(
            Cblas.ROW_MAJOR, transpose, rows, columns, 1.0, a, leadingA, b, leadingB);
      } else {
        DOMATCOPY.invokeExact(
            Cblas.ROW_MAJOR, transpose, rows, columns, 1.0, a, leadingA, b, leadingB);
      }
    } catch (Throwable e) {
      throw Thrown.by("cblas_omatcopy", e);
    }
  }

  /** B ← B + A, both [rows×columns]. */
  public static void add(
      ElementType type,
      int rows,
      int columns,
      MemorySegment a,
      int leadingA,
      MemorySegment b,
      int leadingB) {
    try {
      if (type == ElementType.FLOAT32) {
        SGEADD.invokeExact(Cblas.ROW_MAJOR, rows, columns, 1.0, a, leadingA, 1.0, b, leadingB);
      } else {
        DGEADD.invokeExact(Cblas.ROW_MAJOR, rows, columns, 1.0, a, leadingA, 1.0, b, leadingB);
      }
    } catch (Throwable e) {
      throw Thrown.by("cblas_geadd", e);
    }
  }
}
