package org.warpath.nn.activation;

/**
 * GELU and its slope, of the elements of float32 arrays, in place, formed in float64 and rounded
 * once, in loops as {@link FloatExponentials} has. With t = |x|, Φ(−t) = e^(−t²/2)·M(t), where M
 * falls from 1/2 like 1/t: M(t)·(t + 4) is a polynomial in (t − 4)/(t + 4), so that small tails are
 * as precise as large values (after Shepherd and Laframboise 1981).
 *
 * <p>Within 0.52 units in the last place; the slope too, or within 2⁻³³, about its zero near
 * −0.7518. At −∞ both are 0, as is the limit.
 */
final class FloatGelu {
  private static final int BLOCK = 512;
  // Below −14.6 both round to 0.
  private static final float RANGE = 14.6f;
  private static final double CENTRE = 4;
  private static final double INVERSE_ROOT_TWO_PI = 0.3989422804014327;

  // The polynomial of least relative error, 2⁻³⁵.
  private static final double C0 = 0.7552851304249748;
  private static final double C1 = -0.6078966421826033;
  private static final double C2 = 0.38713739936570235;
  private static final double C3 = -0.186521846587379;
  private static final double C4 = 0.06039661291400346;
  private static final double C5 = -0.007540350049737086;
  private static final double C6 = -0.003480129757249141;
  private static final double C7 = 0.0016316664245096572;
  private static final double C8 = 0.00013581467899114106;
  private static final double C9 = -0.0002324551740020658;
  private static final double C10 = -8.563477061120773e-06;
  private static final double C11 = 3.32195708678352e-05;
  private static final double C12 = 7.327813712302418e-06;

  private final float[] value;
  private final double[] distance;
  private final double[] power;
  private final double[] ratio;

  private FloatGelu(int size) {
    value = new float[size];
    distance = new double[size];
    power = new double[size];
    ratio = new double[size];
  }

  /** x[0 … count−1] ← x·Φ(x). */
  static void value(float[] x, int count) {
    FloatGelu block = new FloatGelu(Math.min(count, BLOCK));
    for (int from = 0; from < count; from += BLOCK) {
      int length = Math.min(BLOCK, count - from);
      System.arraycopy(x, from, block.value, 0, length);
      block.value(length);
      System.arraycopy(block.value, 0, x, from, length);
    }
  }

  /** x[0 … count−1] ← Φ(x) + x·φ(x). */
  static void slope(float[] x, int count) {
    FloatGelu block = new FloatGelu(Math.min(count, BLOCK));
    for (int from = 0; from < count; from += BLOCK) {
      int length = Math.min(BLOCK, count - from);
      System.arraycopy(x, from, block.value, 0, length);
      block.slope(length);
      System.arraycopy(block.value, 0, x, from, length);
    }
  }

  // distance ← t, power ← e^(−t²/2), ratio ← M(t)
  private void tails(int count) {
    for (int i = 0; i < count; i++) {
      double t = Math.min(Math.abs(value[i]), RANGE);
      distance[i] = t;
      power[i] = t * t * (-0.5 * Powers.SCALE);
    }
    Powers.roots(power, count);
    Powers.raise(power, count);
    for (int i = 0; i < count; i++) {
      double inverse = 1 / (distance[i] + CENTRE);
      double u = (distance[i] - CENTRE) * inverse;
      double p = C12 * u + C11;
      p = p * u + C10;
      p = p * u + C9;
      p = p * u + C8;
      p = p * u + C7;
      p = p * u + C6;
      p = p * u + C5;
      p = p * u + C4;
      p = p * u + C3;
      p = p * u + C2;
      p = p * u + C1;
      p = p * u + C0;
      ratio[i] = p * inverse;
    }
  }

  // max(x, 0) − t·Φ(−t)
  private void value(int count) {
    tails(count);
    for (int i = 0; i < count; i++) {
      value[i] = (float) (Math.max(value[i], 0) - distance[i] * power[i] * ratio[i]);
    }
  }

  // Below 0 it is s = Φ(−t) − t·φ(t), above 1 − s.
  private void slope(int count) {
    tails(count);
    for (int i = 0; i < count; i++) {
      ratio[i] = (ratio[i] - INVERSE_ROOT_TWO_PI * distance[i]) * power[i];
    }
    for (int i = 0; i < count; i++) {
      double isAbove = Math.max(Math.signum(value[i]), 0);
      value[i] = (float) (isAbove + (1 - 2 * isAbove) * ratio[i]);
    }
  }
}
