package org.warpath.fft.cpu;

/** A line of complex numbers at regular distances in memory. */
final class ComplexLine implements LineSource, LineSink {
  private final Samples samples;
  private final long first;
  private final long stride;
  private final boolean inverse;
  private final double scale;

  /**
   * @param first the first element's index, in complex numbers
   * @param stride the distance of neighbours, in complex numbers
   * @param inverse whether real and imaginary parts change places, which around a forward transform
   *     makes it an inverse one
   * @param scale what results are multiplied by
   */
  ComplexLine(Samples samples, long first, long stride, boolean inverse, double scale) {
    this.samples = samples;
    this.first = first;
    this.stride = stride;
    this.inverse = inverse;
    this.scale = scale;
  }

  @Override
  public void load(int from, int count, double[] re, double[] im) {
    double[] x = inverse ? im : re;
    double[] y = inverse ? re : im;
    long at = first + from * stride;
    if (stride == 1) {
      samples.readComplex(at, count, x, y);
      return;
    }
    for (int i = 0; i < count; i++, at += stride) {
      x[i] = samples.get(2 * at);
      y[i] = samples.get(2 * at + 1);
    }
  }

  @Override
  public void store(int from, int count, double[] re, double[] im) {
    double[] x = inverse ? im : re;
    double[] y = inverse ? re : im;
    long at = first + from * stride;
    if (stride == 1) {
      samples.writeComplex(at, count, x, y, scale);
      return;
    }
    for (int i = 0; i < count; i++, at += stride) {
      samples.set(2 * at, x[i] * scale);
      samples.set(2 * at + 1, y[i] * scale);
    }
  }
}
