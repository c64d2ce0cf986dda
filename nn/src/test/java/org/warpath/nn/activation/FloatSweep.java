package org.warpath.nn.activation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;

/** Holds functions of float32 arrays against ones of float64, over all floats there are. */
final class FloatSweep {
  // A prime: all sorts of last bits.
  private static final int STEP = 2003;
  private static final int SIZE = 1000;

  /** x[0 … count−1] ← f(x). */
  @FunctionalInterface
  interface Function {
    void apply(float[] x, int count);
  }

  private FloatSweep() {}

  /**
   * One in {@value #STEP} of all bit patterns, with both zeros and infinities, subnormal numbers
   * and NaNs among them.
   */
  static float[] floats() {
    float[] floats = new float[(int) ((1L << 32) / STEP) + 10];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = Float.intBitsToFloat(i * STEP);
    }
    float[] others = {0, -0.0f, 1, -1, Float.MIN_VALUE, Float.MAX_VALUE, -Float.MAX_VALUE};
    System.arraycopy(others, 0, floats, 0, others.length);
    floats[others.length] = Float.POSITIVE_INFINITY;
    floats[others.length + 1] = Float.NEGATIVE_INFINITY;
    floats[others.length + 2] = Float.NaN;
    return floats;
  }

  /** Many numbers, equally far from each other. */
  static float[] between(float least, float most) {
    float[] floats = new float[300_007];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = least + (most - least) * i / (floats.length - 1);
    }
    return floats;
  }

  /**
   * All results are {@code exact}'s within {@code units} in the last place of the rounded result,
   * or within {@code absolute}.
   */
  static void hold(
      float[] x, Function fast, DoubleUnaryOperator exact, double units, double absolute) {
    double worst = 0;
    float worstAt = 0;
    for (int from = 0; from < x.length; from += SIZE) {
      int count = Math.min(SIZE, x.length - from);
      float[] y = new float[count];
      System.arraycopy(x, from, y, 0, count);
      fast.apply(y, count);
      for (int i = 0; i < count; i++) {
        double error = error(y[i], exact.applyAsDouble(x[from + i]), absolute);
        if (error > worst) {
          worst = error;
          worstAt = x[from + i];
        }
      }
    }
    assertThat(worst).as("units in the last place at %s", worstAt).isLessThan(units);
  }

  private static double error(float found, double expected, double absolute) {
    float rounded = (float) expected;
    if (found == rounded || (Float.isNaN(found) && Float.isNaN(rounded))) {
      return Float.isFinite(rounded) ? Math.abs(found - expected) / Math.ulp(rounded) : 0;
    }
    double distance = Math.abs(found - expected);
    if (Double.isNaN(distance)) {
      return Double.POSITIVE_INFINITY;
    }
    return distance <= absolute ? 0 : distance / Math.ulp(rounded);
  }
}
