package org.warpath.fft.cpu;

/**
 * A line of real numbers as half as many complex ones, x_2j + i·x_(2j+1): read for a forward
 * transform; written as an inverse one gives them, real and imaginary parts exchanged.
 */
final class PairedLine implements LineSource, LineSink {
  private final Samples samples;
  private final long first;
  private final long stride;
  private final double scale;

  /** {@code first} is even where {@code stride} is 1. */
  PairedLine(Samples samples, long first, long stride, double scale) {
    this.samples = samples;
    this.first = first;
    this.stride = stride;
    this.scale = scale;
  }

  @Override
  public void load(int from, int count, double[] re, double[] im) {
    if (stride == 1) {
      samples.readComplex(first / 2 + from, count, re, im);
      return;
    }
    long at = first + 2L * from * stride;
    for (int i = 0; i < count; i++, at += 2 * stride) {
      re[i] = samples.get(at);
      im[i] = samples.get(at + stride);
    }
  }

  @Override
  public void store(int from, int count, double[] re, double[] im) {
    if (stride == 1) {
      samples.writeComplex(first / 2 + from, count, im, re, scale);
      return;
    }
    long at = first + 2L * from * stride;
    for (int i = 0; i < count; i++, at += 2 * stride) {
      samples.set(at, im[i] * scale);
      samples.set(at + stride, re[i] * scale);
    }
  }
}
