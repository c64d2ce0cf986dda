package org.warpath.fft.signal;

import org.warpath.fft.RealFft;
import org.warpath.fft.layout.FftShape;
import org.warpath.fft.layout.Precision;
import org.warpath.kernels.Engine;

/**
 * Short-time Fourier transforms of real signals: the spectra of windowed frames, {@code hop}
 * samples apart, unscaled. Without padding these are the values of ONNX's STFT operator; with
 * {@link Padding#REFLECT} those of librosa's and PyTorch's.
 *
 * @param window what each frame is multiplied by, and so its length; any
 * @param hop samples from one frame to the next, at least 1; typically a quarter of the window
 * @param padding what lies beyond the signal's ends
 * @param sides which frequencies are kept
 */
public record Stft(double[] window, int hop, Padding padding, Sides sides) {

  /** What lies beyond a signal's ends. */
  public enum Padding {
    /** Nothing: the first frame begins at the first sample, the last ends within the signal. */
    NONE,
    /** Zeros: frame i's middle lies at sample i · hop. */
    ZEROS,
    /** The signal mirrored at its first and last sample: frame i's middle lies at i · hop. */
    REFLECT
  }

  /** Which frequencies are kept. */
  public enum Sides {
    /** The n/2 + 1 that are not negative; the others are their conjugates. */
    ONE,
    /** All n. */
    TWO
  }

  /**
   * Validates.
   *
   * @throws IllegalArgumentException if the window is empty or {@code hop} below 1
   */
  public Stft {
    if (window.length == 0) {
      throw new IllegalArgumentException("stft: the window is empty");
    }
    if (hop < 1) {
      throw new IllegalArgumentException("stft: hop must be at least 1, was " + hop);
    }
  }

  /** Periodic Hann windows a quarter of their length apart, reflected, one-sided. */
  public static Stft hann(int length) {
    return new Stft(
        Windows.hann(length, Windows.Symmetry.PERIODIC),
        Math.max(1, length / 4),
        Padding.REFLECT,
        Sides.ONE);
  }

  private int margin() {
    return padding == Padding.NONE ? 0 : window.length / 2;
  }

  /** How many frames a signal of {@code length} samples has. */
  public int frames(int length) {
    long padded = length + 2L * margin();
    return padded < window.length ? 0 : Math.toIntExact(1 + (padded - window.length) / hop);
  }

  /**
   * The frames' spectra.
   *
   * @throws IllegalArgumentException if the signal is shorter than a frame, or too short to be
   *     mirrored: than half a frame and one sample; or if 2·frames·window exceeds an array's length
   */
  public Spectrogram forward(double[] signal, Engine engine) {
    int length = window.length;
    int count = frames(signal.length);
    if (count < 1) {
      throw new IllegalArgumentException(
          "stft: the signal has %d samples, a frame %d".formatted(signal.length, length));
    }
    if (padding == Padding.REFLECT && signal.length <= margin()) {
      throw new IllegalArgumentException(
          "stft: a signal of %d samples cannot be mirrored by %d"
              .formatted(signal.length, margin()));
    }
    if (2L * count * length > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "stft: %d frames of %d samples are too many for an array".formatted(count, length));
    }
    double[] framed = new double[count * length];
    for (int frame = 0; frame < count; frame++) {
      int first = frame * hop - margin();
      for (int j = 0; j < length; j++) {
        framed[frame * length + j] = sample(signal, first + j) * window[j];
      }
    }
    double[] half = fft(count, engine).forward(framed);
    return sides == Sides.ONE
        ? new Spectrogram(count, length / 2 + 1, half)
        : new Spectrogram(count, length, mirrored(half, count));
  }

  private double sample(double[] signal, int at) {
    if (at >= 0 && at < signal.length) {
      return signal[at];
    }
    if (padding == Padding.ZEROS) {
      return 0;
    }
    return signal[at < 0 ? -at : 2 * (signal.length - 1) - at];
  }

  private double[] mirrored(double[] half, int count) {
    int n = window.length;
    int bins = n / 2 + 1;
    double[] whole = new double[2 * count * n];
    for (int frame = 0; frame < count; frame++) {
      System.arraycopy(half, 2 * frame * bins, whole, 2 * frame * n, 2 * bins);
      for (int k = bins; k < n; k++) {
        whole[2 * (frame * n + k)] = half[2 * (frame * bins + n - k)];
        whole[2 * (frame * n + k) + 1] = -half[2 * (frame * bins + n - k) + 1];
      }
    }
    return whole;
  }

  /**
   * The signal whose frames come closest to the given ones in the sense of least squares (Griffin
   * and Lim, 1984), which for an unchanged spectrogram is the signal. Of both sides that is the
   * mean of each frequency and its negative's conjugate. Samples that no window reaches, or only
   * with weight zero, are 0.
   *
   * @param length samples wanted; those beyond the last frame are 0
   * @throws IllegalArgumentException if the spectrogram's bins do not fit the window's length,
   *     there are fewer frames than {@code length} samples have, or {@code length} is negative
   */
  public double[] inverse(Spectrogram spectrogram, int length, Engine engine) {
    if (length < 0) {
      throw new IllegalArgumentException("stft: the length must be at least 0, was " + length);
    }
    int n = window.length;
    int bins = sides == Sides.ONE ? n / 2 + 1 : n;
    int count = frames(length);
    if (spectrogram.bins() != bins || spectrogram.frames() < count) {
      throw new IllegalArgumentException(
          "stft: %d samples need %d frames of %d bins, there are %d of %d"
              .formatted(length, count, bins, spectrogram.frames(), spectrogram.bins()));
    }
    double[] signal = new double[length];
    if (count == 0) {
      return signal;
    }
    double[] frames = fft(count, engine).inverse(half(spectrogram, count));
    double[] weight = new double[length];
    for (int frame = 0; frame < count; frame++) {
      int first = frame * hop - margin();
      for (int j = Math.max(0, -first); j < Math.min(n, length - first); j++) {
        signal[first + j] += frames[frame * n + j] * window[j];
        weight[first + j] += window[j] * window[j];
      }
    }
    for (int i = 0; i < length; i++) {
      signal[i] = weight[i] == 0 ? 0 : signal[i] / weight[i];
    }
    return signal;
  }

  private double[] half(Spectrogram spectrogram, int count) {
    int bins = window.length / 2 + 1;
    double[] half = new double[2 * count * bins];
    for (int frame = 0; frame < count; frame++) {
      System.arraycopy(
          spectrogram.values(), 2 * frame * spectrogram.bins(), half, 2 * frame * bins, 2 * bins);
    }
    if (sides == Sides.TWO) {
      addMirrored(spectrogram.values(), half, count);
    }
    return half;
  }

  // half ← the mean of half and the negative frequencies' conjugates
  private void addMirrored(double[] whole, double[] half, int count) {
    int n = window.length;
    int bins = n / 2 + 1;
    for (int frame = 0; frame < count; frame++) {
      for (int k = 1; k < bins; k++) {
        int to = 2 * (frame * bins + k);
        int from = 2 * (frame * n + n - k);
        half[to] = 0.5 * (half[to] + whole[from]);
        half[to + 1] = 0.5 * (half[to + 1] - whole[from + 1]);
      }
    }
  }

  private RealFft fft(int count, Engine engine) {
    return RealFft.plan(FftShape.batch(count, window.length), Precision.FLOAT64, engine);
  }
}
