package org.warpath.nn.dropout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.nn.layer.LayerCheck;
import org.warpath.nn.tensor.Shape;

class SeededDropoutTest {

  /** As {@code numpy.random.RandomState(seed).random_sample(3)}. */
  @Test
  void numbersAreNumpys() {
    MersenneTwister random = new MersenneTwister(42);
    assertThat(random.nextUniform()).isEqualTo(0.3745401188473625);
    assertThat(random.nextUniform()).isEqualTo(0.9507143064099162);
    assertThat(random.nextUniform()).isEqualTo(0.7319939418114051);
    MersenneTwister last = new MersenneTwister((1L << 32) - 1);
    assertThat(last.nextUniform()).isEqualTo(0.0976320289940138);
  }

  /** As {@code RandomState(5489).randint(0, 2**32, 10000, 'uint32')[-1]}: MT19937's own check. */
  @Test
  void theTenThousandthNumberIsThePublishedOne() {
    MersenneTwister random = new MersenneTwister(5489);
    for (int i = 0; i < 9999; i++) {
      random.nextBits();
    }
    assertThat(Integer.toUnsignedLong(random.nextBits())).isEqualTo(4123659995L);
  }

  @Test
  void gradients() {
    LayerCheck.of(new SeededDropout(0.4, 7), Shape.of(5, 6)).gradientsAreThoseOfDifferences();
  }

  @Test
  void float32() {
    LayerCheck.of(new SeededDropout(0.4, 7), Shape.of(50, 60))
        .isTheSameOn(Engine.cpu(1), ElementType.FLOAT32);
    LayerCheck.inference(new SeededDropout(0.4, 7), Shape.of(50, 60))
        .isTheSameOn(Engine.cpu(1), ElementType.FLOAT32);
  }

  @Test
  void wrongNumbers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SeededDropout(1, 0))
        .withMessage("ratio must be in [0, 1), was 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SeededDropout(0.5, -1))
        .withMessage("seed must be in [0, 4294967296), was -1");
  }
}
