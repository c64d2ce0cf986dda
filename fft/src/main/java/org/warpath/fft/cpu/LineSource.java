package org.warpath.fft.cpu;

/** A line of complex numbers to read; by any number of threads at once. */
interface LineSource {
  /** Copies elements from … from+count−1 to the start of {@code re} and {@code im}. */
  void load(int from, int count, double[] re, double[] im);
}
