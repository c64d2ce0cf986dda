package org.warpath.nn.activation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class FloatGeluTest {
  // Half a unit is rounding's.
  private static final double UNITS = 0.52;

  private static final Activation GELU = Activation.gelu();

  @Test
  void isRoundedOnce() {
    DoubleUnaryOperator exact = DoubleLoops.value(GELU);
    FloatSweep.hold(FloatSweep.floats(), FloatGelu::value, exact, UNITS, 0);
    FloatSweep.hold(FloatSweep.between(-16, 16), FloatGelu::value, exact, UNITS, 0);
  }

  @Test
  void itsSlopeIsRoundedOnceButAboutItsZero() {
    DoubleUnaryOperator exact = DoubleLoops.slope(GELU);
    FloatSweep.hold(FloatSweep.floats(), FloatGelu::slope, exact, UNITS, 0x1p-33);
    FloatSweep.hold(FloatSweep.between(-16, 16), FloatGelu::slope, exact, UNITS, 0x1p-33);
    FloatSweep.hold(FloatSweep.between(-0.76f, -0.74f), FloatGelu::slope, exact, UNITS, 0x1p-33);
  }

  @Test
  void haveTheirLimits() {
    float[] x = {Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, Float.NaN, 0};
    float[] y = x.clone();
    FloatGelu.value(y, y.length);
    assertThat(y[0]).isZero();
    assertThat(y[1]).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(y[2]).isNaN();
    assertThat(y[3]).isZero();
    FloatGelu.slope(x, x.length);
    assertThat(x[0]).isZero();
    assertThat(x[1]).isEqualTo(1);
    assertThat(x[2]).isNaN();
    assertThat(x[3]).isEqualTo(0.5f);
  }
}
