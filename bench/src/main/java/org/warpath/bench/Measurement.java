package org.warpath.bench;

import java.util.Arrays;
import java.util.function.DoubleSupplier;

/**
 * Several runs of one thing.
 *
 * @param name what was run
 * @param seconds each run's time, ascending
 * @param bytes bytes that a run must move at least, by the model the benchmark states; 0 if it
 *     states none
 */
record Measurement(String name, double[] seconds, double bytes) {

  /**
   * Runs {@code timed}, which returns its own time in seconds, {@code warmups} times unmeasured and
   * then {@code runs} times.
   */
  static Measurement of(String name, int warmups, int runs, double bytes, DoubleSupplier timed) {
    double[] all = new double[warmups + runs];
    for (int i = 0; i < all.length; i++) {
      all[i] = timed.getAsDouble();
    }
    double[] seconds = Arrays.copyOfRange(all, warmups, all.length);
    Arrays.sort(seconds);
    return new Measurement(name, seconds, bytes);
  }

  double median() {
    int middle = seconds.length / 2;
    return seconds.length % 2 == 1 ? seconds[middle] : (seconds[middle - 1] + seconds[middle]) / 2;
  }

  double min() {
    return seconds[0];
  }

  double max() {
    return seconds[seconds.length - 1];
  }

  /** Achieved 10⁹ bytes a second, by the median. */
  double gigabytesPerSecond() {
    return bytes / median() * 1e-9;
  }
}
