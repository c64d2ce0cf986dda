package org.warpath.fft.signal;

import org.warpath.fft.Frequencies;
import org.warpath.fft.RealFft;
import org.warpath.fft.layout.FftShape;
import org.warpath.fft.layout.Precision;
import org.warpath.kernels.Engine;

/**
 * How a real signal's power is spread over frequencies; one-sided: negative frequencies' power is
 * added to that of positive ones.
 *
 * @param frequencies of each power, from 0 to half the sample rate
 * @param power at each frequency, in the unit that {@link SpectrumOptions.Scaling} says
 */
public record PowerSpectrum(double[] frequencies, double[] power) {

  /**
   * Welch's estimate (1967): the mean of the periodograms of overlapping segments (SciPy's {@code
   * signal.welch}). Samples after the last whole segment are not used.
   *
   * @param signal at least as many samples as the window has points
   * @throws IllegalArgumentException if it is shorter
   */
  public static PowerSpectrum welch(double[] signal, SpectrumOptions options, Engine engine) {
    double[] window = options.window();
    int length = window.length;
    if (signal.length < length) {
      throw new IllegalArgumentException(
          "welch: the signal has %d samples, the window %d".formatted(signal.length, length));
    }
    int step = length - options.overlap();
    int segments = 1 + (signal.length - length) / step;
    int bins = length / 2 + 1;
    int batch = Math.clamp((1 << 20) / length, 1, segments);
    double[] power = new double[bins];
    for (int first = 0; first < segments; first += batch) {
      int count = Math.min(batch, segments - first);
      double[] windowed = new double[count * length];
      for (int i = 0; i < count; i++) {
        System.arraycopy(signal, (first + i) * step, windowed, i * length, length);
        detrend(windowed, i * length, length, options.detrend());
        for (int j = 0; j < length; j++) {
          windowed[i * length + j] *= window[j];
        }
      }
      RealFft fft = RealFft.plan(FftShape.batch(count, length), Precision.FLOAT64, engine);
      double[] spectra = fft.forward(windowed);
      for (int i = 0; i < count; i++) {
        for (int k = 0; k < bins; k++) {
          double re = spectra[2 * (i * bins + k)];
          double im = spectra[2 * (i * bins + k) + 1];
          power[k] += re * re + im * im;
        }
      }
    }
    double scale = scale(options) / segments;
    for (int k = 0; k < bins; k++) {
      boolean alone = k == 0 || 2 * k == length;
      power[k] *= alone ? scale : 2 * scale;
    }
    return new PowerSpectrum(Frequencies.ofHalfSpectrum(length, 1 / options.sampleRate()), power);
  }

  /**
   * The periodogram of the whole signal without a window (SciPy's {@code signal.periodogram}), its
   * mean taken off: a density that does not settle as the signal grows; see {@link #welch}.
   *
   * @throws IllegalArgumentException if the signal is empty or {@code sampleRate} not positive
   */
  public static PowerSpectrum periodogram(double[] signal, double sampleRate, Engine engine) {
    if (signal.length == 0) {
      throw new IllegalArgumentException("periodogram: the signal is empty");
    }
    return welch(
        signal,
        new SpectrumOptions(
            sampleRate,
            Windows.rectangular(signal.length),
            0,
            SpectrumOptions.Detrend.CONSTANT,
            SpectrumOptions.Scaling.DENSITY),
        engine);
  }

  private static double scale(SpectrumOptions options) {
    double sum = 0;
    double squares = 0;
    for (double w : options.window()) {
      sum += w;
      squares += w * w;
    }
    return switch (options.scaling()) {
      case DENSITY -> 1 / (options.sampleRate() * squares);
      case SPECTRUM -> 1 / (sum * sum);
    };
  }

  private static void detrend(double[] x, int first, int n, SpectrumOptions.Detrend detrend) {
    if (detrend == SpectrumOptions.Detrend.NONE) {
      return;
    }
    double mean = 0;
    for (int j = 0; j < n; j++) {
      mean += x[first + j];
    }
    mean /= n;
    double slope = 0;
    double middle = (n - 1) / 2.0;
    if (detrend == SpectrumOptions.Detrend.LINEAR && n > 1) {
      double squares = 0;
      for (int j = 0; j < n; j++) {
        slope += (j - middle) * (x[first + j] - mean);
        squares += (j - middle) * (j - middle);
      }
      slope /= squares;
    }
    for (int j = 0; j < n; j++) {
      x[first + j] -= mean + slope * (j - middle);
    }
  }
}
