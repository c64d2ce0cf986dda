package org.warpath.nn.activation;

import java.lang.foreign.MemorySegment;

/**
 * eˣ and what is made of it, of the elements of float32 arrays, in place. Short loops, each of
 * which the JIT vectorises, three times as fast as calls of {@link Math#exp}: without calls,
 * branches, or a float taken for an int (that is a copy of the memory), and over arrays at the same
 * index, as it must see that they do not overlap.
 *
 * <p>x = n·log 2 + r with |r| ≤ (log 2)/2; eʳ is Cephes's polynomial of degree 7 (Moshier 1989).
 * NaN stays NaN; results that are subnormal or overflow are right too.
 */
public final class FloatExponentials {
  private static final int BLOCK = 512;

  private static final float LOG2_E = 1.442695f;
  // log 2 in two parts: products of n and the first are exact.
  private static final float LOG_2_HIGH = 0.6933594f;
  private static final float LOG_2_LOW = -2.12194440e-4f;
  // Added and subtracted it rounds to an integer.
  private static final float ROUNDER = 0x1.8p23f;
  private static final float LARGEST = 89;
  private static final float SMALLEST = -104;
  // Below this power of two, eˣ does not change −1.
  private static final int LEAST_OF_MINUS_ONE = -26;
  // tanh is ±1 beyond.
  private static final float TANH_RANGE = 10;

  private final float[] value = new float[BLOCK];
  private final int[] exponent = new int[BLOCK];
  private final int[] half = new int[BLOCK];
  private final int[] bits = new int[BLOCK];
  private final float[] low = new float[BLOCK];
  private final float[] high = new float[BLOCK];
  private final float[] inverse = new float[BLOCK];

  private FloatExponentials() {}

  /** What the value becomes, for the first elements. */
  @FunctionalInterface
  private interface Formula {
    void apply(FloatExponentials block, int count);
  }

  private static void forEachBlock(float[] x, int count, Formula formula) {
    FloatExponentials block = new FloatExponentials();
    for (int from = 0; from < count; from += BLOCK) {
      int length = Math.min(BLOCK, count - from);
      System.arraycopy(x, from, block.value, 0, length);
      formula.apply(block, length);
      System.arraycopy(block.value, 0, x, from, length);
    }
  }

  // value ← eʳ − 1 and exponent ← n, of factor·value.
  private void split(float factor, int count) {
    for (int i = 0; i < count; i++) {
      float c = Math.max(Math.min(factor * value[i], LARGEST), SMALLEST);
      float n = (c * LOG2_E + ROUNDER) - ROUNDER;
      float r = (c - n * LOG_2_HIGH) - n * LOG_2_LOW;
      float p = 1.9875691e-4f;
      p = p * r + 1.3981999e-3f;
      p = p * r + 8.333452e-3f;
      p = p * r + 4.1665796e-2f;
      p = p * r + 0.16666666f;
      p = p * r + 0.5f;
      value[i] = p * r * r + r;
      exponent[i] = (int) n;
    }
  }

  // powers ← 2ⁿ for n = e·exponent + h·half, in [−126, 127].
  private void powers(int e, int h, float[] powers, int count) {
    for (int i = 0; i < count; i++) {
      bits[i] = (e * exponent[i] + h * half[i] + 127) << 23;
    }
    MemorySegment.copy(
        MemorySegment.ofArray(bits),
        0,
        MemorySegment.ofArray(powers),
        0,
        (long) count * Float.BYTES);
  }

  private void halve(int count) {
    for (int i = 0; i < count; i++) {
      half[i] = exponent[i] >> 1;
    }
  }

  private void exp(float factor, int count) {
    split(factor, count);
    // In two factors, as 2ⁿ itself may be subnormal or overflow.
    halve(count);
    powers(0, 1, low, count);
    powers(1, -1, high, count);
    for (int i = 0; i < count; i++) {
      value[i] = (1 + value[i]) * low[i] * high[i];
    }
  }

  // 2ⁿ·eʳ − 1 as (2ᵃ·(eʳ − 1) + 2ᵃ − 2⁻ᵇ)·2ᵇ with n = a + b.
  private void expm1(float factor, int count) {
    split(factor, count);
    for (int i = 0; i < count; i++) {
      exponent[i] = Math.max(exponent[i], LEAST_OF_MINUS_ONE);
    }
    halve(count);
    powers(0, 1, low, count);
    powers(1, -1, high, count);
    powers(-1, 1, inverse, count);
    for (int i = 0; i < count; i++) {
      value[i] = (value[i] * low[i] + (low[i] - inverse[i])) * high[i];
    }
  }

  private void sigmoid(int count) {
    exp(-1, count);
    for (int i = 0; i < count; i++) {
      value[i] = 1 / (1 + value[i]);
    }
  }

  // With t = e²ˣ − 1 it is t / (t + 2).
  private void tanh(int count) {
    for (int i = 0; i < count; i++) {
      value[i] = Math.max(Math.min(value[i], TANH_RANGE), -TANH_RANGE);
    }
    expm1(2, count);
    for (int i = 0; i < count; i++) {
      value[i] = value[i] / (value[i] + 2);
    }
  }

  /** x[0 … count−1] ← eˣ, within 2 units in the last place. */
  public static void exp(float[] x, int count) {
    forEachBlock(x, count, (block, length) -> block.exp(1, length));
  }

  /** x[0 … count−1] ← eˣ − 1, precise near 0: within 3 units in the last place. */
  public static void expm1(float[] x, int count) {
    forEachBlock(x, count, (block, length) -> block.expm1(1, length));
  }

  /** x[0 … count−1] ← 1 / (1 + e⁻ˣ), within 3 units in the last place. */
  public static void sigmoid(float[] x, int count) {
    forEachBlock(x, count, FloatExponentials::sigmoid);
  }

  /** x[0 … count−1] ← the hyperbolic tangent, within 4 units in the last place. */
  public static void tanh(float[] x, int count) {
    forEachBlock(x, count, FloatExponentials::tanh);
  }
}
