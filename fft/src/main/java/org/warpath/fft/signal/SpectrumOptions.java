package org.warpath.fft.signal;

/**
 * How a power spectrum is estimated.
 *
 * @param sampleRate samples a second, above 0; frequencies are in its unit
 * @param window what each segment is multiplied by, and so the segments' length; typically a
 *     periodic Hann window of 256 to 4096 points
 * @param overlap samples that neighbouring segments share, in [0, window length); typically half
 * @param detrend what is taken from each segment first
 * @param scaling what the powers' unit is
 */
public record SpectrumOptions(
    double sampleRate, double[] window, int overlap, Detrend detrend, Scaling scaling) {

  /** What is taken from a segment. */
  public enum Detrend {
    /** Nothing. */
    NONE,
    /** Its mean. */
    CONSTANT,
    /** Its line of least squares. */
    LINEAR
  }

  /** What powers mean. */
  public enum Scaling {
    /**
     * Power a unit of frequency: V²/Hz for volts; a noise's level does not depend on the window.
     */
    DENSITY,
    /** Power: V² for volts; a sine's peak does not depend on the window. */
    SPECTRUM
  }

  /**
   * Validates.
   *
   * @throws IllegalArgumentException if a number is out of its range or the window adds up to 0
   */
  public SpectrumOptions {
    if (!(sampleRate > 0 && Double.isFinite(sampleRate))) {
      throw new IllegalArgumentException(
          "sampleRate must be positive and finite, was " + sampleRate);
    }
    if (window.length == 0) {
      throw new IllegalArgumentException("the window is empty");
    }
    if (overlap < 0 || overlap >= window.length) {
      throw new IllegalArgumentException(
          "overlap must be in [0, %d), was %d".formatted(window.length, overlap));
    }
    double sum = 0;
    for (double w : window) {
      sum += w;
    }
    if (sum == 0 || !Double.isFinite(sum)) {
      throw new IllegalArgumentException("the window adds up to " + sum);
    }
  }

  /** SciPy's defaults: periodic Hann windows that overlap by half, means taken off, density. */
  public static SpectrumOptions hann(double sampleRate, int length) {
    return new SpectrumOptions(
        sampleRate,
        Windows.hann(length, Windows.Symmetry.PERIODIC),
        length / 2,
        Detrend.CONSTANT,
        Scaling.DENSITY);
  }
}
