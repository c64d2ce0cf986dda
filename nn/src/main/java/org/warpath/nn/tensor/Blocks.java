package org.warpath.nn.tensor;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;
import java.util.function.Supplier;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.ElementType;

/**
 * Elements by blocks that stay in a core's first cache: copied to arrays, where loops over them are
 * vectorised (those over native memory are not), and back. The cut depends on the count alone.
 */
public final class Blocks {
  /** Elements of a block. */
  public static final int SIZE = 2048;

  private static final int BLOCKS_A_TASK = 16;

  private Blocks() {}

  /**
   * What is done with a block.
   *
   * @param <B> the arrays it works in
   */
  @FunctionalInterface
  public interface Body<B> {
    /** For the {@code count} elements, at most {@link #SIZE}, from row-major place {@code from}. */
    void accept(B buffers, long from, int count);
  }

  /** Calls {@code body} for all blocks of {@code count} elements; {@code buffers} once a task. */
  public static <B> void forEach(int threads, long count, Supplier<B> buffers, Body<B> body) {
    Parallel.forEachRange(
        threads,
        count,
        (long) SIZE * BLOCKS_A_TASK,
        (from, to) -> {
          B own = buffers.get();
          for (long place = from; place < to; place += SIZE) {
            body.accept(own, place, (int) Math.min(SIZE, to - place));
          }
        });
  }

  /** x[0 … count−1] ← the elements of a float32 tensor from place {@code from} on. */
  public static void load(Tensor tensor, long from, float[] x, int count) {
    MemorySegment.copy(tensor.memory(), JAVA_FLOAT, from * Float.BYTES, x, 0, count);
  }

  /** The elements of a float32 tensor from place {@code from} on ← x[0 … count−1]. */
  public static void store(float[] x, Tensor tensor, long from, int count) {
    MemorySegment.copy(x, 0, tensor.memory(), JAVA_FLOAT, from * Float.BYTES, count);
  }

  /** x[0 … count−1] ← the elements of a float32 or float64 tensor from place {@code from} on. */
  public static void load(Tensor tensor, long from, double[] x, int count) {
    MemorySegment memory = tensor.memory();
    if (tensor.type() == ElementType.FLOAT64) {
      MemorySegment.copy(memory, JAVA_DOUBLE, from * Double.BYTES, x, 0, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      x[i] = memory.getAtIndex(JAVA_FLOAT, from + i);
    }
  }

  /** The elements of a float32 or float64 tensor from {@code from} on ← x[0 … count−1], rounded. */
  public static void store(double[] x, Tensor tensor, long from, int count) {
    MemorySegment memory = tensor.memory();
    if (tensor.type() == ElementType.FLOAT64) {
      MemorySegment.copy(x, 0, memory, JAVA_DOUBLE, from * Double.BYTES, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      memory.setAtIndex(JAVA_FLOAT, from + i, (float) x[i]);
    }
  }
}
