package org.warpath.fft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FftTest {
  @Test
  void oneCallTransformsAnArray() {
    // x = 1, i, −1, −i turns once: all of it lies in X_1.
    double[] turn = {1, 0, 0, 1, -1, 0, 0, -1};
    assertThat(Fft.forward(turn))
        .containsExactly(new double[] {0, 0, 4, 0, 0, 0, 0, 0}, within(1e-15));
    assertThat(Fft.inverse(Fft.forward(turn))).containsExactly(turn, within(1e-15));
    assertThat(Fft.inverse(Fft.forward(new float[] {1, 2, 3, 4})))
        .containsExactly(new float[] {1, 2, 3, 4}, within(1e-6f));
  }

  @Test
  void evenAndOddNumbersOfRealsComeBack() {
    assertThat(Fft.realForward(new double[] {1, 2, 3}))
        .containsExactly(new double[] {6, 0, -1.5, Math.sqrt(0.75)}, within(1e-15));
    assertThat(Fft.realInverse(new double[] {6, 0, -1.5, Math.sqrt(0.75)}, 3))
        .containsExactly(new double[] {1, 2, 3}, within(1e-15));
    assertThat(Fft.realInverse(Fft.realForward(new float[] {1, 2, 3, 5}), 4))
        .containsExactly(new float[] {1, 2, 3, 5}, within(1e-6f));
  }

  @Test
  void emptyAndHalfNumbersAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fft.forward(new double[0]))
        .withMessage(
            "fft: interleaved complex data has an even number of elements, at least 2, not 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fft.forward(new float[3]))
        .withMessageEndingWith("not 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fft.realForward(new double[0]))
        .withMessage("fft: every size must be at least 1, was 0");
  }
}
