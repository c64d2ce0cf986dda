package org.warpath.nn.embedding;

import java.lang.foreign.MemorySegment;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.ElementType;
import org.warpath.nn.tensor.Blocks;
import org.warpath.nn.tensor.Indices;
import org.warpath.nn.tensor.Tensor;

/** Takes {@link Rows} and gives their gradients back. */
final class CpuRows {
  private static final long GRAIN = 1 << 15;
  private static final int COLUMNS = 64;

  private final Rows shape;
  private final Tensor indices;
  private final int least;
  private final String what;
  private final int threads;
  private final int[] chosen;

  CpuRows(Rows shape, Tensor indices, int least, String what, int threads) {
    this.shape = shape;
    this.indices = indices;
    this.least = least;
    this.what = what;
    this.threads = threads;
    chosen = new int[Math.toIntExact(shape.count())];
  }

  /** result ← the rows of {@code table}. */
  void take(Tensor table, Tensor result) {
    for (int i = 0; i < chosen.length; i++) {
      int index = Indices.at(indices, i, least, shape.rows(), what);
      chosen[i] = index < 0 ? index + shape.rows() : index;
    }
    long bytes = shape.width() * table.type().byteSize();
    Parallel.forEachRange(
        threads,
        shape.outer() * shape.count(),
        Math.max(1, GRAIN / Math.max(1, shape.width())),
        (from, to) -> {
          for (long row = from; row < to; row++) {
            MemorySegment.copy(
                table.memory(), source(row) * bytes, result.memory(), row * bytes, bytes);
          }
        });
  }

  private long source(long row) {
    return row / shape.count() * shape.rows() + chosen[(int) (row % shape.count())];
  }

  /**
   * gradient ← gradient + those of the rows taken from it, in the indices' order. A task has some
   * columns, or else some rows, of the table to itself, and goes through all indices: it reads the
   * result as it lies there.
   */
  void addBack(Tensor result, Tensor gradient) {
    long columnParts = Math.ceilDiv(shape.width(), COLUMNS);
    long rowParts = Math.ceilDiv(threads, shape.outer() * columnParts);
    Parallel.forEach(
        threads,
        Math.toIntExact(shape.outer() * columnParts * rowParts),
        task -> {
          long outer = task / (columnParts * rowParts);
          long column = task / rowParts % columnParts * COLUMNS;
          int count = (int) Math.min(COLUMNS, shape.width() - column);
          long first = task % rowParts * shape.rows() / rowParts;
          long end = (task % rowParts + 1) * shape.rows() / rowParts;
          Sum sum = sum(result, gradient);
          for (int i = 0; i < chosen.length; i++) {
            if (chosen[i] >= first && chosen[i] < end) {
              long from = (outer * shape.count() + i) * shape.width() + column;
              long to = (outer * shape.rows() + chosen[i]) * shape.width() + column;
              sum.add(from, to, count);
            }
          }
        });
  }

  /** Adds {@code count} elements to others, each rounded to the type. */
  @FunctionalInterface
  private interface Sum {
    void add(long from, long to, int count);
  }

  private static Sum sum(Tensor result, Tensor gradient) {
    if (gradient.type() == ElementType.FLOAT32) {
      float[] x = new float[COLUMNS];
      float[] sum = new float[COLUMNS];
      return (from, to, count) -> {
        Blocks.load(result, from, x, count);
        Blocks.load(gradient, to, sum, count);
        for (int i = 0; i < count; i++) {
          sum[i] += x[i];
        }
        Blocks.store(sum, gradient, to, count);
      };
    }
    double[] x = new double[COLUMNS];
    double[] sum = new double[COLUMNS];
    return (from, to, count) -> {
      Blocks.load(result, from, x, count);
      Blocks.load(gradient, to, sum, count);
      for (int i = 0; i < count; i++) {
        sum[i] += x[i];
      }
      Blocks.store(sum, gradient, to, count);
    };
  }
}
