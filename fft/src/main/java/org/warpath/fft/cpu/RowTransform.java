package org.warpath.fft.cpu;

/** Forward transforms of n rows along the rows' numbers, one transform a lane, in place. */
interface RowTransform {
  /** A transform of n rows, for any n. */
  static RowTransform of(int n) {
    return Factors.smooth(n) ? new RowFft(n) : new RowBluestein(n);
  }

  int size();

  /** Rows of memory for one call at a time, each at least {@code lanes} long. */
  Rows spare(int lanes);

  /**
   * Transforms lanes 0 … lanes−1 of the rows; references to rows move, {@code spare}'s as well.
   *
   * @param spare what {@link #spare} gave
   */
  void transform(Rows rows, int lanes, Rows spare);
}
