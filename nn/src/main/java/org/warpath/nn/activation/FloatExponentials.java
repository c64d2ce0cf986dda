package org.warpath.nn.activation;

/**
 * eˣ and what is made of it, of the elements of float32 arrays, in place: formed in float64 by
 * {@link Powers} and rounded once, so within 0.52 units in the last place, subnormal results too.
 * Short loops, each of which the JIT vectorises, many times as fast as calls of {@link Math#exp}:
 * without calls or branches, and over arrays at the same index, as it must see that they do not
 * overlap. NaN stays NaN.
 */
public final class FloatExponentials {
  private static final int BLOCK = 512;

  // tanh is ±1 beyond.
  private static final float TANH_RANGE = 10;

  // log(1 + e)/e for 0 ≤ e ≤ 1: the polynomial of least relative error, 2⁻³³.
  private static final double L0 = 0.9999999998820384;
  private static final double L1 = -0.49999996501106325;
  private static final double L2 = 0.33333160251106797;
  private static final double L3 = -0.24996613498462497;
  private static final double L4 = 0.19965303995510475;
  private static final double L5 = -0.16452878000872495;
  private static final double L6 = 0.13426552189770427;
  private static final double L7 = -0.10124382869363753;
  private static final double L8 = 0.0640079312139685;
  private static final double L9 = -0.03017258809729842;
  private static final double L10 = 0.009080985785646747;
  private static final double L11 = -0.0012806039720009983;

  private final float[] value;
  private final double[] power;

  private FloatExponentials(int size) {
    value = new float[size];
    power = new double[size];
  }

  /** What the value becomes, for the first elements. */
  @FunctionalInterface
  private interface Formula {
    void apply(FloatExponentials block, int count);
  }

  private static void forEachBlock(float[] x, int count, Formula formula) {
    FloatExponentials block = new FloatExponentials(Math.min(count, BLOCK));
    for (int from = 0; from < count; from += BLOCK) {
      int length = Math.min(BLOCK, count - from);
      System.arraycopy(x, from, block.value, 0, length);
      formula.apply(block, length);
      System.arraycopy(block.value, 0, x, from, length);
    }
  }

  // power ← e^(factor·value) − 1, to be raised
  private void roots(double factor, int count) {
    double scale = factor * Powers.SCALE;
    for (int i = 0; i < count; i++) {
      power[i] = Math.max(Math.min(value[i], Powers.RANGE), -Powers.RANGE) * scale;
    }
    Powers.roots(power, count);
  }

  private void round(int count) {
    for (int i = 0; i < count; i++) {
      value[i] = (float) power[i];
    }
  }

  private void exp(int count) {
    roots(1, count);
    Powers.raise(power, count);
    round(count);
  }

  private void expm1(int count) {
    roots(1, count);
    Powers.raiseLess1(power, count);
    round(count);
  }

  private void sigmoid(int count) {
    roots(-1, count);
    Powers.raise(power, count);
    for (int i = 0; i < count; i++) {
      value[i] = (float) (1 / (1 + power[i]));
    }
  }

  // With t = e²ˣ − 1 it is t / (t + 2).
  private void tanh(int count) {
    for (int i = 0; i < count; i++) {
      value[i] = Math.max(Math.min(value[i], TANH_RANGE), -TANH_RANGE);
    }
    roots(2, count);
    Powers.raiseLess1(power, count);
    for (int i = 0; i < count; i++) {
      value[i] = (float) (power[i] / (power[i] + 2));
    }
  }

  private void elu(float below, float above, int count) {
    for (int i = 0; i < count; i++) {
      power[i] = Math.max(Math.min(value[i], 0), -Powers.RANGE) * Powers.SCALE;
    }
    Powers.roots(power, count);
    Powers.raiseLess1(power, count);
    for (int i = 0; i < count; i++) {
      value[i] = above * Math.max(value[i], 0) + below * (float) power[i];
    }
  }

  // power ← the polynomial in power
  private void logarithms(int count) {
    for (int i = 0; i < count; i++) {
      double e = power[i];
      double p = L11 * e + L10;
      p = p * e + L9;
      p = p * e + L8;
      p = p * e + L7;
      p = p * e + L6;
      p = p * e + L5;
      p = p * e + L4;
      p = p * e + L3;
      p = p * e + L2;
      p = p * e + L1;
      p = p * e + L0;
      power[i] = p * e;
    }
  }

  // max(x, 0) + log(1 + e^−|x|)
  private void softplus(int count) {
    for (int i = 0; i < count; i++) {
      power[i] = Math.max(-Math.abs(value[i]), -Powers.RANGE) * Powers.SCALE;
    }
    Powers.roots(power, count);
    Powers.raise(power, count);
    logarithms(count);
    for (int i = 0; i < count; i++) {
      value[i] = (float) (Math.max(value[i], 0) + power[i]);
    }
  }

  private void softplusSlope(int count) {
    roots(-1, count);
    Powers.raiseLess1(power, count);
    for (int i = 0; i < count; i++) {
      value[i] = (float) -power[i];
    }
  }

  /** x[0 … count−1] ← eˣ. */
  public static void exp(float[] x, int count) {
    forEachBlock(x, count, FloatExponentials::exp);
  }

  /** x[0 … count−1] ← eˣ − 1, precise near 0. */
  public static void expm1(float[] x, int count) {
    forEachBlock(x, count, FloatExponentials::expm1);
  }

  /** x[0 … count−1] ← 1 / (1 + e⁻ˣ). */
  public static void sigmoid(float[] x, int count) {
    forEachBlock(x, count, FloatExponentials::sigmoid);
  }

  /** x[0 … count−1] ← the hyperbolic tangent. */
  public static void tanh(float[] x, int count) {
    forEachBlock(x, count, FloatExponentials::tanh);
  }

  /** x[0 … count−1] ← above·x, below 0 below·(eˣ − 1), within 2 units in the last place. */
  static void elu(float[] x, float below, float above, int count) {
    forEachBlock(x, count, (block, length) -> block.elu(below, above, length));
  }

  /** x[0 … count−1] ← log(1 + eˣ). */
  static void softplus(float[] x, int count) {
    forEachBlock(x, count, FloatExponentials::softplus);
  }

  /** y[0 … count−1] ← the slope of softplus where it is y, 1 − e⁻ʸ. */
  static void softplusSlope(float[] y, int count) {
    forEachBlock(y, count, FloatExponentials::softplusSlope);
  }
}
