package org.warpath.nn.activation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class FloatExponentialsTest {

  // Half a unit is rounding's.
  private static final double UNITS = 0.52;

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double elu(double x) {
    return x < 0 ? 1.5 * Math.expm1(x) : 2 * x;
  }

  private static void hold(
      FloatSweep.Function fast, DoubleUnaryOperator exact, double units, float least, float most) {
    FloatSweep.hold(FloatSweep.floats(), fast, exact, units, 0);
    FloatSweep.hold(FloatSweep.between(least, most), fast, exact, units, 0);
  }

  @Test
  void areRoundedOnce() {
    hold(FloatExponentials::exp, Math::exp, UNITS, -105, 90);
    hold(FloatExponentials::expm1, Math::expm1, UNITS, -20, 90);
    hold(FloatExponentials::sigmoid, FloatExponentialsTest::sigmoid, UNITS, -105, 20);
    hold(FloatExponentials::tanh, Math::tanh, UNITS, -12, 12);
  }

  @Test
  void eluIsWithinTwoUnits() {
    FloatSweep.Function fast = (x, count) -> FloatExponentials.elu(x, 1.5f, 2, count);
    hold(fast, FloatExponentialsTest::elu, 2, -20, 2);
  }

  @Test
  void softplusAndItsSlopeAreRoundedOnce() {
    Activation softplus = Activation.softplus();
    hold(FloatExponentials::softplus, DoubleLoops.value(softplus), UNITS, -105, 20);
    hold(FloatExponentials::softplusSlope, DoubleLoops.slope(softplus), UNITS, 0, 20);
  }

  @Test
  void haveTheirLimits() {
    float[] x = {Float.NEGATIVE_INFINITY, -200, 200, Float.POSITIVE_INFINITY, Float.NaN, 0};
    float[] y = x.clone();
    FloatExponentials.exp(y, y.length);
    assertThat(y)
        .containsExactly(0, 0, Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY, Float.NaN, 1);
    y = x.clone();
    FloatExponentials.expm1(y, y.length);
    assertThat(y)
        .containsExactly(-1, -1, Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY, Float.NaN, 0);
    y = x.clone();
    FloatExponentials.sigmoid(y, y.length);
    assertThat(y).containsExactly(0, 0, 1, 1, Float.NaN, 0.5f);
    y = x.clone();
    FloatExponentials.tanh(y, y.length);
    assertThat(y).containsExactly(-1, -1, 1, 1, Float.NaN, 0);
  }

  @Test
  void theErrorFunctionIsThatOfTables() {
    assertThat(units(Erf.complement(0.1), 0.8875370839817152)).isLessThan(2);
    assertThat(units(Erf.complement(0.5), 0.4795001221869535)).isLessThan(2);
    assertThat(units(Erf.complement(1), 0.15729920705028513)).isLessThan(2);
    assertThat(units(Erf.complement(2), 0.004677734981047266)).isLessThan(2);
    assertThat(units(Erf.complement(5), 1.537459794428035e-12)).isLessThan(2);
    assertThat(units(Erf.complement(-1), 1.8427007929497148)).isLessThan(2);
    assertThat(Erf.complement(Double.NaN)).isNaN();
    assertThat(Erf.complement(40)).isZero();
    assertThat(Erf.complement(-40)).isEqualTo(2);
  }

  private static double units(double found, double expected) {
    return Math.abs(found - expected) / Math.ulp(expected);
  }
}
