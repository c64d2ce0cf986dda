package org.warpath.fft.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.warpath.fft.Numbers.assertClose;
import static org.warpath.fft.Numbers.energy;
import static org.warpath.fft.Numbers.random;

import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.warpath.fft.Fixtures;
import org.warpath.kernels.Engine;

/** What is made of transforms, on every engine. */
abstract class SignalContract {
  private static final Fixtures FIXTURES = Fixtures.read(SignalContract.class, "signal.npz");

  abstract Engine engine();

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  @Test
  void convolutionsAndCorrelationsAreSciPys() {
    for (String name : FIXTURES.prefixes("convolve", "a")) {
      double[] a = FIXTURES.get(name + "a");
      double[] b = FIXTURES.get(name + "b");
      // Errors follow the operands' norms; valid parts can be much smaller than those.
      double bound = 1e-14;
      for (Extent extent : Extent.values()) {
        assertClose(
            Convolution.linear(a, b, extent, engine()),
            FIXTURES.get(name + lower(extent)),
            bound,
            name + extent);
        assertClose(
            Correlation.linear(a, b, extent, engine()),
            FIXTURES.get(name.replace("convolve", "correlate") + lower(extent)),
            bound,
            "correlation, " + name + extent);
      }
    }
  }

  @Test
  void convolutionsAndCorrelationsInTwoDimensionsAreSciPys() {
    for (String name : FIXTURES.prefixes("convolve2d", "a")) {
      int[] p = Fixtures.numbers(name.split("_", -1)[1]);
      int[] q = Fixtures.numbers(name.split("_", -1)[2]);
      double[] a = FIXTURES.get(name + "a");
      double[] b = FIXTURES.get(name + "b");
      for (Extent extent : Extent.values()) {
        assertClose(
            Convolution.linear(a, p[0], p[1], b, q[0], q[1], extent, engine()),
            FIXTURES.get(name + lower(extent)),
            1e-14,
            name + extent);
        assertClose(
            Correlation.linear(a, p[0], p[1], b, q[0], q[1], extent, engine()),
            FIXTURES.get(name.replace("convolve", "correlate") + lower(extent)),
            1e-14,
            "correlation, " + name + extent);
      }
    }
  }

  @Test
  void circularConvolutionsAndCorrelationsFollowTheirDefinition() {
    int n = 45;
    double[] a = random(n, 1);
    double[] b = random(n, 2);
    double[] convolved = new double[n];
    double[] correlated = new double[n];
    for (int k = 0; k < n; k++) {
      for (int j = 0; j < n; j++) {
        convolved[k] += a[j] * b[Math.floorMod(k - j, n)];
        correlated[k] += a[(j + k) % n] * b[j];
      }
    }
    assertClose(Convolution.circular(a, b, engine()), convolved, 1e-14, "convolution");
    assertClose(Correlation.circular(a, b, engine()), correlated, 1e-14, "correlation");
  }

  @Test
  void operandsThatDoNotFitAreNamed() {
    double[] six = new double[6];
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Convolution.linear(new double[0], six, Extent.FULL, engine()))
        .withMessage("convolution: a is empty: 1×0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Correlation.linear(six, 2, 3, six, 2, 2, Extent.FULL, engine()))
        .withMessage("correlation: b has 6 elements, 2×2 needs 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Convolution.linear(six, 2, 3, six, 3, 2, Extent.VALID, engine()))
        .withMessage("convolution: a is 2×3, b is 3×2: neither contains the other");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Convolution.circular(six, new double[5], engine()))
        .withMessage("convolution: a has 6 elements, b 5: circular needs as many, at least 1");
  }

  @Test
  void powerSpectraAreSciPys() {
    double[] signal = FIXTURES.get("signal");
    for (int n : new int[] {64, 45}) {
      for (SpectrumOptions.Detrend detrend : SpectrumOptions.Detrend.values()) {
        for (SpectrumOptions.Scaling scaling : SpectrumOptions.Scaling.values()) {
          double[] window = Windows.hann(n, Windows.Symmetry.PERIODIC);
          SpectrumOptions options = new SpectrumOptions(50, window, n / 2, detrend, scaling);
          String name = "welch_%d_%s_%s".formatted(n, lower(detrend), lower(scaling));
          PowerSpectrum spectrum = PowerSpectrum.welch(signal, options, engine());
          assertClose(spectrum.power(), FIXTURES.get(name), 1e-13, name);
          assertClose(
              spectrum.frequencies(), FIXTURES.get("welch_" + n + "_frequencies"), 1e-15, name);
        }
      }
    }
    assertClose(
        PowerSpectrum.periodogram(signal, 50, engine()).power(),
        FIXTURES.get("periodogram"),
        1e-13,
        "periodogram");
  }

  @Test
  void densitiesAddUpToTheVariance() {
    double[] signal = random(512, 3);
    double mean = Arrays.stream(signal).average().orElseThrow();
    double variance = Arrays.stream(signal).map(x -> (x - mean) * (x - mean)).sum() / 512;
    double[] density = PowerSpectrum.periodogram(signal, 8, engine()).power();
    assertThat(Arrays.stream(density).sum() * 8 / 512).isCloseTo(variance, within(1e-13));
  }

  @Test
  void badSpectrumOptionsAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SpectrumOptions.hann(0, 8))
        .withMessage("sampleRate must be positive and finite, was 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new SpectrumOptions(
                1, new double[4], 4, SpectrumOptions.Detrend.NONE, SpectrumOptions.Scaling.DENSITY))
        .withMessage("overlap must be in [0, 4), was 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PowerSpectrum.welch(new double[7], SpectrumOptions.hann(1, 8), engine()))
        .withMessage("welch: the signal has 7 samples, the window 8");
  }

  @Test
  void shortTimeSpectraAreThoseOfNumPysFrames() {
    double[] signal = FIXTURES.get("signal");
    for (int[] size : new int[][] {{32, 8}, {31, 10}}) {
      double[] window = Windows.hann(size[0], Windows.Symmetry.PERIODIC);
      for (Stft.Padding padding : Stft.Padding.values()) {
        Stft stft = new Stft(window, size[1], padding, Stft.Sides.ONE);
        String name = "stft_%d_%d_%s".formatted(size[0], size[1], lower(padding));
        double[] expected = FIXTURES.get(name);
        double[] actual = Arrays.copyOf(stft.forward(signal, engine()).values(), expected.length);
        assertClose(actual, expected, 1e-14, name);
      }
    }
    Stft stft =
        new Stft(
            Windows.hann(32, Windows.Symmetry.PERIODIC), 8, Stft.Padding.ZEROS, Stft.Sides.ONE);
    double[] expected = FIXTURES.get("scipystft");
    double[] actual = Arrays.copyOf(stft.forward(signal, engine()).values(), expected.length);
    assertClose(actual, expected, 1e-14, "SciPy's stft");
  }

  @Test
  void bothSidesMirrorOne() {
    double[] signal = random(50, 4);
    for (int n : new int[] {8, 9}) {
      double[] window = Windows.hamming(n, Windows.Symmetry.SYMMETRIC);
      Spectrogram one =
          new Stft(window, 3, Stft.Padding.NONE, Stft.Sides.ONE).forward(signal, engine());
      Spectrogram two =
          new Stft(window, 3, Stft.Padding.NONE, Stft.Sides.TWO).forward(signal, engine());
      assertThat(two.bins()).isEqualTo(n);
      for (int frame = 0; frame < one.frames(); frame++) {
        for (int k = 1; k < one.bins(); k++) {
          int direct = 2 * (frame * one.bins() + k);
          int mirror = 2 * (frame * n + n - k);
          assertThat(two.values()[mirror]).isEqualTo(one.values()[direct]);
          assertThat(Math.abs(two.values()[mirror + 1]))
              .isEqualTo(Math.abs(one.values()[direct + 1]));
        }
      }
    }
  }

  @Test
  void signalsComeBackFromTheirShortTimeSpectra() {
    double[] signal = random(203, 5);
    for (Stft.Sides sides : Stft.Sides.values()) {
      for (int n : new int[] {16, 25}) {
        double[] window = Windows.hann(n, Windows.Symmetry.PERIODIC);
        Stft padded = new Stft(window, 4, Stft.Padding.REFLECT, sides);
        double[] back = padded.inverse(padded.forward(signal, engine()), 203, engine());
        assertClose(back, signal, 1e-14, "padded, n = " + n);
        // No frame gives weight to the first sample, none reaches the last ones.
        Stft bare = new Stft(window, 4, Stft.Padding.NONE, sides);
        int reached = (bare.frames(203) - 1) * 4 + n;
        back = bare.inverse(bare.forward(signal, engine()), 203, engine());
        assertThat(back[0]).isZero();
        assertThat(Arrays.copyOfRange(back, reached, 203)).containsOnly(0);
        assertClose(
            Arrays.copyOfRange(back, 1, reached),
            Arrays.copyOfRange(signal, 1, reached),
            1e-13,
            "bare, n = " + n);
      }
    }
  }

  @Test
  void framesThatDoNotFitAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Stft.hann(16).forward(new double[8], engine()))
        .withMessage("stft: a signal of 8 samples cannot be mirrored by 8");
    Stft bare = new Stft(new double[] {1, 1, 1}, 2, Stft.Padding.NONE, Stft.Sides.ONE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bare.forward(new double[2], engine()))
        .withMessage("stft: the signal has 2 samples, a frame 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bare.inverse(new Spectrogram(1, 2, new double[4]), 5, engine()))
        .withMessage("stft: 5 samples need 2 frames of 2 bins, there are 1 of 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Stft(new double[4], 0, Stft.Padding.NONE, Stft.Sides.ONE))
        .withMessage("stft: hop must be at least 1, was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bare.inverse(new Spectrogram(1, 2, new double[4]), -1, engine()))
        .withMessage("stft: the length must be at least 0, was -1");
    Stft dense = new Stft(new double[1 << 16], 1, Stft.Padding.NONE, Stft.Sides.ONE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> dense.forward(new double[100_000], engine()))
        .withMessage("stft: 34465 frames of 65536 samples are too many for an array");
  }

  // A change at positive frequencies alone: the nearest real frames have half of it.
  @Test
  void inversesOfBothSidesTakeTheMean() {
    for (int n : new int[] {6, 7}) {
      Stft stft =
          new Stft(
              Windows.hamming(n, Windows.Symmetry.PERIODIC), 2, Stft.Padding.NONE, Stft.Sides.TWO);
      Spectrogram spectrogram = stft.forward(random(21, n), engine());
      double[] changed = spectrogram.values().clone();
      double[] mean = spectrogram.values().clone();
      for (int frame = 0; frame < spectrogram.frames(); frame++) {
        int at = 2 * (frame * n + 1);
        int mirror = 2 * (frame * n + n - 1);
        changed[at] += 0.5;
        changed[at + 1] -= 0.25;
        mean[at] += 0.25;
        mean[at + 1] -= 0.125;
        mean[mirror] += 0.25;
        mean[mirror + 1] += 0.125;
      }
      assertClose(
          stft.inverse(new Spectrogram(spectrogram.frames(), n, changed), 21, engine()),
          stft.inverse(new Spectrogram(spectrogram.frames(), n, mean), 21, engine()),
          1e-14,
          "n = " + n);
    }
  }

  @Test
  void cosineTransformsAreSciPys() {
    for (int n : new int[] {1, 2, 3, 8, 15, 67}) {
      double[] x = FIXTURES.get("dct_" + n + "_in");
      for (Dct.Norm norm : Dct.Norm.values()) {
        Dct dct = Dct.batch(3, n, norm, engine());
        String name = "dct_" + n + "_%d_" + lower(norm);
        assertClose(dct.type2(x), FIXTURES.get(name.formatted(2)), 1e-14, name.formatted(2));
        assertClose(dct.type3(x), FIXTURES.get(name.formatted(3)), 1e-14, name.formatted(3));
      }
    }
  }

  @Test
  void orthogonalCosineTransformsKeepEnergyAndUndoEachOther() {
    Dct dct = Dct.plan(100, Dct.Norm.ORTHO, engine());
    double[] x = random(100, 6);
    assertThat(energy(dct.type2(x))).isCloseTo(energy(x), within(1e-12));
    assertClose(dct.type3(dct.type2(x)), x, 1e-14, "there and back");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> dct.type2(new double[99]))
        .withMessage("dct: data has 99 elements, 1 × 100 needs 100");
  }
}
