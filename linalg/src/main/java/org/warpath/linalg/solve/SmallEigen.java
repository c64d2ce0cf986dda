package org.warpath.linalg.solve;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.warpath.linalg.NoConvergenceException;
import org.warpath.linalg.openblas.OpenBlas;
import org.warpath.linalg.openblas.OpenBlasThreads;

/**
 * All eigenpairs of a small symmetric matrix, by LAPACK's dsyev.
 *
 * @param values ascending
 * @param vectors vectors[i] belongs to value i
 */
@SuppressWarnings("ArrayRecordComponent")
record SmallEigen(double[] values, double[][] vectors) {
  private static final int COLUMN_MAJOR = 102;

  private static final class Lapack {
    static final MethodHandle DSYEV =
        OpenBlas.function(
            "LAPACKE_dsyev",
            FunctionDescriptor.of(
                JAVA_INT, JAVA_INT, JAVA_BYTE, JAVA_BYTE, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS));

    private Lapack() {}
  }

  /** Those of the leading {@code size} rows and columns of a. */
  static SmallEigen of(double[][] a, int size) {
    // One thread, so that the bits depend on nothing else.
    try (Arena arena = Arena.ofConfined();
        var _ = OpenBlasThreads.use(1)) {
      MemorySegment matrix = arena.allocate((long) size * size * Double.BYTES, 64);
      MemorySegment values = arena.allocate((long) size * Double.BYTES, 64);
      for (int i = 0; i < size; i++) {
        MemorySegment.copy(a[i], 0, matrix, JAVA_DOUBLE, (long) i * size * Double.BYTES, size);
      }
      int info =
          (int)
              Lapack.DSYEV.invokeExact(
                  COLUMN_MAJOR, (byte) 'V', (byte) 'U', size, matrix, size, values);
      if (info != 0) {
        throw new NoConvergenceException("lanczos", "dsyev of a " + size + "×" + size + " matrix");
      }
      double[][] vectors = new double[size][size];
      for (int i = 0; i < size; i++) {
        MemorySegment.copy(
            matrix, JAVA_DOUBLE, (long) i * size * Double.BYTES, vectors[i], 0, size);
      }
      return new SmallEigen(values.toArray(JAVA_DOUBLE), vectors);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
