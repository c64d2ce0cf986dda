package org.warpath.fft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.warpath.fft.layout.FastLength;
import org.warpath.fft.layout.FftShape;

class FftShapeTest {
  @Test
  void negativeAxesCountFromTheLast() {
    assertThat(FftShape.of(2, 3, 4).along(-1, 0).axes()).containsExactly(2, 0);
  }

  @Test
  void aBatchIsTransformedAlongAllButItsFirstAxis() {
    FftShape batch = FftShape.batch(7, 4, 5);
    assertThat(batch.axes()).containsExactly(1, 2);
    assertThat(batch.transformElements()).isEqualTo(20);
    assertThat(batch.elements()).isEqualTo(140);
    assertThat(batch.halfSpectrum().sizes()).containsExactly(7, 4, 3);
  }

  @Test
  void impossibleShapesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FftShape.of(0))
        .withMessage("fft: every size must be at least 1, was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FftShape.of(4, 5).along(2))
        .withMessage("fft: axis must be in [0, 2) for shape 4×5, was 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FftShape.of(4, 5).along(-3))
        .withMessage("fft: axis must be in [-2, 2) for shape 4×5, was -3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FftShape.of(4, 5).along(1, -1))
        .withMessage("fft: axis 1 is named twice");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FftShape.of())
        .withMessage("fft: an array needs at least one axis");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FftShape(List.of(3), List.of()))
        .withMessage("fft: no axis to transform along");
    int huge = Integer.MAX_VALUE;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FftShape.of(huge, huge, huge))
        .withMessageEndingWith("is too large");
  }

  @Test
  void fastLengthsAreTheLeastProductsOfTwosThreesAndFives() {
    for (int n = 1; n < 700; n++) {
      int expected = n;
      while (!fast(expected)) {
        expected++;
      }
      assertThat(FastLength.atLeast(n)).as("n = " + n).isEqualTo(expected);
    }
  }

  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void fastLengthsEndBelowTheLargestInt() {
    assertThat(FastLength.atLeast(2_123_366_400)).isEqualTo(2_123_366_400); // 2²⁰·3⁴·5²
    for (long n : new long[] {Integer.MAX_VALUE, 1L << 31, 1L << 62, Long.MAX_VALUE}) {
      assertThatExceptionOfType(ArithmeticException.class)
          .as("n = " + n)
          .isThrownBy(() -> FastLength.atLeast(n));
    }
  }

  private static boolean fast(int n) {
    int rest = n;
    for (int p : new int[] {2, 3, 5}) {
      while (rest % p == 0) {
        rest /= p;
      }
    }
    return rest == 1;
  }
}
