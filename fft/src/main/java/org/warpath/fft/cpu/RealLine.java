package org.warpath.fft.cpu;

import java.util.Arrays;

/**
 * A line of real numbers: read, complex numbers without imaginary parts; written, what an inverse
 * transform gives, whose real and imaginary parts have changed places.
 */
final class RealLine implements LineSource, LineSink {
  private final Samples samples;
  private final long first;
  private final long stride;
  private final double scale;

  RealLine(Samples samples, long first, long stride, double scale) {
    this.samples = samples;
    this.first = first;
    this.stride = stride;
    this.scale = scale;
  }

  @Override
  public void load(int from, int count, double[] re, double[] im) {
    if (stride == 1) {
      samples.read(first + from, count, re);
    } else {
      long at = first + from * stride;
      for (int i = 0; i < count; i++, at += stride) {
        re[i] = samples.get(at);
      }
    }
    Arrays.fill(im, 0, count, 0);
  }

  @Override
  public void store(int from, int count, double[] re, double[] im) {
    long at = first + from * stride;
    for (int i = 0; i < count; i++, at += stride) {
      samples.set(at, im[i] * scale);
    }
  }
}
