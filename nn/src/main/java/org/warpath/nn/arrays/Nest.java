package org.warpath.nn.arrays;

import java.util.Arrays;
import org.warpath.kernels.Parallel;
import org.warpath.nn.tensor.Blocks;
import org.warpath.nn.tensor.Shape;

/**
 * Nested loops over the elements of a result in row-major order, with strides into operands that
 * are moved, turned or repeated. Loops that can be one are, so that the innermost are long.
 */
final class Nest {
  private final int[] sizes;
  private final long[][] strides; // [operand][dimension]

  private Nest(int[] sizes, long[][] strides) {
    this.sizes = sizes;
    this.strides = strides;
  }

  /** Over {@code shape}; each operand has a stride for each of its dimensions. */
  static Nest of(Shape shape, long[]... strides) {
    int[] sizes = new int[Math.max(1, shape.rank())];
    long[][] kept = new long[strides.length][sizes.length];
    int rank = 0;
    for (int i = 0; i < shape.rank(); i++) {
      if (shape.size(i) == 1) {
        continue;
      }
      if (rank > 0 && merges(sizes[rank - 1], shape.size(i), i, rank - 1, strides, kept)) {
        rank--;
        sizes[rank] *= shape.size(i);
      } else {
        sizes[rank] = shape.size(i);
      }
      for (int operand = 0; operand < strides.length; operand++) {
        kept[operand][rank] = strides[operand][i];
      }
      rank++;
    }
    if (rank == 0) {
      sizes[rank++] = 1;
    }
    int last = rank;
    return new Nest(
        Arrays.copyOf(sizes, last),
        Arrays.stream(kept).map(s -> Arrays.copyOf(s, last)).toArray(long[][]::new));
  }

  private static boolean merges(
      int before, int size, int dimension, int at, long[][] strides, long[][] kept) {
    for (int operand = 0; operand < strides.length; operand++) {
      if (kept[operand][at] != strides[operand][dimension] * size) {
        return false;
      }
    }
    return (long) before * size <= Integer.MAX_VALUE;
  }

  /** The strides of a row-major tensor. */
  static long[] strides(Shape shape) {
    long[] strides = new long[shape.rank()];
    long stride = 1;
    for (int i = strides.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= shape.size(i);
    }
    return strides;
  }

  /** The strides of {@code operand} where it is repeated to make up {@code result}. */
  static long[] repeated(Shape operand, Shape result) {
    long[] own = strides(operand);
    long[] strides = new long[result.rank()];
    int lead = result.rank() - operand.rank();
    for (int i = 0; i < own.length; i++) {
      strides[lead + i] = operand.size(i) == 1 ? 0 : own[i];
    }
    return strides;
  }

  int rank() {
    return sizes.length;
  }

  int size(int dimension) {
    return sizes[dimension];
  }

  long stride(int operand, int dimension) {
    return strides[operand][dimension];
  }

  /** The stride of the innermost loop. */
  long step(int operand) {
    return strides[operand][sizes.length - 1];
  }

  /** How many elements the innermost loop has. */
  int inner() {
    return sizes[sizes.length - 1];
  }

  /** How many innermost loops there are. */
  long rows() {
    long rows = 1;
    for (int i = 0; i < sizes.length - 1; i++) {
      rows *= sizes[i];
    }
    return rows;
  }

  /** Where in an operand an innermost loop begins. */
  long start(int operand, long row) {
    long start = 0;
    long rest = row;
    for (int i = sizes.length - 2; i >= 0; i--) {
      start += rest % sizes[i] * strides[operand][i];
      rest /= sizes[i];
    }
    return start;
  }

  /** Some elements of an innermost loop. */
  @FunctionalInterface
  interface Body {
    /**
     * For {@code count} elements, at most {@link Blocks#SIZE}.
     *
     * @param buffers as many as were asked for
     * @param place of the first in the result
     * @param starts of the first in each operand
     */
    void accept(double[][] buffers, long place, long[] starts, int count);
  }

  /** Calls {@code body} for all elements; the cut is the nest's alone. */
  void forEach(int threads, int bufferCount, Body body) {
    int pieces = Math.ceilDiv(inner(), Blocks.SIZE);
    long grain = Math.max(1, 16L * Blocks.SIZE / Math.clamp(inner(), 1, Blocks.SIZE));
    Parallel.forEachRange(
        threads,
        rows() * pieces,
        grain,
        (from, to) -> {
          double[][] buffers = new double[bufferCount][Blocks.SIZE];
          long[] starts = new long[strides.length];
          for (long unit = from; unit < to; unit++) {
            long row = unit / pieces;
            int first = (int) (unit % pieces) * Blocks.SIZE;
            for (int operand = 0; operand < starts.length; operand++) {
              starts[operand] = start(operand, row) + first * step(operand);
            }
            int count = Math.min(Blocks.SIZE, inner() - first);
            body.accept(buffers, row * inner() + first, starts, count);
          }
        });
  }
}
