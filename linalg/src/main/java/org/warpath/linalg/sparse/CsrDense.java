package org.warpath.linalg.sparse;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.dense.Matrix;

/** Sparse matrices from dense ones and back. */
public final class CsrDense {

  private CsrDense() {}

  /**
   * The entries of {@code matrix} other than 0 and −0, NaN among them, in memory of {@code
   * allocator}. O(rows · columns) time.
   *
   * @throws IllegalArgumentException if elements are neither float32 nor float64
   */
  public static Csr of(Matrix matrix, SegmentAllocator allocator, int threads) {
    if (matrix.type().isHalf()) {
      throw new IllegalArgumentException("values must be float32 or float64, not " + matrix.type());
    }
    int tasks = Math.min(CsrAssembly.TASKS, Math.max(1, matrix.rows()));
    int[] bounds = new int[tasks + 1];
    for (int task = 1; task <= tasks; task++) {
      bounds[task] = (int) ((long) matrix.rows() * task / tasks);
    }
    return CsrAssembly.assemble(
        matrix.columns(),
        matrix.type(),
        true,
        bounds,
        allocator,
        threads,
        (from, to) -> new NonZero(matrix));
  }

  private record NonZero(Matrix matrix) implements CsrAssembly.Rows {
    @Override
    public long length(int row) {
      long length = 0;
      for (int column = 0; column < matrix.columns(); column++) {
        length += matrix.get(row, column) == 0 ? 0 : 1;
      }
      return length;
    }

    @Override
    public void write(int row, long place, MemorySegment columns, @Nullable MemorySegment values) {
      long to = place;
      for (int column = 0; column < matrix.columns(); column++) {
        double value = matrix.get(row, column);
        if (value != 0) {
          columns.setAtIndex(JAVA_INT, to, column);
          matrix.type().set(values, to, value);
          to++;
        }
      }
    }
  }

  /**
   * {@code matrix} with its zeros spelled out, row-major, in memory of {@code allocator} (which
   * must give zeros, as arenas do). Parallel entries are summed in float64 and rounded once. O(rows
   * · columns) time and memory.
   */
  public static Matrix toMatrix(Csr matrix, SegmentAllocator allocator, int threads) {
    Matrix dense = Matrix.zeros(allocator, matrix.type(), matrix.rowCount(), matrix.columnCount());
    Parallel.forEachRange(
        threads,
        matrix.rowCount(),
        64,
        (from, to) -> {
          for (int row = (int) from; row < to; row++) {
            writeRow(matrix, row, dense);
          }
        });
    return dense;
  }

  private static void writeRow(Csr matrix, int row, Matrix dense) {
    long end = matrix.rowStart(row + 1);
    long e = matrix.rowStart(row);
    while (e < end) {
      int column = matrix.column(e);
      double sum = 0;
      for (; e < end && matrix.column(e) == column; e++) {
        sum += matrix.valueAsDouble(e);
      }
      dense.set(row, column, sum);
    }
  }
}
