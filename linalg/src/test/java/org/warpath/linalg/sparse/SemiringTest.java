package org.warpath.linalg.sparse;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SemiringTest {
  @Test
  void neutralElementsAreKnown() {
    float infinity = Float.POSITIVE_INFINITY;
    assertThat(Semiring.PLUS_TIMES.zero()).isEqualTo(0);
    assertThat(Semiring.PLUS_TIMES.one()).isEqualTo(1);
    assertThat(Semiring.MIN_PLUS.zero()).isEqualTo(infinity);
    assertThat(Semiring.MIN_PLUS.one()).isEqualTo(0);
    assertThat(Semiring.MAX_MIN.zero()).isEqualTo(-infinity);
    assertThat(Semiring.MAX_MIN.one()).isEqualTo(infinity);
    assertThat(Semiring.OR_AND.zero()).isEqualTo(0);
    assertThat(Semiring.OR_AND.one()).isEqualTo(1);
  }

  @Property
  void lawsHold(
      @ForAll Semiring semiring, @ForAll byte first, @ForAll byte second, @ForAll byte third) {
    boolean logical = semiring == Semiring.OR_AND;
    float a = logical ? first & 1 : first;
    float b = logical ? second & 1 : second;
    float c = logical ? third & 1 : third;
    assertThat(semiring.add(a, semiring.zero())).isEqualTo(a);
    assertThat(semiring.multiply(a, semiring.one())).isEqualTo(a);
    assertThat(semiring.multiply(semiring.zero(), a) + 0f).isEqualTo(semiring.zero());
    assertThat(semiring.add(a, b)).isEqualTo(semiring.add(b, a));
    assertThat(semiring.add(semiring.add(a, b), c)).isEqualTo(semiring.add(a, semiring.add(b, c)));
    assertThat(semiring.multiply(a, semiring.add(b, c)))
        .isEqualTo(semiring.add(semiring.multiply(a, b), semiring.multiply(a, c)));
  }
}
