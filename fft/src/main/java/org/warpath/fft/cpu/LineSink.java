package org.warpath.fft.cpu;

/** A line of complex numbers to write; by any number of threads at once, at different places. */
interface LineSink {
  /** Sets elements from … from+count−1 from the start of {@code re} and {@code im}. */
  void store(int from, int count, double[] re, double[] im);
}
