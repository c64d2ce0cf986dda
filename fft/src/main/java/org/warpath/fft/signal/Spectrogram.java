package org.warpath.fft.signal;

/**
 * The spectra of a signal's frames.
 *
 * @param frames how many
 * @param bins frequencies of each
 * @param values complex numbers [frames][bins], interleaved
 */
public record Spectrogram(int frames, int bins, double[] values) {

  /**
   * Validates.
   *
   * @throws IllegalArgumentException if there are not frames × bins complex numbers
   */
  public Spectrogram {
    if (frames < 1 || bins < 1 || 2L * frames * bins != values.length) {
      throw new IllegalArgumentException(
          "spectrogram: %d frames of %d bins need %d elements, there are %d"
              .formatted(frames, bins, 2L * frames * bins, values.length));
    }
  }

  /** The squared magnitudes [frames][bins]. */
  public double[] power() {
    double[] power = new double[frames * bins];
    for (int i = 0; i < power.length; i++) {
      power[i] = values[2 * i] * values[2 * i] + values[2 * i + 1] * values[2 * i + 1];
    }
    return power;
  }
}
