package org.warpath.fft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;

/** Arrays of numbers to test with. */
public final class Numbers {
  private Numbers() {}

  /** Normally distributed numbers. */
  public static double[] random(int count, long seed) {
    return new Random(seed).doubles(count, -1, 1).toArray();
  }

  /** Rounded to float32. */
  public static float[] floats(double[] values) {
    float[] rounded = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      rounded[i] = (float) values[i];
    }
    return rounded;
  }

  /** As float64. */
  public static double[] doubles(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }

  /** Requires ‖actual − expected‖₂ ≤ bound · ‖expected‖₂. */
  public static void assertClose(double[] actual, double[] expected, double bound, String what) {
    assertThat(actual).as(what).hasSameSizeAs(expected);
    double error = 0;
    double norm = 0;
    for (int i = 0; i < expected.length; i++) {
      error += (actual[i] - expected[i]) * (actual[i] - expected[i]);
      norm += expected[i] * expected[i];
    }
    assertThat(Math.sqrt(error)).as(what).isLessThanOrEqualTo(bound * Math.sqrt(norm));
  }

  /** The real number x_j as the complex one x_j + 0i, for all j. */
  public static double[] complex(double[] reals) {
    double[] complex = new double[2 * reals.length];
    for (int i = 0; i < reals.length; i++) {
      complex[2 * i] = reals[i];
    }
    return complex;
  }

  /** ‖x‖². */
  public static double energy(double[] x) {
    double energy = 0;
    for (double v : x) {
      energy += v * v;
    }
    return energy;
  }
}
