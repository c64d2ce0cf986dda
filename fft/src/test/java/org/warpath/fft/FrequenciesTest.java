package org.warpath.fft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FrequenciesTest {
  private static final Fixtures FIXTURES = Fixtures.read(FftContract.class, "fft.npz");

  @Test
  void frequenciesAreNumPys() {
    for (int n : new int[] {1, 2, 5, 8}) {
      assertThat(Frequencies.of(n, 0.25)).containsExactly(FIXTURES.get("fftfreq_" + n));
      assertThat(Frequencies.ofHalfSpectrum(n, 0.25))
          .containsExactly(FIXTURES.get("rfftfreq_" + n));
    }
  }

  @Test
  void shiftsAreNumPys() {
    for (String shape : new String[] {"5", "6", "3x4"}) {
      int[] sizes = Fixtures.numbers(shape);
      double[] data =
          IntStream.range(0, Arrays.stream(sizes).reduce(1, (a, b) -> a * b))
              .asDoubleStream()
              .toArray();
      assertThat(Frequencies.shift(data, 1, sizes))
          .containsExactly(FIXTURES.get("fftshift_" + shape));
      assertThat(Frequencies.unshift(data, 1, sizes))
          .containsExactly(FIXTURES.get("ifftshift_" + shape));
    }
  }

  @Test
  void complexNumbersMoveWhole() {
    assertThat(Frequencies.shift(new double[] {0, 0.5, 1, 1.5, 2, 2.5}, 2, 3))
        .containsExactly(2, 2.5, 0, 0.5, 1, 1.5);
  }

  @Test
  void badArgumentsAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Frequencies.of(0, 1))
        .withMessage("n must be at least 1, was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Frequencies.of(4, 0))
        .withMessage("spacing must be finite and not 0, was 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Frequencies.shift(new double[5], 1, 2, 3))
        .withMessage("shift: data has 5 elements, shape [2, 3] of width 1 has 6");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Frequencies.shift(new double[6], 1, -2, -3))
        .withMessage("shift: every size must be at least 0, was [-2, -3]");
  }
}
