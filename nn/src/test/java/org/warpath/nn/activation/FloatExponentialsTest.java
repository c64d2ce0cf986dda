package org.warpath.nn.activation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BiConsumer;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class FloatExponentialsTest {

  /** The largest error in units in the last place, of numbers from one to the other. */
  private static double error(
      BiConsumer<float[], Integer> fast, DoubleUnaryOperator exact, float from, float to) {
    float[] x = new float[200_003];
    for (int i = 0; i < x.length; i++) {
      x[i] = from + (to - from) * i / (x.length - 1);
    }
    float[] y = x.clone();
    fast.accept(y, y.length);
    double worst = 0;
    for (int i = 0; i < x.length; i++) {
      double expected = exact.applyAsDouble(x[i]);
      worst = Math.max(worst, Math.abs(y[i] - expected) / Math.ulp((float) expected));
    }
    return worst;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @Test
  void areWithinAFewUnitsInTheLastPlace() {
    assertThat(error(FloatExponentials::exp, Math::exp, -103, 88.7f)).isLessThan(2);
    assertThat(error(FloatExponentials::exp, Math::exp, -1, 1)).isLessThan(2);
    assertThat(error(FloatExponentials::expm1, Math::expm1, -50, 88.7f)).isLessThan(3);
    assertThat(error(FloatExponentials::expm1, Math::expm1, -1, 1)).isLessThan(3);
    assertThat(error(FloatExponentials::expm1, Math::expm1, -1e-3f, 1e-3f)).isLessThan(3);
    assertThat(error(FloatExponentials::sigmoid, FloatExponentialsTest::sigmoid, -87, 87))
        .isLessThan(3);
    assertThat(error(FloatExponentials::tanh, Math::tanh, -12, 12)).isLessThan(4);
    assertThat(error(FloatExponentials::tanh, Math::tanh, -0.5f, 0.5f)).isLessThan(4);
    assertThat(error(FloatExponentials::tanh, Math::tanh, -1e-5f, 1e-5f)).isLessThan(4);
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
