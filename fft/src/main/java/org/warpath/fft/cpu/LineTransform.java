package org.warpath.fft.cpu;

/** The forward transform of one line; immutable, for any number of threads at once. */
interface LineTransform {
  /**
   * A transform of n elements.
   *
   * @throws IllegalArgumentException if n exceeds 500,000,000 and has a prime factor above 61
   */
  static LineTransform of(int n) {
    return Factors.smooth(n) ? new SmoothLine(n) : new BluesteinLine(n);
  }

  int size();

  /** Reads all of {@code from} before it writes to {@code to}; both may be the same memory. */
  void transform(LineSource from, LineSink to, int threads);
}
