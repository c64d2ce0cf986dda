package org.warpath.linalg.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.warpath.linalg.dense.Vector;

class ScaledProductTest {

  @Test
  void productsMayLeaveTheRangeOnTheWay() {
    assertThat(ScaledProduct.of(Vector.of(1e300, 1e300, 1e-300, -1e-299)).value())
        .isCloseTo(-10, within(1e-13));
    assertThat(ScaledProduct.of(Vector.of(Double.MIN_VALUE, 0x1p1000, 0x1p74)).value())
        .isEqualTo(1);
    assertThat(ScaledProduct.of(Vector.of(1e-300, 1e-300)).value()).isZero();
    assertThat(ScaledProduct.of(Vector.of(-1e300, 1e300)).value())
        .isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void logarithmsHaveNoRange() {
    ScaledProduct product = ScaledProduct.of(Vector.of(-1e-300, 1e-300));
    assertThat(product.logMagnitude()).isCloseTo(-600 * Math.log(10), within(1e-11));
    assertThat(product.sign()).isEqualTo(-1);
    assertThat(product.squared().logMagnitude()).isCloseTo(-1200 * Math.log(10), within(1e-11));
    assertThat(product.negated().sign()).isEqualTo(1);
  }

  @Test
  void zeroAndNothing() {
    assertThat(ScaledProduct.of(Vector.of(3, 0, 1e308)).value()).isZero();
    assertThat(ScaledProduct.of(Vector.of(0)).logMagnitude()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(ScaledProduct.of(Vector.of(new double[0])).value()).isEqualTo(1);
  }
}
