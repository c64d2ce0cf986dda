package org.warpath.fft.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.warpath.fft.Fixtures;
import org.warpath.fft.signal.Windows.Symmetry;

class WindowsTest {
  private static final Fixtures FIXTURES = Fixtures.read(SignalContract.class, "signal.npz");

  private static final Map<String, BiFunction<Integer, Symmetry, double[]>> WINDOWS =
      Map.of(
          "rectangular", (n, symmetry) -> Windows.rectangular(n),
          "hann", Windows::hann,
          "hamming", Windows::hamming,
          "blackman", Windows::blackman,
          "blackmanHarris", Windows::blackmanHarris,
          "flatTop", Windows::flatTop,
          "kaiser", (n, symmetry) -> Windows.kaiser(n, 8.6, symmetry),
          "tukey", (n, symmetry) -> Windows.tukey(n, 0.3, symmetry));

  @Test
  void windowsAreSciPys() {
    WINDOWS.forEach((kind, window) -> {
      for (int n : new int[] {1, 2, 7, 16}) {
        for (Symmetry symmetry : Symmetry.values()) {
          String name =
              "window_%s_%d_%s"
                  .formatted(kind, n, symmetry == Symmetry.PERIODIC ? "periodic" : "symmetric");
          assertThat(window.apply(n, symmetry))
              .as(name)
              .containsExactly(FIXTURES.get(name), within(2e-15));
        }
      }
    });
  }

  @Test
  void extremeParametersGiveKnownWindows() {
    double[] ones = Windows.rectangular(9);
    double[] hann = Windows.hann(9, Symmetry.SYMMETRIC);
    assertThat(Windows.kaiser(9, 0, Symmetry.SYMMETRIC)).containsExactly(ones);
    assertThat(Windows.tukey(9, 0, Symmetry.SYMMETRIC)).containsExactly(ones);
    assertThat(Windows.tukey(9, 1, Symmetry.SYMMETRIC)).containsExactly(hann, within(1e-15));
    assertThat(Windows.kaiser(3, 700, Symmetry.SYMMETRIC)[1]).isEqualTo(1);
  }

  @Test
  void parametersOutOfRangeAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Windows.hann(0, Symmetry.PERIODIC))
        .withMessage("a window needs at least 1 point, not 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Windows.kaiser(4, Double.NaN, Symmetry.PERIODIC))
        .withMessage("beta must be in [0, 700], was NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Windows.tukey(4, 1.5, Symmetry.PERIODIC))
        .withMessage("taper must be in [0, 1], was 1.5");
  }
}
