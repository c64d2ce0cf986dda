package org.warpath.nn.embedding;

import java.lang.foreign.MemorySegment;
import org.warpath.kernels.Parallel;
import org.warpath.nn.tensor.Blocks;
import org.warpath.nn.tensor.Indices;
import org.warpath.nn.tensor.Tensor;

/** Takes {@link Rows} and gives their gradients back. */
final class CpuRows {
  private static final long GRAIN = 1 << 15;

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
   * of the table's rows to itself.
   */
  void addBack(Tensor result, Tensor gradient) {
    long tasks = Math.min(16, shape.rows());
    Parallel.forEach(
        threads,
        Math.toIntExact(shape.outer() * tasks),
        task -> {
          long outer = task / tasks;
          long first = task % tasks * shape.rows() / tasks;
          long end = (task % tasks + 1) * shape.rows() / tasks;
          double[][] blocks = new double[2][Blocks.SIZE];
          for (int i = 0; i < chosen.length; i++) {
            if (chosen[i] >= first && chosen[i] < end) {
              long from = (outer * shape.count() + i) * shape.width();
              long to = (outer * shape.rows() + chosen[i]) * shape.width();
              add(result, from, gradient, to, blocks);
            }
          }
        });
  }

  // Rounded to the type at each addition, as the sum lies in the gradient itself.
  private void add(Tensor result, long from, Tensor gradient, long to, double[][] blocks) {
    for (long done = 0; done < shape.width(); done += Blocks.SIZE) {
      int count = (int) Math.min(Blocks.SIZE, shape.width() - done);
      Blocks.load(result, from + done, blocks[0], count);
      Blocks.load(gradient, to + done, blocks[1], count);
      for (int i = 0; i < count; i++) {
        blocks[1][i] += blocks[0][i];
      }
      Blocks.store(blocks[1], gradient, to + done, count);
    }
  }
}
