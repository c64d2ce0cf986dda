package org.warpath.nn.tensor;

import org.warpath.linalg.ElementType;

/**
 * Moves elements between float32 or float64 tensors and float64 arrays; those of float32 by way of
 * an array, twice as fast as a loop over native memory. For one thread.
 */
public final class Widening {
  private final float[] block = new float[Blocks.SIZE];

  /** x[0 … count−1] ← the elements from place {@code from} on. */
  public void load(Tensor tensor, long from, double[] x, int count) {
    if (tensor.type() == ElementType.FLOAT64) {
      Blocks.load(tensor, from, x, count);
      return;
    }
    for (int done = 0; done < count; done += Blocks.SIZE) {
      int length = Math.min(Blocks.SIZE, count - done);
      Blocks.load(tensor, from + done, block, length);
      widen(block, x, done, length);
    }
  }

  /** The elements from place {@code to} on ← x[0 … count−1], rounded. */
  public void store(double[] x, Tensor tensor, long to, int count) {
    if (tensor.type() == ElementType.FLOAT64) {
      Blocks.store(x, tensor, to, count);
      return;
    }
    for (int done = 0; done < count; done += Blocks.SIZE) {
      int length = Math.min(Blocks.SIZE, count - done);
      round(x, done, block, length);
      Blocks.store(block, tensor, to + done, length);
    }
  }

  private static void widen(float[] from, double[] to, int offset, int count) {
    for (int i = 0; i < count; i++) {
      to[offset + i] = from[i];
    }
  }

  private static void round(double[] from, int offset, float[] to, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = (float) from[offset + i];
    }
  }
}
