package org.warpath.nn.arrays;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.warpath.linalg.ElementType;
import org.warpath.nn.tensor.Blocks;
import org.warpath.nn.tensor.Tensor;

/** Elements that lie apart, in arrays of float64 numbers. */
final class Strided {
  private Strided() {}

  /** x[0 … count−1] ← the elements at {@code start}, {@code start} + stride, …. */
  static void load(Tensor from, long start, long stride, double[] x, int count) {
    if (stride == 1) {
      Blocks.load(from, start, x, count);
      return;
    }
    if (stride == 0) {
      Arrays.fill(x, 0, count, from.get(start));
      return;
    }
    MemorySegment memory = from.memory();
    if (from.type() == ElementType.FLOAT64) {
      for (int i = 0; i < count; i++) {
        x[i] = memory.getAtIndex(JAVA_DOUBLE, start + i * stride);
      }
      return;
    }
    for (int i = 0; i < count; i++) {
      x[i] = memory.getAtIndex(JAVA_FLOAT, start + i * stride);
    }
  }
}
