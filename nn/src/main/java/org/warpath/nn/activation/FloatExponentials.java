package org.warpath.nn.activation;

/**
 * eˣ and what is made of it, of the elements of float32 arrays, in place. Loops without calls or
 * branches, so that the JIT vectorises them: seven times as fast as {@link Math#exp} where there is
 * AVX.
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
  // tanh is ±1 beyond.
  private static final float TANH_RANGE = 10;

  private final float[] power = new float[BLOCK];
  private final int[] exponent = new int[BLOCK];

  private FloatExponentials() {}

  /** What is made of eʳ − 1 and n, for the elements from {@code from} on. */
  @FunctionalInterface
  private interface Finish {
    void accept(FloatExponentials parts, float[] x, int from, int count);
  }

  private static void forEachBlock(float[] x, int count, float factor, Finish finish) {
    FloatExponentials parts = new FloatExponentials();
    for (int from = 0; from < count; from += BLOCK) {
      int length = Math.min(BLOCK, count - from);
      parts.split(x, from, length, factor);
      finish.accept(parts, x, from, length);
    }
  }

  // power ← eʳ − 1 and exponent ← n, of factor·x.
  private void split(float[] x, int from, int count, float factor) {
    for (int i = 0; i < count; i++) {
      float c = Math.max(Math.min(factor * x[from + i], LARGEST), SMALLEST);
      float n = (c * LOG2_E + ROUNDER) - ROUNDER;
      float r = (c - n * LOG_2_HIGH) - n * LOG_2_LOW;
      float p = 1.9875691e-4f;
      p = p * r + 1.3981999e-3f;
      p = p * r + 8.333452e-3f;
      p = p * r + 4.1665796e-2f;
      p = p * r + 0.16666666f;
      p = p * r + 0.5f;
      power[i] = p * r * r + r;
      exponent[i] = (int) n;
    }
  }

  // 2ⁿ for n in [−127, 127]; 0 for −127.
  private static float powerOfTwo(int n) {
    return Float.intBitsToFloat((n + 127) << 23);
  }

  /** x[0 … count−1] ← eˣ, within 2 units in the last place. */
  public static void exp(float[] x, int count) {
    forEachBlock(x, count, 1, FloatExponentials::exp);
  }

  private void exp(float[] x, int from, int count) {
    for (int i = 0; i < count; i++) {
      // In two factors, as 2ⁿ itself may be subnormal or overflow.
      int half = exponent[i] >> 1;
      x[from + i] = (1 + power[i]) * powerOfTwo(half) * powerOfTwo(exponent[i] - half);
    }
  }

  /** x[0 … count−1] ← eˣ − 1, precise near 0: within 3 units in the last place. */
  public static void expm1(float[] x, int count) {
    forEachBlock(x, count, 1, FloatExponentials::expm1);
  }

  private void expm1(float[] x, int from, int count) {
    for (int i = 0; i < count; i++) {
      x[from + i] = minusOne(i);
    }
  }

  // 2ⁿ·eʳ − 1 as (2ᵃ·(eʳ − 1) + 2ᵃ − 2⁻ᵇ)·2ᵇ with n = a + b. Below −26 the power does not matter.
  private float minusOne(int i) {
    int n = Math.max(exponent[i], -26);
    int a = n >> 1;
    float low = powerOfTwo(a);
    return (power[i] * low + (low - powerOfTwo(a - n))) * powerOfTwo(n - a);
  }

  /** x[0 … count−1] ← 1 / (1 + e⁻ˣ), within 3 units in the last place. */
  public static void sigmoid(float[] x, int count) {
    forEachBlock(
        x,
        count,
        -1,
        (parts, values, from, length) -> {
          parts.exp(values, from, length);
          for (int i = from; i < from + length; i++) {
            values[i] = 1 / (1 + values[i]);
          }
        });
  }

  /** x[0 … count−1] ← the hyperbolic tangent, within 4 units in the last place. */
  public static void tanh(float[] x, int count) {
    for (int i = 0; i < count; i++) {
      x[i] = Math.max(Math.min(x[i], TANH_RANGE), -TANH_RANGE);
    }
    forEachBlock(
        x,
        count,
        2,
        (parts, values, from, length) -> {
          parts.expm1(values, from, length);
          for (int i = from; i < from + length; i++) {
            values[i] = values[i] / (values[i] + 2);
          }
        });
  }
}
